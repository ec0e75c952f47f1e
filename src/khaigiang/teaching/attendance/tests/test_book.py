"""The attendance book: what it adds up to, and which half-day is to be recorded next."""

import pytest

from khaigiang.ground.shared.dates import HalfDay
from khaigiang.teaching.attendance.queries.book import attendance_book
from khaigiang.teaching.attendance.tests.makers import make_running, record
from khaigiang.teaching.timetable.tests.makers import make_session

pytestmark = pytest.mark.django_db


def test_a_half_day_adds_up_who_was_here_and_who_was_missing() -> None:
    session = make_running(5)
    record(session, "x", "m", "s", "p", "k")

    (column,) = attendance_book(session.training_class, session.on).columns

    assert (column.here, column.missing) == (3, 2)


def test_the_first_half_day_without_an_entry_is_the_one_to_record() -> None:
    morning = make_running(1)
    afternoon = make_session(morning.training_class, half_day=HalfDay.AFTERNOON)
    record(morning, "x")

    to_record = attendance_book(morning.training_class, morning.on).to_record

    assert to_record is not None
    assert to_record.session_id == afternoon.pk


def test_nothing_is_to_be_recorded_before_its_day_or_once_it_stands() -> None:
    session = make_running(1)
    assert attendance_book(session.training_class, session.on.replace(day=session.on.day - 1)).to_record is None

    record(session, "x")

    assert attendance_book(session.training_class, session.on).to_record is None
