"""Approval fixes the posts and places of a plan; reopening it as a draft lets them go while nothing hangs on them."""

from collections import Counter
from datetime import datetime
from typing import Final

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.planning.plans.dependents import have_dependents
from khaigiang.planning.plans.errors import (
    EmptyTargetGroup,
    NoPostInTheRule,
    NotClosed,
    NotOpen,
    SomethingHangsOnThePlan,
    UnitsWithoutCommittee,
)
from khaigiang.planning.plans.models import Plan, Quota, TargetPost
from khaigiang.planning.plans.queries import FoundPost, found_posts, places_by_rule, rule_of
from khaigiang.planning.plans.services.moving import locked, moved
from khaigiang.planning.plans.services.spreading import spread_all
from khaigiang.planning.plans.states import PlacesRule, PlanState

OWN_PARTS: Final = frozenset(
    {
        "submission.plan",
        "placesbyrule.plan",
        "quartersspread.plan",
        "targetpost.plan",
        "quartertarget.plan",
        "quota.plan",
        "strictquarters.plan",
        "paperduty.plan",
        "targetexception.plan",
    }
)
NAMED_IN_A_REFUSAL: Final = 3


def fix_posts_and_places(plan: Plan) -> int:
    """Fix the posts that the rule finds, and the places that the plan's rules give each committee in each quarter.

    Returns how many posts.
    Raises NoPostInTheRule, EmptyTargetGroup or UnitsWithoutCommittee.
    """
    found = usable_posts(plan)
    TargetPost.objects.bulk_create(
        TargetPost(plan=plan, post_id=one.post_id, unit_id=one.unit_id, committee_id=one.committee_id)
        for one in found
        if one.committee_id
    )
    posts = Counter(one.committee_id for one in found if one.committee_id)
    places = places_by_rule(posts, PlacesRule(plan.places_rule), plan.places_number, plan.places_given)
    Quota.objects.bulk_create(
        Quota(plan=plan, committee_id=committee_id, places=count) for committee_id, count in places.items()
    )
    spread_all(plan)
    return len(found)


def usable_posts(plan: Plan) -> list[FoundPost]:
    """The posts of the target group, each with its committee; raises NoPostInTheRule, EmptyTargetGroup or UnitsWithoutCommittee."""
    rule = rule_of(plan)
    if not rule.posts:
        raise NoPostInTheRule
    found = found_posts(rule)
    if not found:
        raise EmptyTargetGroup(day=f"{plan.target_on:%d/%m/%Y}")
    alone = list(dict.fromkeys(one.unit for one in found if one.committee_id is None))
    if alone:
        named = ", ".join(alone[:NAMED_IN_A_REFUSAL]) + (" …" if len(alone) > NAMED_IN_A_REFUSAL else "")
        raise UnitsWithoutCommittee(count=len(alone), units=named)
    return found


@transaction.atomic
def reopen_plan(plan: Plan, *, by: User, at: datetime) -> Plan:
    """Make an open plan a draft again and let its posts and places go; raises NotOpen or SomethingHangsOnThePlan."""
    plan = locked(plan)
    if plan.state != PlanState.OPEN:
        raise NotOpen(state=plan.get_state_display())
    if have_dependents(Plan.objects.filter(pk=plan.pk), besides=OWN_PARTS) or have_dependents(plan.target_posts.all()):
        raise SomethingHangsOnThePlan
    posts = plan.target_posts.count()
    plan.quotas.all().delete()
    plan.places_set.all().delete()
    plan.spreads.all().delete()
    plan.target_posts.all().delete()
    return moved(plan, PlanState.DRAFT, "reopen_plan", by=by, at=at, posts=posts)


@transaction.atomic
def close_plan(plan: Plan, *, by: User, at: datetime) -> Plan:
    """End a plan: nobody is named under it any more; raises NotOpen."""
    plan = locked(plan)
    if plan.state != PlanState.OPEN:
        raise NotOpen(state=plan.get_state_display())
    return moved(plan, PlanState.CLOSED, "close_plan", by=by, at=at)


@transaction.atomic
def resume_plan(plan: Plan, *, by: User, at: datetime) -> Plan:
    """Take a closed plan up again; raises NotClosed."""
    plan = locked(plan)
    if plan.state != PlanState.CLOSED:
        raise NotClosed(state=plan.get_state_display())
    return moved(plan, PlanState.OPEN, "resume_plan", by=by, at=at)
