"""The plan of the term and that of the year, with the line that the training plan carries out."""

from datetime import date
from typing import Final

from khaigiang.doors.rehearsal.story.acts.documents import ANNUAL_PLAN, PLAN_110
from khaigiang.doors.rehearsal.story.stage import Stage
from khaigiang.planning.documents.models import Document
from khaigiang.planning.periods import services
from khaigiang.planning.periods.models import PeriodPlan, PlanLine
from khaigiang.planning.periods.services import LineValues
from khaigiang.planning.periods.states import PeriodKind
from khaigiang.registry.mandates.states import Role

LINE: Final = "Bồi dưỡng phó bí thư đảng ủy xã, phường, thị trấn phụ trách công tác xây dựng Đảng"
# From the article: five classes for 579 people.
PEOPLE: Final = 579
CLASSES: Final = 5


def term_plan(stage: Stage) -> None:
    """Plan 110-KH/TU wants five classes for the 579 deputy secretaries of the term."""
    _plan(
        stage,
        PeriodKind.TERM,
        PLAN_110,
        "Bồi dưỡng cán bộ cơ sở, nhiệm kỳ 2020-2025",
        (stage.day, date(2025, 12, 31)),
        None,
    )


def plan_of_the_year(stage: Stage) -> None:
    """The plan of 2023 takes them up as a line of its own."""
    above = PlanLine.objects.select_related("plan").get(plan__document__number=PLAN_110)
    _plan(
        stage,
        PeriodKind.ANNUAL,
        ANNUAL_PLAN,
        "Đào tạo, bồi dưỡng cán bộ, công chức, viên chức năm 2023",
        (date(2023, 1, 1), date(2023, 12, 31)),
        above,
    )


def carry_out(stage: Stage) -> None:
    """The training plan says which line it carries out."""
    line = PlanLine.objects.select_related("plan__document").get(plan__document__number=ANNUAL_PLAN)
    services.carry_out_line(stage.plan, line, by=stage.organiser, at=stage.at(16, 20))


def _plan(
    stage: Stage, kind: PeriodKind, number: str, title: str, days: tuple[date, date], above: PlanLine | None
) -> PeriodPlan:
    plan = services.save_period_plan(
        None,
        kind=kind,
        title=title,
        document=Document.objects.get(number=number),
        starts_on=days[0],
        ends_on=days[1],
        above=above.plan if above else None,
        by=stage.organiser,
        at=stage.at(16),
    )
    line = LineValues(title=LINE, people=PEOPLE, classes=CLASSES, amount=None, above=above)
    services.save_line(plan, None, **line, by=stage.organiser, at=stage.at(16, 10))
    services.send_up_period_plan(plan, by=stage.organiser, at=stage.at(16, 20))
    return services.approve_period_plan(plan, by=stage.player(Role.LEADER), at=stage.at(17))
