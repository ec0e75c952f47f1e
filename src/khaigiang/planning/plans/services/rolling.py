"""A plan rolled forward to the next year or term, and undone without a trace while it is a draft."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.documents.models import Document
from khaigiang.planning.plans.dependents import have_dependents
from khaigiang.planning.plans.errors import (
    NoPostToRollForward,
    NotApprovedYet,
    NothingToRollForward,
    RolledPlanIsUsed,
)
from khaigiang.planning.plans.models import Plan, QuarterTarget, TargetException
from khaigiang.planning.plans.queries import above_quarter, rolled_forward
from khaigiang.planning.plans.queries.rolling import Rolled
from khaigiang.planning.plans.services.moving import locked
from khaigiang.planning.plans.services.plans import refuse_contradictions, set_above_quarter
from khaigiang.planning.plans.states import PlacesRule, PlanState

PARTS = frozenset(
    {"targetexception.plan", "quartertarget.plan", "paperduty.plan", "placesbyrule.plan", "strictquarters.plan"}
)


@transaction.atomic
def roll_plan_forward(
    plan: Plan, *, years: int, document: Document, title: str, code: str, by: User, at: datetime
) -> Plan:
    """Make the draft of the same plan so many years later, with all that still holds on its new day.

    Raises NotApprovedYet, NoPostToRollForward, NothingToRollForward, CodeTaken or DocumentHasAPlan.
    """
    plan = locked(plan)
    if not plan.is_approved:
        raise NotApprovedYet(state=plan.get_state_display())
    rolled = rolled_forward(plan, years)
    day = f"{rolled.target_on:%d/%m/%Y}"
    if rolled.rule.kinds and not rolled.rule.posts:
        raise NoPostToRollForward(day=day)
    if not rolled.posts:
        raise NothingToRollForward(day=day)
    new = _made(plan, rolled, document=document, title=title.strip(), code=code)
    refuse_contradictions(new)
    new.save()
    new.rule_posts.set(rolled.rule.posts)
    _bring_along(new, rolled)
    set_above_quarter(new, above_quarter(plan))
    left = {one.what: one.why for one in rolled.dropped}
    audit.record("roll_plan_forward", new, by=by, at=at, before={"from": plan.title}, after={"dropped": left})
    return new


@transaction.atomic
def undo_roll_forward(plan: Plan, *, by: User, at: datetime) -> Plan:
    """Take away a draft that was rolled forward, with all that came along; returns the plan it was made from.

    Raises RolledPlanIsUsed once it was sent up or something stands on it.
    """
    plan = locked(plan)
    source = plan.rolled_from
    is_fresh = plan.state == PlanState.DRAFT and not have_dependents(Plan.objects.filter(pk=plan.pk), besides=PARTS)
    if source is None or not is_fresh:
        raise RolledPlanIsUsed
    audit.record("undo_roll_forward", plan, by=by, at=at, before={"code": plan.code, "title": plan.title})
    plan.exceptions.all().delete()
    plan.places_set.all().delete()
    plan.quarters.all().delete()
    plan.duties.all().delete()
    plan.delete()
    return source


def _made(plan: Plan, rolled: Rolled, *, document: Document, title: str, code: str) -> Plan:
    return Plan(
        title=title,
        code=code,
        document=document,
        organiser=plan.organiser,
        school=plan.school,
        target_kinds=list(rolled.rule.kinds),
        target_on=rolled.target_on,
        born_not_before=rolled.born_not_before,
        starts_on=rolled.starts_on,
        ends_on=rolled.ends_on,
        nominations_due_on=rolled.due_on,
        rolled_from=plan,
        # Numbers stated for each committee were stated for one period.
        places_rule=PlacesRule.ALL if plan.places_rule == PlacesRule.GIVEN else plan.places_rule,
        places_number=plan.places_number,
    )


def _bring_along(new: Plan, rolled: Rolled) -> None:
    # What later documents said of single posts is an exception of the new plan from its beginning.
    TargetException.objects.bulk_create(
        TargetException(
            plan=new,
            post_id=row.post_id,
            unit_id=row.unit_id,
            adds=row.adds,
            official_id=row.official_id,
            reason=row.reason,
        )
        for row in rolled.exceptions
    )
    for duty in rolled.duties:
        duty.pk, duty.plan = None, new
        duty.save(force_insert=True)
    QuarterTarget.objects.bulk_create(
        QuarterTarget(plan=new, year=row.year, quarter=row.quarter, classes=row.classes or 0, places=row.places or 0)
        for row in rolled.quarters
    )
