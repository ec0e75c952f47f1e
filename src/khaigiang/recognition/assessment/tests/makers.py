"""Grading rules, marked classes and recognised results for tests."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.cells import Typed
from khaigiang.planning.documents.models import DocumentKind
from khaigiang.planning.documents.tests.makers import make_document, make_series
from khaigiang.planning.plans.models import PaperDuty, Plan
from khaigiang.planning.plans.tests.makers import make_duty, make_plan
from khaigiang.recognition.assessment import services
from khaigiang.recognition.assessment.models import Component, GradingRule, ResultDecision, ResultSheet
from khaigiang.recognition.assessment.queries.judgements import listed
from khaigiang.recognition.assessment.queries.mark_grid import Cell
from khaigiang.registry.units.models import Office
from khaigiang.registry.units.tests.makers import make_office
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.cohorts.tests.makers import make_class, make_listed

AT: Final = datetime(2023, 3, 27, 8, 0, tzinfo=UTC)
LATER: Final = datetime(2023, 4, 3, 8, 0, tzinfo=UTC)
ON: Final = date(2023, 3, 27)
BANDS: Final = (("xuat-sac", "9", "8"), ("gioi", "8", "7"), ("kha", "7", "6"), ("trung-binh", "5", "5"))
PARTS: Final = (("Thảo luận", 20), ("Kiểm tra", 30), ("Bài thu hoạch", 50))


def new_bands() -> list[services.NewBand]:
    """The bands of the school rule, best first, and the failing one."""
    named = [
        services.NewBand(code=code, name=code, min_mean=Decimal(mean), min_part=Decimal(part))
        for code, mean, part in BANDS
    ]
    failing = services.NewBand(code="khong-dat", name="Không đạt", min_mean=Decimal(), min_part=Decimal(), passes=False)
    return [*named, failing]


def make_rule(valid_from: date = date(2020, 1, 1), *, name: str = "Quy định xếp loại của trường") -> GradingRule:
    """A rule in force since long ago."""
    return services.save_rule(
        name=name,
        citation="Quy chế của trường",
        valid_from=valid_from,
        absence_limit_percent=20,
        bands=new_bands(),
        by=make_user(),
        at=AT,
    )


def make_school() -> Office:
    """A school whose series of decisions is open."""
    school = make_office(symbol="TĐTCB")
    make_series(school, kind=DocumentKind.DECISION, first_number=200)
    return school


def make_plan_of_papers() -> Plan:
    """A plan of a school that signs decisions on results and certificates."""
    plan = make_plan(document=make_document(), school=make_school())
    make_duty(plan, PaperDuty.Paper.RESULT_DECISION, office=plan.school)
    make_duty(plan, PaperDuty.Paper.CERTIFICATE, office=plan.school)
    return plan


def make_sheet(
    people: int = 2, *, teacher: User | None = None, plan: Plan | None = None, rule: GradingRule | None = None
) -> ResultSheet:
    """A running class with so many people, whose marks are open."""
    plan = plan or make_plan_of_papers()
    training_class = make_class(plan, teacher=teacher, state=ClassState.RUNNING)
    for _ in range(people):
        make_listed(training_class)
    by = make_user()
    services.set_components(training_class.version, PARTS, by=by, at=AT)
    return services.open_sheet(training_class, rule or GradingRule.objects.first() or make_rule(), by=by, at=AT)


def trainees(sheet: ResultSheet) -> list[Enrolment]:
    """Who is judged, in the order in which they were listed."""
    return list(listed(sheet.training_class).order_by("pk"))


def components(training_class: TrainingClass) -> list[Component]:
    """The parts of the mark, in order."""
    return list(training_class.version.components.order_by("ordinal"))


def typed(enrolment: Enrolment, *texts: str, seen: int | None = None) -> dict[Cell, Typed]:
    """The marks of one trainee as they are typed into the grid."""
    return {
        (enrolment.pk, component.pk): Typed(text=text, seen=str(seen) if seen else None)
        for component, text in zip(components(enrolment.training_class), texts, strict=False)
    }


def make_marks(sheet: ResultSheet, *rows: Sequence[str], by: User | None = None) -> None:
    """Marks of the trainees, a row each; the last row goes on to the end."""
    people = trainees(sheet)
    filled = [*rows, *([rows[-1]] * (len(people) - len(rows)))]
    entries: dict[Cell, Typed] = {}
    for enrolment, texts in zip(people, filled, strict=True):
        entries |= typed(enrolment, *texts)
    assert services.enter_marks(sheet.training_class, entries, by=by or make_user(), at=AT).is_whole


def make_confirmed(*rows: Sequence[str], people: int = 2, plan: Plan | None = None) -> ResultSheet:
    """A class whose results two people have locked and confirmed."""
    sheet = make_sheet(people, plan=plan)
    make_marks(sheet, *(rows or [("8", "8", "8")]))
    confirm(sheet)
    return sheet


def confirm(sheet: ResultSheet, *, at: datetime = AT) -> None:
    """Lock and confirm, by two people."""
    services.lock_results(sheet, missing_reason="Ốm", by=make_user(), at=at)
    services.confirm_results(sheet, by=make_user(), at=at)
    sheet.refresh_from_db()


def issue(decision: ResultDecision, *, on: date = ON, at: datetime = AT) -> ResultDecision:
    """Sign and number a decision on results."""
    return services.issue_result_decision(
        decision,
        signer_name="Nguyễn Văn Hòa",
        signer_title="Hiệu trưởng",
        signed_on=on,
        issued_on=on,
        by=make_user(),
        at=at,
    )


def make_recognised(*rows: Sequence[str], people: int = 2, plan: Plan | None = None) -> ResultSheet:
    """A class whose results a decision has recognised."""
    sheet = make_confirmed(*rows, people=people, plan=plan)
    issue(services.draft_result_decision(sheet.training_class, by=make_user(), at=AT))
    sheet.refresh_from_db()
    return sheet
