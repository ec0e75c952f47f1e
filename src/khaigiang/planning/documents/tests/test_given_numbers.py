"""Numbers reserved, released, given on paper, and the proof that a series is sound."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import TestCase
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.shared.errors import DomainError
from khaigiang.planning.documents.errors import (
    AlreadyIssued,
    BackDated,
    GivenOnAnotherDay,
    NotReserved,
    NumberedLate,
    NumberOfAnOwnSeries,
    OutsideTheSeries,
    PurposeMissing,
    ReasonMissing,
    ReservedForAComingDay,
    ReservedForAnotherDay,
)
from khaigiang.planning.documents.models import Document, DocumentKind, GivenNumber, NumberSeries
from khaigiang.planning.documents.queries import next_number, proof
from khaigiang.planning.documents.rules import falls, gaps
from khaigiang.planning.documents.services import (
    correct_document,
    explain_exception,
    issue_paper,
    note_number_on_paper,
    register_document,
    release_number,
    reserve_number,
)
from khaigiang.planning.documents.tests.makers import make_paper, make_series

pytestmark = pytest.mark.django_db

AT = datetime(2023, 3, 31, 3, tzinfo=UTC)
FRIDAY = date(2023, 3, 10)
MONDAY = date(2023, 3, 13)
TUESDAY = date(2023, 3, 14)


def reserve(series: NumberSeries, on: date = FRIDAY, reason: str = "") -> GivenNumber:
    return reserve_number(series, on=on, purpose="Quyết định mở lớp 3", reason=reason, by=make_user(), at=AT)


def issue(series: NumberSeries, on: date = FRIDAY, *, signed_on: date | None = None, **how: Any) -> Document:
    paper = make_paper(issuer=series.office, signed_on=signed_on or on)
    return issue_paper(paper, issued_on=on, by=make_user(), at=AT, **how)


def release(reserved: GivenNumber, reason: str = "Không ban hành") -> GivenNumber | None:
    return release_number(reserved, reason=reason, by=make_user(), at=AT)


def on_paper(series: NumberSeries, on: date = FRIDAY, **how: Any) -> Document:
    return note_number_on_paper(series, issued_on=on, abstract="Khen thưởng đột xuất", by=make_user(), at=AT, **how)


def test_a_reserved_number_is_passed_over_and_given_to_its_paper_on_its_day() -> None:
    series = make_series()
    reserved = reserve(series)

    next_one = issue(series, MONDAY)
    late_comer = issue(series, number="01/QĐ-TĐTCB")

    assert (next_one.number, late_comer.number) == ("02/QĐ-TĐTCB", "01/QĐ-TĐTCB")
    reserved.refresh_from_db()
    assert reserved.document == late_comer
    assert late_comer.issued_on == FRIDAY
    assert proof(series).is_sound


def test_a_reserved_number_is_for_its_day_and_given_once() -> None:
    series = make_series()
    reserve(series)

    with pytest.raises(ReservedForAnotherDay):
        issue(series, MONDAY, number="01/QĐ-TĐTCB")
    issue(series, number="01/QĐ-TĐTCB")
    with pytest.raises(NumberOfAnOwnSeries):
        issue(series, number="01/QĐ-TĐTCB")


def test_numbers_are_reserved_for_a_paper_and_a_day_of_the_series_that_has_come() -> None:
    series = make_series()

    with pytest.raises(PurposeMissing):
        reserve_number(series, on=FRIDAY, purpose=" ", by=make_user(), at=AT)
    with pytest.raises(ReservedForAComingDay):
        reserve(series, date(2023, 4, 1))
    with pytest.raises(OutsideTheSeries):
        reserve(series, date(2022, 12, 31))
    assert series.numbers.count() == 0


def test_the_last_number_goes_back_and_any_other_stays_in_the_book() -> None:
    series = make_series()
    first, last = reserve(series), reserve(series)

    assert release(last) is None
    assert next_number(series) == 2
    issue(series)
    void = release(first, "Phát hành bằng văn bản khác")

    assert void is not None
    found = proof(series)
    assert (found.papers, found.reserved, found.void, found.is_sound) == (1, 0, 1, True)
    assert [(row.text, row.reason) for row in found.exceptions] == [("01/QĐ-TĐTCB", "Phát hành bằng văn bản khác")]
    assert Entry.objects.filter(act="release_number").count() == 2


def test_a_released_or_carried_number_is_not_released_again() -> None:
    series = make_series()
    void, carried = reserve(series), reserve(series)
    issue(series, number="02/QĐ-TĐTCB")
    release(void)

    for number in (void, carried):
        with pytest.raises(NotReserved):
            release(number)
    with pytest.raises(ReasonMissing):
        release(reserve(series), " ")


def test_a_number_given_on_paper_takes_the_next_or_a_reserved_one() -> None:
    series = make_series()
    reserved = reserve(series)

    next_one, kept = on_paper(series, MONDAY), on_paper(series, reserved=reserved)

    assert (next_one.number, kept.number) == ("02/QĐ-TĐTCB", "01/QĐ-TĐTCB")
    assert not next_one.written_here
    with pytest.raises(NotReserved):
        on_paper(series, reserved=reserved)
    assert proof(series).papers == 2


def correct(paper: Document, *, number: str, abstract: str) -> Document:
    return correct_document(
        paper, issuer=paper.issuer, kind=DocumentKind.DECISION, number=number, issued_on=FRIDAY, abstract=abstract,
        by=make_user(), at=AT,
    )  # fmt: skip


def test_the_number_and_date_of_a_paper_in_a_series_are_not_corrected_but_its_words_are() -> None:
    paper = on_paper(make_series())

    with pytest.raises(GivenOnAnotherDay):
        correct(paper, number="09/QĐ-TĐTCB", abstract="Khen thưởng")
    correct(paper, number="01/QĐ-TĐTCB", abstract="Khen thưởng")

    paper.refresh_from_db()
    assert paper.abstract == "Khen thưởng"


def test_a_number_of_the_series_is_not_typed_into_the_register() -> None:
    series = make_series()
    reserve(series)

    with pytest.raises(NumberOfAnOwnSeries):
        register_document(issuer=series.office, kind=DocumentKind.DECISION, number="01/QĐ-TĐTCB", issued_on=FRIDAY,
                          abstract="Mở lớp", by=make_user(), at=AT)  # fmt: skip


def test_back_dating_is_refused_or_kept_with_its_reason_on_the_proof_page() -> None:
    series = make_series()
    issue(series, MONDAY)

    with pytest.raises(BackDated):
        issue(series)
    issue(series, reason="Văn bản thất lạc khi chuyển")

    found = proof(series)
    assert found.is_sound
    assert [(row.text, row.reason) for row in found.exceptions] == [("02/QĐ-TĐTCB", "Văn bản thất lạc khi chuyển")]
    assert found.exceptions[0].who
    with pytest.raises(BackDated):
        issue(series)
    assert issue(series, MONDAY).number == "03/QĐ-TĐTCB"


@pytest.mark.parametrize(
    ("signed_on", "last"),
    [
        (FRIDAY, MONDAY),
        (MONDAY, TUESDAY),
        (date(2023, 4, 28), date(2023, 5, 2)),
        (date(2022, 12, 30), date(2023, 1, 2)),
    ],
)
def test_a_paper_is_numbered_by_the_next_working_day(signed_on: date, last: date) -> None:
    series, day_after = make_series(), date.fromordinal(last.toordinal() + 1)
    at = datetime(2023, 6, 1, 3, tzinfo=UTC)

    def number_on(on: date, reason: str = "") -> Document:
        paper = make_paper(issuer=series.office, signed_on=signed_on)
        return issue_paper(paper, issued_on=on, reason=reason, by=make_user(), at=at)

    assert number_on(last).exception_reason == ""
    with pytest.raises(NumberedLate):
        number_on(day_after)
    late = number_on(day_after, "Chờ con dấu")
    assert late.exception_reason == "Chờ con dấu"
    assert [row.reason for row in proof(series).exceptions] == ["Chờ con dấu"]


def test_an_exception_is_explained_before_the_paper_is_issued_and_never_after() -> None:
    series = make_series()
    paper = make_paper(issuer=series.office, signed_on=FRIDAY)

    with pytest.raises(ReasonMissing):
        explain_exception(paper, reason=" ", by=make_user(), at=AT)
    explain_exception(paper, reason="Chờ con dấu", by=make_user(), at=AT)
    issue_paper(paper, issued_on=TUESDAY, by=make_user(), at=AT)
    with pytest.raises(AlreadyIssued):
        explain_exception(paper, reason="Lý do khác", by=make_user(), at=AT)


def row(series: NumberSeries, number: int, **facts: Any) -> GivenNumber:
    by = {"purpose": "x", "reserved_by": make_user(), "reserved_at": AT}
    return GivenNumber.objects.create(**{"series": series, "number": number, "dated_on": FRIDAY} | by | facts)


def _double(series: NumberSeries) -> object:
    return row(series, 1)


def _gap(series: NumberSeries) -> object:
    return row(series, 3, after=series.numbers.get())


def _loose(series: NumberSeries) -> object:
    return row(series, 2)


def _falls(series: NumberSeries) -> object:
    return row(series, 2, after=series.numbers.get(), dated_on=date(2023, 3, 9))


def _moved(series: NumberSeries) -> object:
    return series.numbers.update(dated_on=MONDAY)


def _renumbered(series: NumberSeries) -> object:
    return series.numbers.update(number=7)


def _of_nobody(series: NumberSeries) -> object:
    return row(series, 2, after=series.numbers.get(), purpose="", reserved_by=None, reserved_at=None)


def _void_without_who(series: NumberSeries) -> object:
    return series.numbers.update(void_reason="Không dùng")


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        (_double, "number_given_once_in_its_series|UNIQUE"),
        (_gap, "numbers_run_without_gap"),
        (_loose, "numbers_run_without_gap"),
        (_falls, "days_of_numbers_never_fall"),
        (_moved, "what_was_given_is_given"),
        (_renumbered, "what_was_given_is_given"),
        (_of_nobody, "number_is_a_paper_or_reserved_or_void"),
        (_void_without_who, "void_number_says_who_and_when"),
    ],
)
def test_the_database_itself_keeps_a_series_sound(wrong: Callable[[NumberSeries], object], constraint: str) -> None:
    series = make_series()
    reserve(series)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        wrong(series)


@transaction.atomic
def take_out(number: GivenNumber) -> None:
    GivenNumber.objects.filter(pk=number.pk)._raw_delete(using="default")
    connection.check_constraints()


def test_the_database_takes_no_number_out_of_the_middle() -> None:
    series = make_series()
    first, _last = reserve(series), reserve(series)

    with pytest.raises(IntegrityError):
        take_out(first)


def test_the_proof_finds_what_is_missing_and_what_falls() -> None:
    """The positive control: what the proof says of sound series it does not say of others."""
    assert gaps([3, 5, 6, 8], first=2) == [2, 4, 7]
    assert falls([(1, FRIDAY, False), (2, MONDAY, False), (3, FRIDAY, False), (4, FRIDAY, True)]) == [3]


class Series(RuleBasedStateMachine):
    """Whatever is done to a series in whatever order, the proof holds."""

    def __init__(self) -> None:
        super().__init__()
        self.series = make_series(first_number=7)

    def tried(self, act: Callable[[], object]) -> None:
        try:
            act()
        except DomainError:
            return

    @rule(day=st.integers(1, 28), reason=st.sampled_from(["", "Thất lạc"]))
    def reserve(self, day: int, reason: str) -> None:
        self.tried(lambda: reserve(self.series, date(2023, 3, day), reason))

    @rule(day=st.integers(1, 28), reason=st.sampled_from(["", "Thất lạc"]))
    def issue(self, day: int, reason: str) -> None:
        self.tried(lambda: issue(self.series, date(2023, 3, day), reason=reason))

    @rule(day=st.integers(1, 28), number=st.integers(1, 12))
    def issue_reserved(self, day: int, number: int) -> None:
        self.tried(lambda: issue(self.series, date(2023, 3, day), number=f"{number:02d}/QĐ-TĐTCB"))

    @rule(place=st.integers(0, 5))
    def release(self, place: int) -> None:
        numbers = list(self.series.numbers.order_by("-number")[: place + 1])
        if numbers:
            self.tried(lambda: release(numbers[-1]))

    @rule(day=st.integers(1, 28))
    def note(self, day: int) -> None:
        self.tried(lambda: on_paper(self.series, date(2023, 3, day)))

    @invariant()
    def every_number_is_one_thing_and_no_day_falls(self) -> None:
        found = proof(self.series)
        assert found.is_sound
        assert found.given == len({document.number for document in Document.objects.filter(
            given_number__series=self.series)}) + found.reserved + found.void  # fmt: skip


class ASeriesStaysSound(TestCase):
    def test_whatever_is_done_to_it(self) -> None:
        run_state_machine_as_test(Series, settings=settings(max_examples=15, stateful_step_count=20, deadline=None))
        assert [series for series in NumberSeries.objects.all() if not proof(series).is_sound] == []
