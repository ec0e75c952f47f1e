"""Training plans: who is to come, from where, when, and by which papers."""

from khaigiang.planning.plans.models.amendments import (
    AmendedItem,
    AmendedPost,
    AmendedRule,
    AmendedRulePost,
    PlanAmendment,
    StayingPost,
)
from khaigiang.planning.plans.models.approval import Submission, SubmissionFacts
from khaigiang.planning.plans.models.group import Excuse, TargetException, TargetPost, TargetPostQuerySet
from khaigiang.planning.plans.models.papers import DutySubstitute, PaperDuty, PlanPaper
from khaigiang.planning.plans.models.places import (
    PlacesByRule,
    QuarterShare,
    QuartersSpread,
    QuarterTarget,
    Quota,
    StrictQuarters,
)
from khaigiang.planning.plans.models.plan import Plan, RulePost

__all__ = [
    "AmendedItem",
    "AmendedPost",
    "AmendedRule",
    "AmendedRulePost",
    "DutySubstitute",
    "Excuse",
    "PaperDuty",
    "PlacesByRule",
    "Plan",
    "PlanAmendment",
    "PlanPaper",
    "QuarterShare",
    "QuarterTarget",
    "QuartersSpread",
    "Quota",
    "RulePost",
    "StayingPost",
    "StrictQuarters",
    "Submission",
    "SubmissionFacts",
    "TargetException",
    "TargetPost",
    "TargetPostQuerySet",
]
