"""What the acts of this feature are called in the audit."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Final[dict[str, Promise]] = {
    "ask_for_needs": _("asked committees for their need"),
    "lapse_reservations": _("let held places without names lapse"),
    "remind_committees": _("reminded committees of their need"),
    "reserve_places": _("held places without names"),
    "set_reservation_rule": _("said when held places lapse"),
    "state_need": _("stated the need of a committee"),
    "withdraw_survey": _("took a survey of needs back"),
}
