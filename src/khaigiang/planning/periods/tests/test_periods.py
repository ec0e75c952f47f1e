"""Term and annual plans, their lines, and how much of them the training plans carry out."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.documents.models import DocumentLink
from khaigiang.planning.documents.queries import chain
from khaigiang.planning.documents.tests.makers import make_document
from khaigiang.planning.periods.errors import (
    AnnualPlansBeneath,
    CarriesNothingOut,
    DocumentHasAPeriodPlan,
    LineIsCarriedOut,
    NotALineAbove,
    NotAnAnnualLine,
    OutsideTheTerm,
    PeriodEndsBeforeItBegins,
    PeriodPlanIsUsed,
)
from khaigiang.planning.periods.models import CarriedOut, PeriodPlan, PlanLine
from khaigiang.planning.periods.queries import Outcome, amendment_rows, numbers_as_of, period_page, period_rows
from khaigiang.planning.periods.services import (
    amend_period_plan,
    approve_period_plan,
    carry_out_line,
    remove_line,
    remove_period_plan,
    save_line,
    save_period_plan,
    send_up_period_plan,
    take_off_line,
    withdraw_period_amendment,
)
from khaigiang.planning.periods.states import PeriodKind, PeriodState
from khaigiang.planning.periods.tests.makers import make_annual_plan, make_carried, make_line, make_term_plan
from khaigiang.planning.plans import outcomes
from khaigiang.planning.plans.errors import AmendedByItself, AmendedLater, ChangedSinceAmended, NothingIsAmended
from khaigiang.planning.plans.outcomes import ClassOfPlan
from khaigiang.planning.plans.services import reopen_plan
from khaigiang.planning.plans.states import PlanState
from khaigiang.planning.plans.tests.makers import make_plan, make_quota

pytestmark = pytest.mark.django_db

AT = datetime(2023, 6, 1, 3, tzinfo=UTC)
JUNE_1 = date(2023, 6, 1)


def by() -> dict[str, Any]:
    return {"by": make_user(), "at": AT}


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "kind": PeriodKind.ANNUAL,
        "title": "Đào tạo, bồi dưỡng cán bộ năm 2023",
        "document": make_document(issued_on=date(2022, 12, 30)),
        "starts_on": date(2023, 1, 1),
        "ends_on": date(2023, 12, 31),
        "above": None,
    } | changes


def line_typed(**changes: Any) -> dict[str, Any]:
    return {"title": "Phó bí thư đảng ủy", "people": 579, "classes": 5, "amount": None, "above": None} | changes


def test_an_annual_plan_names_its_term_plan_and_the_chain_of_papers_walks_through_both() -> None:
    term = make_term_plan()
    training_plan = make_plan(document=make_document(issued_on=date(2023, 2, 22)))

    annual = save_period_plan(None, **typed(above=term), **by())
    line = make_line(annual)
    approve_period_plan(send_up_period_plan(annual, **by()), **by())
    carry_out_line(training_plan, PlanLine.objects.get(pk=line.pk), **by())

    assert [(row.number, row.depth) for row in chain(training_plan.document).grounds] == [
        (annual.document.number, 1), (term.document.number, 2),
    ]  # fmt: skip
    link = DocumentLink.objects.get(document=training_plan.document)
    assert link.clause == "1. Phó bí thư đảng ủy xã, phường, thị trấn"


def test_a_plan_that_contradicts_itself_or_another_is_refused() -> None:
    term, annual = make_term_plan(), make_annual_plan()

    with pytest.raises(PeriodEndsBeforeItBegins):
        save_period_plan(None, **typed(ends_on=date(2022, 12, 31)), **by())
    with pytest.raises(DocumentHasAPeriodPlan):
        save_period_plan(None, **typed(document=annual.document), **by())
    with pytest.raises(OutsideTheTerm):
        save_period_plan(None, **typed(above=term, ends_on=date(2026, 1, 31)), **by())
    make_carried(make_plan(), make_line(annual))
    annual.state = PeriodState.DRAFT
    annual.save()
    with pytest.raises(AnnualPlansBeneath):
        save_period_plan(annual, **typed(document=annual.document, kind=PeriodKind.TERM), **by())
    assert PeriodPlan.objects.count() == 2


def test_the_database_itself_keeps_plans_and_lines_sound() -> None:
    term, annual = make_term_plan(), make_annual_plan()
    line = make_line(annual)

    for wrong in (
        lambda: PeriodPlan.objects.filter(pk=term.pk).update(above=annual),
        lambda: PeriodPlan.objects.filter(pk=annual.pk).update(ends_on=date(2022, 1, 1)),
        lambda: PlanLine.objects.create(plan=annual, number=line.number, title="Khác"),
        lambda: PlanLine.objects.filter(pk=line.pk).update(above=line.pk),
        lambda: (make_carried(plan := make_plan(), line), make_carried(plan, line)),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_what_is_carried_out_is_counted_from_the_training_plans_and_never_typed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    term = make_term_plan()
    wanted = make_line(term)
    annual = make_annual_plan(above=term)
    line = make_line(annual, people=427, above=wanted)
    training_plan, other = make_plan(), make_plan()
    quota = make_quota(training_plan, places=100)
    make_quota(training_plan, places=52)
    make_carried(training_plan, line)
    make_carried(other, make_line(annual, people=None, classes=None, above=wanted))
    begun = ClassOfPlan(plan_id=training_plan.pk, class_id=1, name="Lớp 1", starts_on=JUNE_1, is_decided=True)
    planned = ClassOfPlan(plan_id=other.pk, class_id=2, name="Lớp 2", starts_on=JUNE_1, is_decided=False)
    monkeypatch.setattr(outcomes, "_classes", [lambda _ids: [begun, planned]])
    monkeypatch.setattr(outcomes, "_completed", [lambda _ids, _on: {(training_plan.pk, quota.committee_id): 61}])

    first, second = period_page(annual, JUNE_1).lines
    (of_the_term,) = period_page(term, JUNE_1).lines

    assert first.outcome == Outcome(places=152, classes=1, completed=61)
    assert (str(first.share), second.outcome, second.share) == ("14.3", Outcome(), None)
    assert (of_the_term.outcome, str(of_the_term.share)) == (first.outcome, "10.5")
    assert [one.plan_id for one in of_the_term.plans] == [training_plan.pk, other.pk]
    assert period_page(annual, date(2023, 5, 31)).total.classes == 0


def test_the_list_goes_by_term_and_costs_the_same_however_many_plans(
    django_assert_num_queries: Any,
) -> None:
    term = make_term_plan()
    line = make_line(make_annual_plan(above=term))
    make_carried(make_plan(), line)
    make_line(make_annual_plan())
    make_line(term)

    with django_assert_num_queries(6):
        rows = period_rows(PeriodPlan.objects.all(), JUNE_1)

    assert [(row.kind, row.is_beneath, row.people) for row in rows] == [
        ("annual", False, 579), ("term", False, 579), ("annual", True, 579),
    ]  # fmt: skip


def test_lines_are_numbered_and_removed_only_while_nothing_rests_on_them() -> None:
    term, annual = make_term_plan(state=PeriodState.DRAFT), make_annual_plan(state=PeriodState.DRAFT)
    plan = save_period_plan(annual, **typed(document=annual.document, above=term), **by())
    above = save_line(term, None, **line_typed(), **by())

    first = save_line(plan, None, **line_typed(above=above), **by())
    second = save_line(plan, None, **line_typed(title="Bí thư chi bộ", people=100), **by())
    second = save_line(plan, second, **line_typed(title="Bí thư chi bộ", people=120), **by())
    assert (first.number, second.number, second.people) == (1, 2, 120)
    with pytest.raises(NotALineAbove):
        save_line(plan, second, **line_typed(above=first), **by())
    with pytest.raises(LineIsCarriedOut):
        remove_line(above, **by())
    with pytest.raises(PeriodPlanIsUsed):
        remove_period_plan(plan, **by())
    remove_line(second, **by())
    remove_period_plan(remove_line(first, **by()), **by())
    assert [one.pk for one in PeriodPlan.objects.all()] == [term.pk]


def test_a_training_plan_carries_out_one_annual_line_and_is_taken_off_again() -> None:
    term, training_plan = make_term_plan(), make_plan()
    annual = make_annual_plan(above=term)
    first, second = make_line(annual), make_line(annual)

    with pytest.raises(NotAnAnnualLine):
        carry_out_line(training_plan, make_line(term), **by())
    carry_out_line(training_plan, first, **by())
    carry_out_line(training_plan, second, **by())
    assert CarriedOut.objects.get().line == second
    take_off_line(training_plan, **by())
    with pytest.raises(CarriesNothingOut):
        take_off_line(training_plan, **by())
    assert [one.pk for one in period_page(annual, JUNE_1).not_carried] == [training_plan.pk]


def test_an_open_plan_becomes_a_draft_again_although_it_carries_out_a_line() -> None:
    training_plan = make_plan(state=PlanState.OPEN)
    make_carried(training_plan, make_line(make_annual_plan()))

    assert reopen_plan(training_plan, **by()).state == PlanState.DRAFT
    assert CarriedOut.objects.filter(training_plan=training_plan).exists()


def test_a_later_document_changes_numbers_of_lines_and_the_plan_of_each_day_is_known() -> None:
    annual = make_annual_plan()
    line = make_line(annual)
    people, classes = (line.pk, "people"), (line.pk, "classes")
    may, june = make_document(issued_on=date(2023, 5, 1)), make_document(issued_on=JUNE_1)

    amend_period_plan(
        annual, {people: "600", classes: "5"}, document=may, in_force_on=date(2023, 5, 1), clause="mục II", **by()
    )
    last = amend_period_plan(annual, {people: "", classes: "6"}, document=june, in_force_on=JUNE_1, **by())

    rows = amendment_rows(annual)
    told = [
        (numbers_as_of(annual, rows, day)[people], numbers_as_of(annual, rows, day)[classes])
        for day in (date(2023, 4, 30), date(2023, 5, 31), JUNE_1)
    ]
    assert told == [("579", "5"), ("600", "5"), ("", "6")]
    assert [item.label for item in rows[1].items] == ["1. Phó bí thư đảng ủy xã, phường, thị trấn: số người"]
    assert DocumentLink.objects.get(document=may).clause == "mục II"
    with pytest.raises(AmendedLater):
        withdraw_period_amendment(annual.amendments.get(document=may), **by())
    withdraw_period_amendment(last, **by())
    line.refresh_from_db()
    assert (line.people, line.classes) == (600, 5)


def test_an_amendment_that_changes_nothing_or_is_overtaken_is_refused() -> None:
    annual = make_annual_plan()
    line = make_line(annual)
    key = (line.pk, "people")

    with pytest.raises(NothingIsAmended):
        amend_period_plan(annual, {key: "579"}, document=make_document(), in_force_on=JUNE_1, **by())
    with pytest.raises(AmendedByItself):
        amend_period_plan(annual, {key: "600"}, document=annual.document, in_force_on=JUNE_1, **by())
    later = make_document(issued_on=JUNE_1)
    amended = amend_period_plan(annual, {key: "600"}, document=later, in_force_on=JUNE_1, **by())
    PlanLine.objects.filter(pk=line.pk).update(people=601)
    with pytest.raises(ChangedSinceAmended):
        withdraw_period_amendment(amended, **by())
