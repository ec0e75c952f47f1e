"""Numbers of a series under many clerks at once (trust.md T05)."""

from collections import Counter
from datetime import UTC, date, datetime
from functools import partial

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.tests.racing import PROCESSES, WRITERS, meeting_point, race
from khaigiang.planning.documents.models import Document, DocumentKind, GivenNumber
from khaigiang.planning.documents.queries import next_number, proof
from khaigiang.planning.documents.services import issue_paper, register_document, release_number, reserve_number
from khaigiang.planning.documents.tests.makers import make_city_committee, make_paper, make_series

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

AT = datetime(2023, 3, 10, 3, tzinfo=UTC)
ON = date(2023, 3, 10)
NUMBERS = 500


def test_clerks_who_number_five_hundred_papers_at_once_leave_no_gap_and_no_double() -> None:
    series, by = make_series(), make_user()
    papers = [make_paper(issuer=series.office, signed_on=ON, by=by) for _ in range(NUMBERS)]

    outcomes = race([partial(issue_paper, paper, issued_on=ON, by=by, at=AT) for paper in papers])

    assert outcomes == ["done"] * NUMBERS
    given_out = series.numbers.order_by("number").values_list("number", flat=True)
    assert list(given_out) == list(range(1, NUMBERS + 1))
    assert proof(series).is_sound
    assert len(set(Document.objects.values_list("number", flat=True))) == NUMBERS


def test_numbers_reserved_released_and_issued_at_once_stay_one_row_each() -> None:
    series, by = make_series(), make_user()
    papers = [make_paper(issuer=series.office, signed_on=ON, by=by) for _ in range(WRITERS)]

    def reserve_and_release() -> None:
        reserved = reserve_number(series, on=ON, purpose="Quyết định", by=by, at=AT)
        release_number(reserved, reason="Không ban hành", by=by, at=AT)

    issues = [partial(issue_paper, paper, issued_on=ON, by=by, at=AT) for paper in papers]
    outcomes = race([job for issue in issues for job in (issue, reserve_and_release)])

    assert outcomes == ["done"] * WRITERS * 2
    found = proof(series)
    assert (found.is_sound, found.papers, found.reserved) == (True, WRITERS, 0)


def test_one_paper_gets_one_number_however_many_clerks_press_the_button() -> None:
    series, by = make_series(), make_user()
    paper = make_paper(issuer=series.office, signed_on=ON)

    outcomes = race([partial(issue_paper, paper, issued_on=ON, by=by, at=AT)] * WRITERS)

    assert Counter(outcomes) == {"done": 1, "AlreadyIssued": WRITERS - 1}
    assert series.numbers.count() == 1


def test_a_number_is_registered_once_however_many_type_it() -> None:
    city, by = make_city_committee(), make_user()

    def register() -> None:
        register_document(
            issuer=city, kind=DocumentKind.PLAN, number="110-KH/TU", issued_on=ON, abstract="Mở lớp", by=by, at=AT
        )

    outcomes = race([register] * WRITERS)

    assert Counter(outcomes) == {"done": 1, "NumberTaken": WRITERS - 1}
    assert Document.objects.count() == 1


def test_without_the_lock_the_same_race_loses_numbers() -> None:
    """The positive control: this race does happen here, and only the database's constraint stops a double."""
    series, by, meet = make_series(), make_user(), meeting_point()

    def number_carelessly() -> None:
        seen = next_number(series)
        meet.wait()
        GivenNumber.objects.create(
            series=series, number=seen, dated_on=ON, purpose="Quyết định", reserved_by=by, reserved_at=AT
        )

    outcomes = race([number_carelessly] * PROCESSES)

    assert Counter(outcome == "done" for outcome in outcomes) == {True: 1, False: PROCESSES - 1}
    assert all("IntegrityError" in outcome for outcome in outcomes if outcome != "done")
    assert series.numbers.count() == 1
