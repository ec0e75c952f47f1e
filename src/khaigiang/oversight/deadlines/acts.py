"""What the acts of this feature are called in the audit."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Final[dict[str, Promise]] = {
    "enter_requirement": _("entered a requirement of training"),
    "change_requirement": _("changed a requirement of training"),
    "end_requirement": _("ended a requirement of training"),
    "discard_requirement": _("deleted a requirement of training"),
    "extend": _("gave an official more time to learn"),
    "ask_for_exemption": _("asked to exempt an official"),
    "approve_exemption": _("exempted an official"),
    "refuse_exemption": _("refused to exempt an official"),
    "take_back_relief": _("took an extension or exemption back"),
    "hand_in_proof": _("handed in a certificate of another school"),
    "accept_proof": _("accepted a certificate of another school"),
    "refuse_proof": _("refused a certificate of another school"),
    "withdraw_proof": _("withdrew a certificate of another school"),
    "reconsider_proof": _("took back that a certificate counts"),
    "add_to_plan": _("added people who fall due to a plan"),
    "take_out_of_plan": _("took people who fall due out of a plan again"),
}
