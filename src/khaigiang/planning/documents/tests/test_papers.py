"""The life of own papers, and the series that number them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.shared.errors import DomainError
from khaigiang.planning.documents.errors import (
    AlreadyIssued,
    BackDated,
    DatedBeforeSignature,
    NoSeries,
    NotSigned,
    NumberOfAnOwnSeries,
    NumberTaken,
    SeriesEndsTooEarly,
    SeriesOverlaps,
    SymbolMissing,
)
from khaigiang.planning.documents.models import Document, DocumentKind, DocumentState
from khaigiang.planning.documents.queries import missing_numbers, next_number
from khaigiang.planning.documents.services import (
    draft_paper,
    end_series,
    file_scan,
    issue_paper,
    open_series,
    sign_paper,
)
from khaigiang.planning.documents.tests.makers import (
    make_document,
    make_organiser,
    make_paper,
    make_series,
    make_upload,
)
from khaigiang.registry.units.models import Office
from khaigiang.registry.units.tests.makers import make_office

pytestmark = pytest.mark.django_db

AT = datetime(2023, 12, 30, 3, tzinfo=UTC)
MARCH_10 = date(2023, 3, 10)


def issue(paper: Document, on: date = MARCH_10, number: str | None = None) -> Document:
    return issue_paper(paper, issued_on=on, number=number, by=make_user(), at=AT)


def signed(office: Office, kind: DocumentKind = DocumentKind.DECISION, on: date = MARCH_10) -> Document:
    return make_paper(issuer=office, kind=kind, signed_on=on)


def test_a_paper_is_drafted_signed_numbered_and_filed() -> None:
    series = make_series()
    by = make_user()

    paper = draft_paper(issuer=series.office, kind=DocumentKind.DECISION, abstract="Mở lớp 1", by=by, at=AT)
    sign_paper(paper, signer_name="Nghiêm Đức Thành", signer_title="Hiệu trưởng", signed_on=MARCH_10, by=by, at=AT)
    paper = issue_paper(paper, issued_on=MARCH_10, by=by, at=AT)
    file_scan(paper, file=make_upload(), by=by, at=AT)

    paper.refresh_from_db()
    assert (paper.state, paper.number, paper.issued_on) == (DocumentState.ISSUED, "01/QĐ-TĐTCB", MARCH_10)
    assert paper.file is not None
    acts = Entry.objects.order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["draft_paper", "sign_paper", "issue_paper", "file_scan"]


def test_numbers_follow_each_other_from_the_first_number_given_here() -> None:
    series = make_series(make_organiser(), kind=DocumentKind.OFFICIAL_LETTER, first_number=1204)

    numbers = [issue(signed(series.office, DocumentKind.OFFICIAL_LETTER)).number for _ in range(3)]

    assert numbers == ["1204-CV/BTCTU", "1205-CV/BTCTU", "1206-CV/BTCTU"]
    assert missing_numbers(series) == []


def test_types_and_years_count_for_themselves() -> None:
    office = make_office()
    make_series(office)
    make_series(office, kind=DocumentKind.REPORT)
    make_series(office, period="2024", starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31))
    at_new_year = datetime(2024, 2, 1, tzinfo=UTC)

    issue(signed(office))
    report = issue(signed(office, DocumentKind.REPORT))
    next_year = issue_paper(
        signed(office, on=date(2023, 12, 29)), issued_on=date(2024, 1, 2), by=make_user(), at=at_new_year
    )

    assert (report.number, next_year.number, next_year.period) == ("01/BC-TĐTCB", "01/QĐ-TĐTCB", "2024")


def test_a_paper_is_numbered_only_after_its_signature() -> None:
    series = make_series()

    with pytest.raises(NotSigned):
        issue(make_paper(issuer=series.office))
    with pytest.raises(DatedBeforeSignature):
        issue(signed(series.office), on=date(2023, 3, 9))
    assert series.numbers.count() == 0


def test_the_database_itself_refuses_an_unsigned_own_paper_with_a_number() -> None:
    paper = make_paper()
    paper.state, paper.number, paper.issued_on = DocumentState.ISSUED, "9/QĐ-X", MARCH_10

    with pytest.raises(IntegrityError, match="own_paper_is_signed_before_it_is_issued"), transaction.atomic():
        paper.save()


def test_numbers_and_dates_rise_together() -> None:
    series = make_series()
    issue(signed(series.office), on=date(2023, 3, 13))

    with pytest.raises(BackDated):
        issue(signed(series.office), on=MARCH_10)
    assert issue(signed(series.office), on=date(2023, 3, 13)).number == "02/QĐ-TĐTCB"


def test_an_issued_paper_is_neither_signed_nor_issued_again() -> None:
    series = make_series()
    paper = issue(signed(series.office))

    with pytest.raises(AlreadyIssued):
        issue(paper)
    with pytest.raises(AlreadyIssued):
        sign_paper(paper, signer_name="A", signer_title="B", signed_on=MARCH_10, by=make_user(), at=AT)


def test_a_stale_copy_of_a_paper_does_not_get_a_second_number() -> None:
    series = make_series()
    paper = signed(series.office)
    stale = Document.objects.get(pk=paper.pk)
    issue(paper)

    with pytest.raises(AlreadyIssued):
        issue(stale)
    assert series.numbers.count() == 1


def test_an_office_without_series_or_symbol_is_told_what_to_do() -> None:
    with pytest.raises(NoSeries):
        issue(signed(make_office()))
    with pytest.raises(SymbolMissing):
        issue(signed(make_series(make_office(symbol="")).office))


def test_an_outside_register_may_give_the_number() -> None:
    office = make_organiser()

    paper = issue(signed(office, DocumentKind.OFFICIAL_LETTER), number="Số 1204-CV/BTCTU")

    assert (paper.number, paper.period) == ("1204-CV/BTCTU", "2023")
    assert not hasattr(paper, "given_number")
    with pytest.raises(NumberTaken):
        issue(signed(office, DocumentKind.OFFICIAL_LETTER), number="1204-CV/BTCTU")


def test_an_outside_number_does_not_reach_into_an_own_series() -> None:
    series = make_series(first_number=100)

    with pytest.raises(NumberOfAnOwnSeries):
        issue(signed(series.office), number="100/QĐ-TĐTCB")
    assert not hasattr(issue(signed(series.office), number="99/QĐ-TĐTCB"), "given_number")


def test_a_number_already_registered_stops_the_series_with_a_sentence() -> None:
    office = make_office()
    make_document("01/QĐ-TĐTCB", issuer=office, kind=DocumentKind.DECISION, issued_on=date(2023, 2, 1))
    series = make_series(office)

    with pytest.raises(NumberTaken):
        issue(signed(office))
    assert series.numbers.count() == 0


def test_two_series_of_one_type_do_not_overlap() -> None:
    series = make_series(period="2020-2025", starts_on=date(2020, 10, 14), ends_on=None)
    by = make_user()

    with pytest.raises(SeriesOverlaps):
        open_series(series.office, kind=DocumentKind.DECISION, period="2026-2030", starts_on=date(2026, 1, 1),
                    ends_on=None, by=by, at=AT)  # fmt: skip
    end_series(series, on=date(2025, 12, 31), by=by, at=AT)
    opened = open_series(series.office, kind=DocumentKind.DECISION, period="2026-2030", starts_on=date(2026, 1, 1),
                         ends_on=None, by=by, at=AT)  # fmt: skip

    assert next_number(opened) == 1


def test_a_series_does_not_end_before_its_last_paper_or_its_first_day() -> None:
    series = make_series(ends_on=None)
    issue(signed(series.office), on=date(2023, 3, 13))

    with pytest.raises(SeriesEndsTooEarly):
        end_series(series, on=date(2023, 3, 12), by=make_user(), at=AT)
    with pytest.raises(SeriesEndsTooEarly):
        open_series(make_office(), kind=DocumentKind.DECISION, period="2023", starts_on=date(2023, 5, 1),
                    ends_on=date(2023, 4, 30), by=make_user(), at=AT)  # fmt: skip


class NumbersHaveNoGap(TestCase):
    """Whatever clerks try, numbers run from the first without a gap, and their dates never fall."""

    @settings(max_examples=20, deadline=None)
    @given(tries=st.lists(st.tuples(st.integers(0, 20), st.booleans()), max_size=25), first=st.integers(1, 300))
    def test_numbers_run_without_gap_whatever_is_tried(self, tries: list[tuple[int, bool]], first: int) -> None:
        series = make_series(first_number=first)
        for days, is_signed in tries:
            on = date(2023, 3, 1) + timedelta(days=days)
            paper = make_paper(issuer=series.office, signed_on=on if is_signed else None)
            try:
                issue(paper, on=on)
            except DomainError:
                continue

        given_out = list(series.numbers.order_by("number").values_list("number", "dated_on"))
        assert [number for number, _on in given_out] == list(range(first, first + len(given_out)))
        assert [on for _number, on in given_out] == sorted(on for _number, on in given_out)
