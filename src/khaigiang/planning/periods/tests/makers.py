"""Term and annual plans for tests."""

from datetime import date

from khaigiang.planning.documents.models import Document
from khaigiang.planning.documents.tests.makers import make_document
from khaigiang.planning.periods.models import CarriedOut, PeriodPlan, PlanLine
from khaigiang.planning.periods.states import PeriodKind, PeriodState
from khaigiang.planning.plans.models import Plan


def make_term_plan(*, document: Document | None = None, state: PeriodState = PeriodState.APPROVED) -> PeriodPlan:
    """The plan of the term 2020–2025."""
    return PeriodPlan.objects.create(
        kind=PeriodKind.TERM,
        state=state,
        title="Đào tạo, bồi dưỡng cán bộ nhiệm kỳ 2020-2025",
        document=document or make_document(issued_on=date(2022, 10, 19)),
        starts_on=date(2020, 10, 1),
        ends_on=date(2025, 12, 31),
    )


def make_annual_plan(
    *,
    above: PeriodPlan | None = None,
    document: Document | None = None,
    state: PeriodState = PeriodState.APPROVED,
) -> PeriodPlan:
    """The plan of 2023."""
    return PeriodPlan.objects.create(
        kind=PeriodKind.ANNUAL,
        state=state,
        title="Đào tạo, bồi dưỡng cán bộ năm 2023",
        document=document or make_document(issued_on=date(2022, 12, 30)),
        starts_on=date(2023, 1, 1),
        ends_on=date(2023, 12, 31),
        above=above,
    )


def make_line(
    plan: PeriodPlan, *, people: int | None = 579, classes: int | None = 5, above: PlanLine | None = None
) -> PlanLine:
    """The next line of a plan: deputy secretaries."""
    return PlanLine.objects.create(
        plan=plan,
        number=plan.lines.count() + 1,
        title="Phó bí thư đảng ủy xã, phường, thị trấn",
        people=people,
        classes=classes,
        above=above,
    )


def make_carried(training_plan: Plan, line: PlanLine) -> CarriedOut:
    """A training plan carries out a line."""
    return CarriedOut.objects.create(training_plan=training_plan, line=line)
