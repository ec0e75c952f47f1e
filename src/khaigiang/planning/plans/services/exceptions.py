"""Single posts that a target group has beyond its rule, or not although the rule finds them; each with a reason."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.plans.errors import (
    AlreadyAnException,
    IsSentUp,
    NoSuchUnitThen,
    ReasonMissing,
    RuleIsFixed,
)
from khaigiang.planning.plans.models import Plan, TargetException
from khaigiang.planning.plans.queries import holder_on, rule_of
from khaigiang.planning.plans.services.moving import locked
from khaigiang.planning.plans.states import PlanState
from khaigiang.registry.officials.models import Post
from khaigiang.registry.units.models import Unit


@transaction.atomic
def add_exception(plan: Plan, unit: Unit, post: Post, *, reason: str, by: User, at: datetime) -> TargetException:
    """Leave out a post of a unit that the rule finds, or add one that it does not, with who holds it that day.

    Raises IsSentUp, RuleIsFixed, ReasonMissing, NoSuchUnitThen or AlreadyAnException.
    """
    plan = locked(plan)
    _refuse_unless_draft(plan)
    if not reason.strip():
        raise ReasonMissing
    if not Unit.objects.on(plan.target_on).filter(pk=unit.pk).exists():
        raise NoSuchUnitThen(unit=unit.name, day=f"{plan.target_on:%d/%m/%Y}")
    if plan.exceptions.filter(unit=unit, post=post).exists():
        raise AlreadyAnException(post=post, unit=unit.name)
    exception = TargetException.objects.create(
        plan=plan,
        post=post,
        unit=unit,
        adds=not rule_of(plan).finds(post.pk, unit),
        official=holder_on(post, unit, plan.target_on),
        reason=reason.strip(),
    )
    audit.record("add_exception", plan, by=by, at=at, after=_described(exception))
    return exception


@transaction.atomic
def withdraw_exception(exception: TargetException, *, by: User, at: datetime) -> Plan:
    """Let the rule alone decide about a post again; raises IsSentUp or RuleIsFixed."""
    plan = locked(exception.plan)
    _refuse_unless_draft(plan)
    before = _described(exception)
    exception.delete()
    audit.record("withdraw_exception", plan, by=by, at=at, before=before)
    return plan


def _refuse_unless_draft(plan: Plan) -> None:
    if plan.state == PlanState.SENT_UP:
        raise IsSentUp
    if not plan.is_draft:
        raise RuleIsFixed


def _described(exception: TargetException) -> dict[str, object]:
    return {
        "post": exception.post.title,
        "unit": exception.unit.name,
        "adds": exception.adds,
        "reason": exception.reason,
    }
