"""What the acts of this feature are called in the audit."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Final[dict[str, Promise]] = {
    "make_answer_links": _("made the personal links of a summons"),
    "renew_answer_link": _("made a new personal link to a summons"),
    "open_answer_link": _("opened a personal link to a summons"),
    "confirm_receipt": _("confirmed the receipt of a summons"),
    "confirm_calling_off": _("confirmed to know that a class is not held"),
    "accept_summons": _("said yes to a summons"),
    "decline_summons": _("said that a person cannot come"),
    "ask_for_later_class": _("asked for a later class"),
    "take_back_answer": _("took back that a person does not come"),
    "agree_to_later_class": _("agreed to a later class"),
    "hold_to_summons": _("asked a person to come all the same"),
    "set_reminder_rule": _("set the rule of reminding"),
    "draft_reminders": _("drafted reminders"),
}
