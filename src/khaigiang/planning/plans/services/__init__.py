"""All writing of plans: the plan itself, its opening, places, duties and excuses."""

from khaigiang.planning.plans.services.duties import set_duty
from khaigiang.planning.plans.services.excuses import excuse_post, withdraw_excuse
from khaigiang.planning.plans.services.opening import close_plan, open_plan, reopen_plan, resume_plan
from khaigiang.planning.plans.services.places import set_places, share_places
from khaigiang.planning.plans.services.plans import QuarterTargets, save_plan, set_quarters

__all__ = [
    "QuarterTargets",
    "close_plan",
    "excuse_post",
    "open_plan",
    "reopen_plan",
    "resume_plan",
    "save_plan",
    "set_duty",
    "set_places",
    "set_quarters",
    "share_places",
    "withdraw_excuse",
]
