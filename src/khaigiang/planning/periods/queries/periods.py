"""Term and annual plans in a list, and the line that one training plan carries out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from khaigiang.ground.shared.figures import percent
from khaigiang.planning.periods.models import CarriedOut, PeriodPlan, PlanLine
from khaigiang.planning.periods.queries.outcomes import Carried, Outcome, carried
from khaigiang.planning.plans.models import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRow:
    """One term or annual plan in the list, with what it wants and what became of it."""

    id: int
    kind: str
    kind_label: str
    title: str
    number: str
    state: str
    state_label: str
    dated_on: date | None
    starts_on: date
    ends_on: date
    is_beneath: bool
    lines: int
    people: int
    classes: int
    outcome: Outcome

    @property
    def share(self) -> Decimal | None:
        """Percent of the people wanted who have completed."""
        return percent(self.outcome.completed, self.people) if self.people else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedRow:
    """The line that a training plan carries out, and what stands above it."""

    line: PlanLine
    plan: PeriodPlan
    above: PlanLine | None


def period_rows(plans: QuerySet[PeriodPlan], on: date) -> list[PeriodRow]:
    """Term plans, the latest first, each followed by its annual plans; six statements whatever their number."""
    found = list(
        plans.select_related("document").prefetch_related(Prefetch("lines", PlanLine.objects.order_by("number")))
    )
    done = carried([line.pk for plan in found for line in plan.lines.all()], on)
    return [_row(plan, done) for plan in _by_term(found)]


def carried_row(training_plan: Plan) -> CarriedRow | None:
    """Which line a training plan carries out; one statement."""
    together = ("line__plan__document", "line__above__plan__document")
    found = CarriedOut.objects.filter(training_plan=training_plan).select_related(*together).first()
    return CarriedRow(line=found.line, plan=found.line.plan, above=found.line.above) if found else None


def _by_term(plans: Iterable[PeriodPlan]) -> list[PeriodPlan]:
    known = list(plans)
    terms = {plan.pk: plan for plan in known}
    heads = [plan for plan in known if plan.above_id not in terms]
    in_order = sorted(heads, key=lambda plan: (plan.starts_on, plan.pk), reverse=True)
    return [
        plan
        for head in in_order
        for plan in (
            head,
            *sorted((one for one in known if one.above_id == head.pk), key=lambda one: (one.starts_on, one.pk)),
        )
    ]


def _row(plan: PeriodPlan, done: Carried) -> PeriodRow:
    lines = list(plan.lines.all())
    return PeriodRow(
        id=plan.pk,
        kind=plan.kind,
        kind_label=plan.get_kind_display(),
        title=plan.title,
        number=plan.document.number,
        state=plan.state,
        state_label=plan.get_state_display(),
        dated_on=plan.document.issued_on,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        is_beneath=plan.above_id is not None,
        lines=len(lines),
        people=sum(line.people or 0 for line in lines),
        classes=sum(line.classes or 0 for line in lines),
        outcome=done.outcome([line.pk for line in lines]),
    )
