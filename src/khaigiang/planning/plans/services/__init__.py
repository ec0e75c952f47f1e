"""All writing of plans: the plan itself, its approval, places, duties and excuses."""

from khaigiang.planning.plans.services.amendments import amend_plan, withdraw_amendment
from khaigiang.planning.plans.services.approval import approve_plan, return_plan, send_up_plan, take_back_plan
from khaigiang.planning.plans.services.duties import add_substitute, remove_substitute, set_duty
from khaigiang.planning.plans.services.exceptions import add_exception, withdraw_exception
from khaigiang.planning.plans.services.excuses import excuse_post, withdraw_excuse
from khaigiang.planning.plans.services.opening import close_plan, reopen_plan, resume_plan
from khaigiang.planning.plans.services.places import (
    set_given_places,
    set_places,
    set_places_by_rule,
    share_places,
    undo_places_by_rule,
)
from khaigiang.planning.plans.services.plan_paper import draw_up_plan, write_plan_anew
from khaigiang.planning.plans.services.plans import QuarterTargets, save_plan, set_quarters
from khaigiang.planning.plans.services.rolling import roll_plan_forward, undo_roll_forward
from khaigiang.planning.plans.services.spreading import spread_places, undo_spread_places

__all__ = [
    "QuarterTargets",
    "add_exception",
    "add_substitute",
    "amend_plan",
    "approve_plan",
    "close_plan",
    "draw_up_plan",
    "excuse_post",
    "remove_substitute",
    "reopen_plan",
    "resume_plan",
    "return_plan",
    "roll_plan_forward",
    "save_plan",
    "send_up_plan",
    "set_duty",
    "set_given_places",
    "set_places",
    "set_places_by_rule",
    "set_quarters",
    "share_places",
    "spread_places",
    "take_back_plan",
    "undo_places_by_rule",
    "undo_roll_forward",
    "undo_spread_places",
    "withdraw_amendment",
    "withdraw_exception",
    "withdraw_excuse",
    "write_plan_anew",
]
