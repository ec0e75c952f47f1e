"""The plan itself: its paper, its rule, its days, its quarters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NotRequired, TypedDict, Unpack

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.documents.models import Document
from khaigiang.planning.plans.errors import (
    CodeTaken,
    DocumentHasAPlan,
    EndsBeforeItBegins,
    IsSentUp,
    NotAQuarterOfThePlan,
    RuleIsFixed,
)
from khaigiang.planning.plans.models import Plan, QuarterTarget, StrictQuarters
from khaigiang.planning.plans.queries import above_quarter, quarter_rows, typed_values
from khaigiang.planning.plans.rules import quarters_between
from khaigiang.planning.plans.states import AboveQuarter, PlanState
from khaigiang.registry.officials.models import Post
from khaigiang.registry.units.models import Office

FIXED_BY_OPENING: Final = ("code", "rule_posts", "target_kinds", "target_on")


class PlanValues(TypedDict):
    """What is typed about a plan."""

    title: str
    code: str
    document: Document
    organiser: Office
    school: Office
    rule_posts: Sequence[Post]
    target_kinds: list[str]
    target_on: date
    starts_on: date
    ends_on: date
    nominations_due_on: NotRequired[date | None]
    born_not_before: NotRequired[date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterTargets:
    """Classes and places wanted in one quarter."""

    year: int
    quarter: int
    classes: int
    places: int


@transaction.atomic
def save_plan(plan: Plan | None, *, by: User, at: datetime, **values: Unpack[PlanValues]) -> Plan:
    """Make a plan, or change one; an open plan keeps its code and target group.

    Raises IsSentUp, EndsBeforeItBegins, CodeTaken, DocumentHasAPlan or RuleIsFixed.
    """
    _refuse_while_sent_up(plan)
    before = _described(plan) if plan else None
    changed = plan or Plan()
    posts = values["rule_posts"]
    for name, value in values.items():
        if name != "rule_posts":
            setattr(changed, name, value)
    refuse_contradictions(changed)
    changed.save()
    changed.rule_posts.set(posts)
    after = _described(changed)
    if before and changed.is_approved and any(after[name] != before[name] for name in FIXED_BY_OPENING):
        raise RuleIsFixed
    audit.record("save_plan", changed, by=by, at=at, before=before, after=after)
    return changed


@transaction.atomic
def set_quarters(
    plan: Plan, quarters: Iterable[QuarterTargets], *, above: AboveQuarter | None = None, by: User, at: datetime
) -> None:
    """Say how many classes and places each quarter is to have, and what becomes of people above them (None: as it is).

    Raises IsSentUp or NotAQuarterOfThePlan.
    """
    _refuse_while_sent_up(plan)
    wanted = list(quarters)
    refuse_quarters_outside(plan, wanted)
    before = _quarters(plan)
    plan.quarters.all().delete()
    QuarterTarget.objects.bulk_create(
        QuarterTarget(plan=plan, year=one.year, quarter=one.quarter, classes=one.classes, places=one.places)
        for one in wanted
    )
    set_above_quarter(plan, above or above_quarter(plan))
    audit.record("set_quarters", plan, by=by, at=at, before=before, after=_quarters(plan))


def set_above_quarter(plan: Plan, above: AboveQuarter) -> None:
    """Warn of people above a committee's places of a quarter, or refuse them, within an act that records itself."""
    if above == AboveQuarter.REFUSE:
        StrictQuarters.objects.get_or_create(plan=plan)
    else:
        StrictQuarters.objects.filter(plan=plan).delete()


def _refuse_while_sent_up(plan: Plan | None) -> None:
    if plan and plan.state == PlanState.SENT_UP:
        raise IsSentUp


def refuse_quarters_outside(plan: Plan, quarters: Iterable[QuarterTargets | QuarterTarget]) -> None:
    """Raise NotAQuarterOfThePlan for a quarter that the days of the plan do not touch."""
    allowed = set(quarters_between(plan.starts_on, plan.ends_on))
    for one in quarters:
        if (one.year, one.quarter) not in allowed:
            raise NotAQuarterOfThePlan(quarter=one.quarter, year=one.year)


def refuse_contradictions(plan: Plan) -> None:
    """Raise EndsBeforeItBegins, CodeTaken or DocumentHasAPlan."""
    others = Plan.objects.exclude(pk=plan.pk)
    if plan.ends_on < plan.starts_on:
        raise EndsBeforeItBegins
    if others.filter(code=plan.code).exists():
        raise CodeTaken(code=plan.code)
    if others.filter(document=plan.document).exists():
        raise DocumentHasAPlan(document=plan.document)


def _described(plan: Plan) -> dict[str, object]:
    return typed_values(plan) | {"target_kinds": sorted(plan.target_kinds)}


def _quarters(plan: Plan) -> dict[str, object]:
    found: dict[str, object] = {"above": above_quarter(plan).value}
    return found | {
        f"{row.quarter}/{row.year}": f"{row.classes} / {row.places}"
        for row in quarter_rows(plan)
        if row.classes is not None
    }
