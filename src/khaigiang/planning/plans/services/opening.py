"""Opening a plan fixes its posts and places; reopening it as a draft lets them go while nothing hangs on them."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.plans.dependents import have_dependents
from khaigiang.planning.plans.errors import (
    EmptyTargetGroup,
    NotADraft,
    NotClosed,
    NotOpen,
    SomethingHangsOnThePlan,
    UnitsWithoutCommittee,
)
from khaigiang.planning.plans.models import Plan, Quota, TargetPost
from khaigiang.planning.plans.queries import TargetUnit, rule_of, target_units
from khaigiang.planning.plans.states import PlanState

OWN_PARTS: Final = frozenset({"targetpost.plan", "quartertarget.plan", "quota.plan", "paperduty.plan"})
NAMED_IN_A_REFUSAL: Final = 3


@transaction.atomic
def open_plan(plan: Plan, *, by: User, at: datetime) -> Plan:
    """Fix the posts that the rule finds, and as many places for each committee as it has posts.

    Raises NotADraft, EmptyTargetGroup or UnitsWithoutCommittee.
    """
    plan = _locked(plan)
    if plan.state != PlanState.DRAFT:
        raise NotADraft(state=plan.get_state_display())
    units = target_units(rule_of(plan))
    _refuse_unusable(plan, units)
    TargetPost.objects.bulk_create(
        TargetPost(plan=plan, post=plan.target_post, unit_id=one.unit_id, committee_id=one.committee_id)
        for one in units
        if one.committee_id
    )
    places = Counter(one.committee_id for one in units if one.committee_id)
    Quota.objects.bulk_create(
        Quota(plan=plan, committee_id=committee_id, places=count) for committee_id, count in places.items()
    )
    return _moved(plan, PlanState.OPEN, "open_plan", by=by, at=at, posts=len(units))


@transaction.atomic
def reopen_plan(plan: Plan, *, by: User, at: datetime) -> Plan:
    """Make an open plan a draft again and let its posts and places go; raises NotOpen or SomethingHangsOnThePlan."""
    plan = _locked(plan)
    if plan.state != PlanState.OPEN:
        raise NotOpen(state=plan.get_state_display())
    if have_dependents(Plan.objects.filter(pk=plan.pk), besides=OWN_PARTS) or have_dependents(plan.target_posts.all()):
        raise SomethingHangsOnThePlan
    posts = plan.target_posts.count()
    plan.quotas.all().delete()
    plan.target_posts.all().delete()
    return _moved(plan, PlanState.DRAFT, "reopen_plan", by=by, at=at, posts=posts)


@transaction.atomic
def close_plan(plan: Plan, *, by: User, at: datetime) -> Plan:
    """End a plan: nobody is named under it any more; raises NotOpen."""
    plan = _locked(plan)
    if plan.state != PlanState.OPEN:
        raise NotOpen(state=plan.get_state_display())
    return _moved(plan, PlanState.CLOSED, "close_plan", by=by, at=at)


@transaction.atomic
def resume_plan(plan: Plan, *, by: User, at: datetime) -> Plan:
    """Take a closed plan up again; raises NotClosed."""
    plan = _locked(plan)
    if plan.state != PlanState.CLOSED:
        raise NotClosed(state=plan.get_state_display())
    return _moved(plan, PlanState.OPEN, "resume_plan", by=by, at=at)


def _locked(plan: Plan) -> Plan:
    return Plan.objects.select_for_update().get(pk=plan.pk)


def _refuse_unusable(plan: Plan, units: Sequence[TargetUnit]) -> None:
    if not units:
        raise EmptyTargetGroup(day=f"{plan.target_on:%d/%m/%Y}")
    alone = [one.unit for one in units if one.committee_id is None]
    if alone:
        named = ", ".join(alone[:NAMED_IN_A_REFUSAL]) + (" …" if len(alone) > NAMED_IN_A_REFUSAL else "")
        raise UnitsWithoutCommittee(count=len(alone), units=named)


def _moved(plan: Plan, state: PlanState, act: str, *, by: User, at: datetime, **after: object) -> Plan:
    before = plan.state
    plan.state = state
    plan.save(update_fields=["state"])
    audit.record(act, plan, by=by, at=at, before={"state": before}, after={"state": state.value, **after})
    return plan
