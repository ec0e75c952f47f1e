"""What the acts of this feature are called in the audit."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Final[dict[str, Promise]] = {
    "ask_lecturers": _("asked lecturers to teach"),
    "accept_request": _("accepted to teach"),
    "decline_request": _("declined to teach"),
    "withdraw_request": _("withdrew a request to teach"),
    "withdraw_asking": _("took back what lecturers were asked and had not answered"),
    "follow_timetable": _("let requests to teach follow the timetable"),
    "open_guest_link": _("opened a personal link of a lecturer"),
    "send_guest_link": _("sent a personal link to a lecturer"),
    "revoke_guest_links": _("revoked the personal links of a lecturer"),
    "remind_of_request": _("reminded of a request to teach"),
    "set_request_rule": _("set by when lecturers answer"),
}
