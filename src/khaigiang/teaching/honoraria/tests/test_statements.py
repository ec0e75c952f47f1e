"""Statements: taught sessions paid once, figures kept, corrections by a further one (F7)."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.teaching.honoraria.errors import (
    ApprovesOwnStatement,
    FigureBeginsTooEarly,
    NothingCorrected,
    NothingToPay,
    NumberTaken,
    PeriodNotOver,
    RateMissing,
    StatementApproved,
    StatementIsDraft,
)
from khaigiang.teaching.honoraria.letters import content_of
from khaigiang.teaching.honoraria.models import HonorariumLine, HonorariumRate, HonorariumStatement
from khaigiang.teaching.honoraria.services import (
    approve_statement,
    correct_line,
    discard_statement,
    make_statement,
    reckon_statement,
)
from khaigiang.teaching.honoraria.tests.makers import (
    AFTER,
    FIRST,
    LAST,
    make_draft,
    make_rate,
    make_taught,
    make_tax,
)
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.timetable.tests.makers import MONDAY

pytestmark = pytest.mark.django_db


def sums(statement: HonorariumStatement) -> list[tuple[int, int, int]]:
    return list(statement.payments.order_by("pk").values_list("gross", "tax", "net"))


def approved(statement: HonorariumStatement, number: str = "12/BK-TĐT") -> HonorariumStatement:
    return approve_statement(statement, number=number, by=make_user(), at=AFTER)


def test_released_sessions_that_are_over_are_paid_by_the_rate_of_their_day() -> None:
    training_class = make_taught()
    school = training_class.plan.school
    make_rate(school, 400_000)
    make_tax(school)

    statement = make_draft(school)

    # Monday afternoon (14:00-17:00) and Tuesday morning (8:00-11:30): 3 and 3,5 hours.
    lines = list(statement.lines.order_by("on").values_list("hours", "rate", "amount"))
    assert [(float(hours), rate, amount) for hours, rate, amount in lines] == [
        (3.0, 400_000, 1_200_000),
        (3.5, 400_000, 1_400_000),
    ]
    assert sums(statement) == [(2_600_000, 260_000, 2_340_000)]


def test_a_session_not_over_yet_is_not_paid() -> None:
    training_class = make_taught()
    make_rate(training_class.plan.school)
    on_monday_evening = datetime(MONDAY.year, MONDAY.month, MONDAY.day, 12, tzinfo=UTC)

    statement = make_statement(
        training_class.plan.school, first_day=FIRST, last_day=MONDAY, by=make_user(), at=on_monday_evening
    )

    assert [line.on for line in statement.lines.all()] == [MONDAY]
    with pytest.raises(PeriodNotOver, match="31/3/2023"):
        make_statement(training_class.plan.school, first_day=FIRST, last_day=LAST, by=make_user(), at=on_monday_evening)


def test_the_rate_of_the_own_title_goes_before_that_of_everybody() -> None:
    training_class = make_taught(make_lecturer(title="PGS.TS."), topics=1)
    make_rate(training_class.plan.school, 400_000)
    make_rate(training_class.plan.school, 900_000, title="PGS.TS.", paid_by="half_day")

    assert sums(make_draft(training_class.plan.school)) == [(900_000, 0, 900_000)]


def test_below_the_threshold_nothing_is_kept_back() -> None:
    training_class = make_taught(topics=1)
    make_rate(training_class.plan.school, 400_000)
    make_tax(training_class.plan.school, threshold=1_200_001)

    assert sums(make_draft(training_class.plan.school)) == [(1_200_000, 0, 1_200_000)]


def test_a_changed_rate_never_changes_a_past_statement() -> None:
    training_class = make_taught()
    school = training_class.plan.school
    make_rate(school, 400_000)
    statement = approved(make_draft(school))
    before = content_of(statement)

    make_rate(school, 999_000)  # the same first day: the rate itself is corrected
    make_rate(school, 700_000, valid_from=date(2023, 3, 10))
    make_tax(school, percent=20, threshold=0)

    assert content_of(HonorariumStatement.objects.get()) == before
    with pytest.raises(StatementApproved):
        reckon_statement(statement, by=make_user(), at=AFTER)
    with pytest.raises(StatementApproved):
        discard_statement(statement, by=make_user(), at=AFTER)
    assert sums(statement) == [(2_600_000, 0, 2_600_000)]


def test_a_draft_is_reckoned_anew_by_the_rates_as_they_stand() -> None:
    training_class = make_taught(topics=1)
    make_rate(training_class.plan.school, 400_000)
    draft = make_draft(training_class.plan.school)
    make_rate(training_class.plan.school, 500_000)

    reckon_statement(draft, by=make_user(), at=AFTER)

    assert sums(draft) == [(1_500_000, 0, 1_500_000)]


def test_a_new_rate_ends_the_one_before_and_an_earlier_one_is_refused() -> None:
    school = make_taught().plan.school
    old = make_rate(school, 400_000)
    make_rate(school, 500_000, valid_from=date(2023, 3, 14))

    old.refresh_from_db()
    assert old.valid_until == date(2023, 3, 14)
    with pytest.raises(FigureBeginsTooEarly, match="14/3/2023"):
        make_rate(school, 450_000, valid_from=date(2023, 2, 1))
    # Monday by the old rate, Tuesday by the new one.
    assert [line.rate for line in make_draft(school).lines.order_by("on")] == [400_000, 500_000]
    assert HonorariumRate.objects.count() == 2


def test_a_session_without_a_rate_is_named_and_nothing_is_made() -> None:
    training_class = make_taught(make_lecturer("Lý Thanh Tâm"))

    with pytest.raises(RateMissing, match="Lý Thanh Tâm"):
        make_draft(training_class.plan.school)

    assert not HonorariumStatement.objects.exists()
    assert not Entry.objects.filter(act="make_statement").exists()


def test_what_is_paid_is_not_paid_again_and_a_thrown_away_draft_frees_its_sessions() -> None:
    school = make_taught().plan.school
    make_rate(school)
    draft = make_draft(school)

    with pytest.raises(NothingToPay):
        make_draft(school)
    discard_statement(draft, by=make_user(), at=AFTER)

    assert make_draft(school).lines.count() == 2


def test_session_is_paid_once() -> None:
    school = make_taught(topics=1).plan.school
    make_rate(school)
    line = make_draft(school).lines.get()
    other = HonorariumStatement.objects.create(
        school=school, first_day=FIRST, last_day=LAST, made_at=AFTER, made_by=make_user()
    )

    line.pk, line.statement = None, other
    with pytest.raises(IntegrityError, match=r"session_is_paid_once|UNIQUE"), transaction.atomic():
        line.save()


def test_who_made_a_statement_does_not_approve_it_and_numbers_are_given_once() -> None:
    school, maker = make_taught().plan.school, make_user()
    make_rate(school)
    draft = make_draft(school, by=maker)
    with pytest.raises(ApprovesOwnStatement):
        approve_statement(draft, number="12/BK-TĐT", by=maker, at=AFTER)
    approved(draft, "12/BK-TĐT")

    further = correct_line(draft.lines.all()[0], amount=1_000_000, reason="Nghỉ sớm", by=maker, at=AFTER)

    with pytest.raises(NumberTaken, match="12/BK-TĐT"):
        approved(further, " 12/BK-TĐT ")


def test_statement_is_approved_by_a_second_person_and_approved_statement_has_number_and_approver() -> None:
    school, maker = make_taught().plan.school, make_user()
    make_rate(school)
    draft = make_draft(school, by=maker)

    for values in (
        {"state": "approved", "approved_by": maker, "approved_at": AFTER, "number": "1"},
        {"state": "approved", "approved_by": make_user(), "approved_at": AFTER, "number": ""},
        {"state": "draft", "approved_by": make_user(), "approved_at": AFTER, "number": "1"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            HonorariumStatement.objects.filter(pk=draft.pk).update(**values)


def test_an_approved_statement_is_corrected_by_a_further_one_with_the_difference() -> None:
    school = make_taught().plan.school
    make_rate(school)
    make_tax(school)
    statement = approved(make_draft(school))
    first = statement.lines.order_by("on")[0]

    further = correct_line(first, amount=600_000, reason="Dạy nửa buổi", by=make_user(), at=AFTER)

    # 2,6 million less 600 thousand is the threshold: 10 % of 2 million, of which 260 thousand were kept back.
    assert sums(further) == [(-600_000, -60_000, -540_000)]
    assert sums(statement) == [(2_600_000, 260_000, 2_340_000)]
    approved(further, "13/BK-TĐT")
    with pytest.raises(NothingCorrected):
        correct_line(first, amount=600_000, reason="Dạy nửa buổi", by=make_user(), at=AFTER)
    again = correct_line(first, amount=0, reason="Không dạy", by=make_user(), at=AFTER)
    # Below the threshold now: all that was kept back is given back.
    assert sums(again) == [(-600_000, -200_000, -400_000)]


def test_a_draft_is_not_corrected_but_reckoned_anew() -> None:
    school = make_taught(topics=1).plan.school
    make_rate(school)
    line = make_draft(school).lines.get()

    with pytest.raises(StatementIsDraft):
        correct_line(line, amount=0, reason="Không dạy", by=make_user(), at=AFTER)

    assert HonorariumLine.objects.count() == 1
