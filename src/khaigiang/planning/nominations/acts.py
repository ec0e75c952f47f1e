"""What the acts of this feature are called in the audit."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Final[dict[str, Promise]] = {
    "accept_nominations": _("accepted nominations"),
    "ask_for_nominations": _("drew up the request"),
    "defer_nomination": _("deferred a person"),
    "confirm_letter": _("confirmed the receipt of a letter about names"),
    "discard_letter": _("threw the draft of a letter about names away"),
    "name_cover": _("said who keeps the office"),
    "name_substitute": _("named a substitute"),
    "nominate": _("named a person"),
    "nominate_holders": _("named the holders of posts"),
    "nominate_people": _("named several people"),
    "resume_nomination": _("resumed a deferred person"),
    "return_nomination": _("returned a person with a reason"),
    "return_nominations": _("returned several people with a reason"),
    "send_request": _("sent the request"),
    "set_away_rule": _("set how many of one unit may be away at once"),
    "state_hindrance": _("said why somebody cannot come"),
    "state_unavailability": _("stated days that do not suit"),
    "submit_nominations": _("sent a list with its letter"),
    "take_back_acceptance": _("took an acceptance back"),
    "tell_committee": _("drew up a letter about names"),
    "take_back_return": _("took a return back"),
    "wish_quarters": _("said in which quarter people would come"),
    "withdraw_cover": _("said that nobody keeps the office yet"),
    "withdraw_drafts": _("took names back"),
    "withdraw_hindrance": _("said that somebody can come after all"),
    "withdraw_nomination": _("withdrew a person"),
    "withdraw_unavailability": _("removed days that did not suit"),
}
