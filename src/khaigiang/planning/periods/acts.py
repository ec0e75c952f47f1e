"""What the acts of this feature are called in the audit."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Final[dict[str, Promise]] = {
    "amend_period_plan": _("amended a term or annual plan"),
    "approve_period_plan": _("approved a term or annual plan"),
    "carry_out_line": _("said which line a training plan carries out"),
    "remove_line": _("removed a line of a term or annual plan"),
    "remove_period_plan": _("removed a term or annual plan"),
    "reopen_period_plan": _("made a term or annual plan a draft again"),
    "return_period_plan": _("sent a term or annual plan back"),
    "save_line": _("saved a line of a term or annual plan"),
    "save_period_plan": _("saved a term or annual plan"),
    "send_up_period_plan": _("sent a term or annual plan up for approval"),
    "take_back_period_plan": _("took back a term or annual plan sent up"),
    "take_off_line": _("took a training plan off its line"),
    "withdraw_period_amendment": _("took an amendment of a term or annual plan back"),
}
