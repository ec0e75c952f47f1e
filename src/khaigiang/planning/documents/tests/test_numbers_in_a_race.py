"""Numbers of a series under many clerks at once (trust.md T05)."""

from collections import Counter
from datetime import UTC, date, datetime
from functools import partial

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.tests.racing import PROCESSES, WRITERS, meeting_point, race
from khaigiang.planning.documents.models import Document, DocumentKind, NumberSeries
from khaigiang.planning.documents.queries import missing_numbers
from khaigiang.planning.documents.services import issue_paper, register_document
from khaigiang.planning.documents.tests.makers import make_city_committee, make_paper, make_series

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

AT = datetime(2023, 3, 10, 3, tzinfo=UTC)
ON = date(2023, 3, 10)


def test_clerks_who_number_at_once_leave_no_gap_and_no_double() -> None:
    series, by = make_series(), make_user()
    papers = [make_paper(issuer=series.office, signed_on=ON) for _ in range(WRITERS)]

    outcomes = race([partial(issue_paper, paper, issued_on=ON, by=by, at=AT) for paper in papers])

    assert outcomes == ["done"] * WRITERS
    series.refresh_from_db()
    given_out = series.documents.order_by("series_number").values_list("series_number", flat=True)
    assert list(given_out) == list(range(1, WRITERS + 1))
    assert missing_numbers(series) == []


def test_one_paper_gets_one_number_however_many_clerks_press_the_button() -> None:
    series, by = make_series(), make_user()
    paper = make_paper(issuer=series.office, signed_on=ON)

    outcomes = race([partial(issue_paper, paper, issued_on=ON, by=by, at=AT)] * WRITERS)

    assert Counter(outcomes) == {"done": 1, "AlreadyIssued": WRITERS - 1}
    series.refresh_from_db()
    assert series.last_number == 1


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
    """The positive control: this race does happen here."""
    series, meet = make_series(), meeting_point()

    def number_carelessly() -> None:
        seen = NumberSeries.objects.get(pk=series.pk).last_number
        meet.wait()
        NumberSeries.objects.filter(pk=series.pk).update(last_number=seen + 1)

    race([number_carelessly] * PROCESSES)

    series.refresh_from_db()
    assert series.last_number == 1
