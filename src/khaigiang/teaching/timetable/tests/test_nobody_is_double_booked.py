"""The database itself refuses a double booking, on both engines (L13: the same speaker twice)."""

from datetime import date, time

import pytest
from django.db import IntegrityError, connection, transaction

from khaigiang.ground.shared.dates import HalfDay
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.tests.makers import MONDAY, make_session
from khaigiang.teaching.venues.tests.makers import make_hall

pytestmark = pytest.mark.django_db


def test_a_class_is_in_one_session_at_a_time() -> None:
    training_class = make_class()
    make_session(training_class)

    with pytest.raises(IntegrityError, match="class_in_one_session_at_a_time"), transaction.atomic():
        make_session(training_class, hall=make_hall())


def test_a_lecturer_is_in_one_session_at_a_time() -> None:
    lecturer = make_lecturer()
    make_session(lecturer=lecturer)

    with pytest.raises(IntegrityError, match="lecturer_in_one_session_at_a_time"), transaction.atomic():
        make_session(lecturer=lecturer)


def test_a_hall_is_in_one_session_at_a_time() -> None:
    hall = make_hall()
    make_session(hall=hall)

    with pytest.raises(IntegrityError, match="hall_in_one_session_at_a_time"), transaction.atomic():
        make_session(hall=hall)


def test_moving_a_session_onto_another_is_refused_too() -> None:
    hall = make_hall()
    make_session(hall=hall)
    other = make_session(hall=hall, half_day=HalfDay.AFTERNOON)

    with pytest.raises(IntegrityError, match="hall_in_one_session_at_a_time"), transaction.atomic():
        Session.objects.filter(pk=other.pk).update(starts_at=time(9), ends_at=time(15))


def test_sessions_without_a_lecturer_do_not_meet() -> None:
    make_session()
    make_session()

    assert Session.objects.filter(on=MONDAY, lecturer=None).count() == 2


def test_one_may_begin_when_another_ends_and_on_another_day() -> None:
    hall, lecturer = make_hall(), make_lecturer()
    first = make_session(hall=hall, lecturer=lecturer)
    second = make_session(hall=hall, lecturer=lecturer, half_day=HalfDay.AFTERNOON)
    make_session(hall=hall, lecturer=lecturer, on=date(2023, 3, 14))

    Session.objects.filter(pk=second.pk).update(starts_at=first.ends_at)

    assert Session.objects.filter(hall=hall, lecturer=lecturer).count() == 3


def test_writing_a_session_onto_itself_is_no_clash() -> None:
    session = make_session(lecturer=make_lecturer())

    session.save()

    assert Session.objects.count() == 1


def test_an_item_is_taught_once_to_a_class_and_a_session_ends_after_it_begins() -> None:
    session = make_session()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_session(session.training_class, item=session.item, half_day=HalfDay.AFTERNOON)
    with pytest.raises(IntegrityError, match="session_ends_after_it_begins"), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(ends_at=session.starts_at)


def test_without_the_guard_the_double_booking_would_stand() -> None:
    """Positive control: what the tests above rely on is the guard, nothing else."""
    hall = make_hall()
    make_session(hall=hall)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else the table has checks pending and cannot be altered
            cursor.execute("ALTER TABLE timetable_session DROP CONSTRAINT hall_in_one_session_at_a_time")
        else:
            cursor.execute("DROP TRIGGER hall_in_one_session_at_a_time_INSERT")

    make_session(hall=hall)

    assert Session.objects.filter(hall=hall).count() == 2
