"""One term or annual plan: its lines, what was planned of each and what is carried out."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from khaigiang.ground.shared.figures import percent
from khaigiang.planning.documents.queries import ChainRow, chain
from khaigiang.planning.periods.models import PeriodPlan, PlanLine
from khaigiang.planning.periods.queries.amendments import (
    Key,
    PeriodAmendmentRow,
    amendment_rows,
    numbers_as_of,
)
from khaigiang.planning.periods.queries.outcomes import Carried, LinePlan, Outcome, carried
from khaigiang.planning.periods.states import LineField
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.queries import SubmissionRow, submission_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """One line: what the plan says, and what is carried out so far."""

    id: int
    number: int
    title: str
    people: int | None
    classes: int | None
    amount: int | None
    above: str
    above_plan_id: int | None
    plans: list[LinePlan]
    outcome: Outcome

    @property
    def share(self) -> Decimal | None:
        """Percent of the people wanted who have completed; None where no number is wanted."""
        return percent(self.outcome.completed, self.people) if self.people else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodPage:
    """Everything on the page of a term or annual plan."""

    lines: list[LineRow]
    total: Outcome
    annual_plans: list[PeriodPlan]
    amendments: list[PeriodAmendmentRow]
    submissions: list[SubmissionRow]
    above: list[ChainRow]
    not_carried: list[Plan]

    @property
    def people(self) -> int:
        return sum(row.people or 0 for row in self.lines)

    @property
    def classes(self) -> int:
        return sum(row.classes or 0 for row in self.lines)

    @property
    def amount(self) -> int:
        return sum(row.amount or 0 for row in self.lines)

    @property
    def last_submission(self) -> SubmissionRow | None:
        """When it was sent up last, and what was answered."""
        return self.submissions[0] if self.submissions else None

    @property
    def share(self) -> Decimal | None:
        """Percent of all people wanted who have completed."""
        return percent(self.total.completed, self.people) if self.people else None


def period_page(plan: PeriodPlan, on: date) -> PeriodPage:
    """A plan with its lines in force on a day and what was carried out by it; few statements whatever its size."""
    lines = list(plan.lines.select_related("above__plan").order_by("number"))
    amendments = amendment_rows(plan)
    numbers, found = numbers_as_of(plan, amendments, on), carried([line.pk for line in lines], on)
    return PeriodPage(
        lines=[_line(line, numbers, found) for line in lines],
        total=found.outcome([line.pk for line in lines]),
        annual_plans=list(plan.beneath.select_related("document").order_by("starts_on", "pk")),
        amendments=amendments,
        submissions=submission_rows(plan),
        above=chain(plan.document, today=on).grounds,
        not_carried=_not_carried(plan),
    )


def lines_of(plan: PeriodPlan) -> list[PlanLine]:
    """The lines of a plan in their order; one statement."""
    return list(plan.lines.order_by("number"))


def period_values(plan: PeriodPlan) -> dict[str, object]:
    """What was typed about a plan, to be changed."""
    names = ("kind", "title", "document", "starts_on", "ends_on", "above")
    return {name: getattr(plan, f"{name}_id" if name in {"document", "above"} else name) for name in names}


def line_values(line: PlanLine) -> dict[str, object]:
    """What was typed about a line, to be changed."""
    return {
        "title": line.title,
        "people": line.people,
        "classes": line.classes,
        "amount": line.amount,
        "above": line.above_id,
    }


def _line(line: PlanLine, numbers: dict[Key, str], found: Carried) -> LineRow:
    people, classes, amount = (numbers[line.pk, field.value] for field in LineField)
    return LineRow(
        id=line.pk,
        number=line.number,
        title=line.title,
        people=int(people) if people else None,
        classes=int(classes) if classes else None,
        amount=int(amount) if amount else None,
        above=str(line.above) if line.above else "",
        above_plan_id=line.above.plan_id if line.above else None,
        plans=found.plans([line.pk]),
        outcome=found.outcome([line.pk]),
    )


def _not_carried(plan: PeriodPlan) -> list[Plan]:
    """Training plans within the days of an annual plan that carry out no line of any."""
    if plan.kind != "annual":
        return []
    within = Plan.objects.filter(carried_line__isnull=True, starts_on__lte=plan.ends_on, ends_on__gte=plan.starts_on)
    return list(within.select_related("document").order_by("starts_on", "pk"))
