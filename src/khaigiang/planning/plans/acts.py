"""What the acts of this feature are called in the audit."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Final[dict[str, Promise]] = {
    "add_exception": _("added a post to a target group, or left one out"),
    "add_substitute": _("named who signs in somebody's place"),
    "amend_plan": _("amended a plan"),
    "approve_plan": _("approved a plan"),
    "close_plan": _("closed a plan"),
    "draw_up_plan": _("drew up the paper of a plan"),
    "excuse_post": _("excused a post"),
    "remove_substitute": _("removed who signs in somebody's place"),
    "reopen_plan": _("made a plan a draft again"),
    "resume_plan": _("resumed a closed plan"),
    "return_plan": _("sent a plan back"),
    "roll_plan_forward": _("rolled a plan forward"),
    "save_plan": _("saved a plan"),
    "send_up_plan": _("sent a plan up for approval"),
    "set_duty": _("set who signs a paper"),
    "set_places": _("set places"),
    "set_places_by_rule": _("set the places of all committees by a rule"),
    "set_quarters": _("set the quarters"),
    "spread_places": _("spread the places of all committees over the quarters"),
    "take_back_plan": _("took back a plan sent up"),
    "undo_places_by_rule": _("put the places of all committees back"),
    "undo_roll_forward": _("undid the rolling forward of a plan"),
    "undo_spread_places": _("put the places of all committees by quarter back"),
    "withdraw_amendment": _("took an amendment of a plan back"),
    "withdraw_exception": _("took an exception of a target group back"),
    "withdraw_excuse": _("took an excuse back"),
}
