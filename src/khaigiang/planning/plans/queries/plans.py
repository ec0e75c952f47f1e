"""Plans in a list, their quarters, and what was typed about one."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, Q, QuerySet

from khaigiang.planning.plans.models import Plan, PlanPaper, StrictQuarters
from khaigiang.planning.plans.queries.targets import posts_of
from khaigiang.planning.plans.rules import quarters_between
from khaigiang.planning.plans.states import AboveQuarter

STANDING: Final = Count("target_posts", filter=Q(target_posts__valid_until__isnull=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One plan in the list; a draft has no posts yet."""

    id: int
    title: str
    number: str
    dated_on: date | None
    state: str
    state_label: str
    starts_on: date
    ends_on: date
    posts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterRow:
    """Classes and places that the plan wants in one quarter of its days; None where nothing is said yet."""

    year: int
    quarter: int
    classes: int | None
    places: int | None


def plan_rows(plans: QuerySet[Plan]) -> list[PlanRow]:
    """Plans, newest first, in one statement."""
    found = plans.select_related("document").annotate(posts=STANDING).order_by("-starts_on", "-pk")
    return [
        PlanRow(
            id=plan.pk,
            title=plan.title,
            number=plan.document.number,
            dated_on=plan.document.issued_on,
            state=plan.state,
            state_label=plan.get_state_display(),
            starts_on=plan.starts_on,
            ends_on=plan.ends_on,
            posts=plan.posts,
        )
        for plan in found
    ]


def quarter_rows(plan: Plan) -> list[QuarterRow]:
    """Every quarter that the plan's days touch, with what it wants there."""
    wanted = {(row.year, row.quarter): row for row in plan.quarters.all()}
    return [
        QuarterRow(
            year=year,
            quarter=quarter,
            classes=wanted[year, quarter].classes if (year, quarter) in wanted else None,
            places=wanted[year, quarter].places if (year, quarter) in wanted else None,
        )
        for year, quarter in quarters_between(plan.starts_on, plan.ends_on)
    ]


def typed_values(plan: Plan) -> dict[str, object]:
    """What was typed about a plan, to be changed."""
    return {
        "title": plan.title,
        "code": plan.code,
        "document": plan.document_id,
        "organiser": plan.organiser_id,
        "school": plan.school_id,
        "rule_posts": [post.pk for post in posts_of(plan)],
        "target_kinds": plan.target_kinds,
        "target_on": plan.target_on,
        "born_not_before": plan.born_not_before,
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
        "nominations_due_on": plan.nominations_due_on,
    }


def above_quarter(plan: Plan) -> AboveQuarter:
    """What becomes of people above a committee's places of a quarter under a plan; one statement."""
    is_strict = StrictQuarters.objects.filter(plan=plan).exists()
    return AboveQuarter.REFUSE if is_strict else AboveQuarter.WARN


def paper_of(plan: Plan) -> PlanPaper | None:
    """The paper that sets a plan out, drafted or issued."""
    return PlanPaper.objects.filter(plan=plan).select_related("document").first()
