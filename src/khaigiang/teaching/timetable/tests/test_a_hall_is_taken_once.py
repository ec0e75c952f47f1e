"""Sessions and bookings never meet in one hall: the database refuses it on both engines, whoever writes (F6, F8)."""

import contextlib
from collections import Counter
from collections.abc import Callable
from datetime import date, time, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.ground.shared.tests.racing import WRITERS, race
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.services import remove_session, save_session, swap_sessions
from khaigiang.teaching.timetable.tests.makers import BEFORE, MONDAY, fill, item_of, make_session
from khaigiang.teaching.timetable.tests.test_races import classes_of_one_programme
from khaigiang.teaching.venues.errors import HallTaken
from khaigiang.teaching.venues.models import Booking, Hall, HallUse
from khaigiang.teaching.venues.services import Wanted, ask_for_hall, cancel_booking
from khaigiang.teaching.venues.states import BookingState
from khaigiang.teaching.venues.tests.makers import make_booking, make_hall

pytestmark = pytest.mark.django_db
ONE_USE = "hall_in_one_use_at_a_time"
# What PostgreSQL does of writers who wait for each other at an exclusion constraint: one ends as a deadlock.
DEADLOCK = (OperationalError,) if connection.vendor == "postgresql" else ()


def taken(hall: Hall) -> list[tuple[date, time, time, bool]]:
    """What takes a hall: day, from, until, and whether it is a session."""
    uses = HallUse.objects.filter(hall=hall).order_by("on", "starts_at")
    return [(one.on, one.starts_at, one.ends_at, one.session_id is not None) for one in uses]


def test_what_takes_a_hall_follows_sessions_and_approved_bookings_however_they_are_written() -> None:
    hall, other = make_hall(), make_hall()
    session = make_session(hall=hall)
    booking = make_booking(hall, on=MONDAY, hours=(time(14), time(16)), state=BookingState.ASKED)
    assert taken(hall) == [(MONDAY, time(8), time(11, 30), True)]

    Booking.objects.filter(pk=booking.pk).update(state=BookingState.APPROVED)
    Session.objects.filter(pk=session.pk).update(on=MONDAY + timedelta(days=1), hall=other)
    assert taken(hall) == [(MONDAY, time(14), time(16), False)]
    assert taken(other) == [(MONDAY + timedelta(days=1), time(8), time(11, 30), True)]

    Booking.objects.filter(pk=booking.pk).update(ends_at=time(17))
    assert taken(hall) == [(MONDAY, time(14), time(17), False)]

    Booking.objects.filter(pk=booking.pk).update(state=BookingState.CANCELLED)
    session.delete()
    assert taken(hall) == taken(other) == []


def test_a_session_is_refused_where_a_meeting_has_the_hall() -> None:
    booking = make_booking(make_hall(), on=MONDAY)

    with pytest.raises(IntegrityError, match=ONE_USE), transaction.atomic():
        make_session(hall=booking.hall)
    afternoon = make_session(hall=booking.hall, half_day=HalfDay.AFTERNOON)
    with pytest.raises(IntegrityError, match=ONE_USE), transaction.atomic():
        Session.objects.filter(pk=afternoon.pk).update(starts_at=time(9), ends_at=time(11))


def test_a_booking_is_refused_where_a_class_or_another_meeting_has_the_hall() -> None:
    session = make_session()
    meeting = make_booking(session.hall, on=MONDAY, hours=(time(14), time(15)))
    waiting = make_booking(session.hall, on=MONDAY, hours=(time(8), time(10)), state=BookingState.ASKED)

    with pytest.raises(IntegrityError, match=ONE_USE), transaction.atomic():
        make_booking(session.hall, on=MONDAY, hours=(time(11), time(12)))
    with pytest.raises(IntegrityError, match=ONE_USE), transaction.atomic():
        Booking.objects.filter(pk=waiting.pk).update(state=BookingState.APPROVED)
    with pytest.raises(IntegrityError, match=ONE_USE), transaction.atomic():
        make_booking(meeting.hall, on=MONDAY, hours=(time(14, 30), time(16)))
    make_booking(session.hall, on=MONDAY, hours=(time(11, 30), time(14)))


def test_a_session_by_hand_is_told_which_meeting_has_the_hall() -> None:
    hall, training_class = make_hall("Hội trường B"), make_class()
    make_booking(hall, on=MONDAY)

    with pytest.raises(HallTaken, match=r"Hội trường B: Họp giao ban, 8:00–10:00.*13/3/2023"):
        teaches(training_class, hall, make_user())()

    assert not Session.objects.exists()


def test_a_booking_is_told_which_class_has_the_hall() -> None:
    session = make_session(hall=make_hall("Hội trường B"))
    wanted = Wanted(hall=session.hall, title="Họp", on=MONDAY, starts_at=time(9), ends_at=time(10), people=10)

    with pytest.raises(HallTaken, match=f"Hội trường B: {session.training_class.name}, 8:00–11:30"):
        ask_for_hall(wanted, by=make_user(), at=BEFORE)

    assert not Booking.objects.exists()


def test_sessions_that_change_places_wait_aside_and_keep_their_halls() -> None:
    training_class = make_class(version=make_version(blocks=(3, 1), lecturers=[make_lecturer()]))
    sessions = fill(training_class)
    at_first = {one.pk: (one.on, one.half_day) for one in sessions}

    swap_sessions(sessions[1], sessions[2], by=make_user(), at=BEFORE)

    moved = {one.pk: (one.on, one.half_day) for one in training_class.sessions.all()}
    assert moved[sessions[1].pk] == at_first[sessions[2].pk]
    assert sorted(HallUse.objects.values_list("session_id", "on", "starts_at")) == sorted(
        training_class.sessions.values_list("pk", "on", "starts_at")
    )


def test_a_swap_onto_a_meeting_is_told_and_changes_nothing() -> None:
    own, other = make_hall(), make_hall("Hội trường B")
    training_class = make_class(version=make_version(blocks=(3, 1), lecturers=[make_lecturer()]), hall=own)
    sessions = fill(training_class)
    Session.objects.filter(pk=sessions[2].pk).update(hall=other)
    make_booking(other, on=sessions[1].on, hours=(sessions[1].starts_at, sessions[1].ends_at))
    before = sorted(training_class.sessions.values_list("pk", "on", "half_day", "hall", "version"))

    with pytest.raises(HallTaken, match="Hội trường B: Họp giao ban"):
        swap_sessions(sessions[1], sessions[2], by=make_user(), at=BEFORE)

    assert sorted(training_class.sessions.values_list("pk", "on", "half_day", "hall", "version")) == before


def test_a_hall_given_up_is_free_at_once() -> None:
    session, by = make_session(), make_user()
    hall = session.hall
    remove_session(session, by=by, at=BEFORE)
    wanted = Wanted(hall=hall, title="Họp", on=MONDAY, half_day=HalfDay.MORNING, people=10)
    booking = ask_for_hall(wanted, decides=True, by=by, at=BEFORE)
    cancel_booking(booking, reason="Hoãn", by=by, at=BEFORE)

    assert make_session(hall=hall).hall == hall


def wants(hall: Hall, by: User) -> Callable[[], object]:
    """A writer who wants the hall for a meeting in the first morning."""
    wanted = Wanted(hall=hall, title="Họp giao ban", on=MONDAY, starts_at=time(8), ends_at=time(10), people=20)
    return partial(ask_for_hall, wanted, decides=True, by=by, at=BEFORE)


def teaches(training_class: TrainingClass, hall: Hall, by: User) -> Callable[[], object]:
    """A writer who wants the hall for a class in the first morning."""
    return partial(
        save_session, None, training_class=training_class, item=item_of(training_class), on=MONDAY,
        half_day=HalfDay.MORNING, hall=hall, starts_at=time(8), ends_at=time(11), by=by, at=BEFORE,
    )  # fmt: skip


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_many_who_want_one_hall_for_classes_and_meetings_one_has_it() -> None:
    hall, by = make_hall(), make_user()
    classes = [teaches(one, hall, by) for one in classes_of_one_programme(WRITERS // 2)]
    jobs = [job for pair in zip(classes, [wants(hall, by) for _ in classes], strict=True) for job in pair]

    told = Counter(race(jobs))

    assert told["done"] == 1, told
    assert set(told) - {"done"} <= {"HallBusy", "HallTaken", "HallTakenMeanwhile", "DoubleBooked"}, told
    assert HallUse.objects.count() == Session.objects.count() + Booking.objects.count() == 1


def write_blindly(write: Callable[[], object]) -> None:
    """A writer that looks at nothing and locks nothing: the database alone stands in its way."""
    with contextlib.suppress(IntegrityError, *DEADLOCK), transaction.atomic():
        write()


def blind_writers(hall: Hall) -> list[Callable[[], object]]:
    """As many sessions as bookings of one hall at one time."""
    by = make_user()
    classes = classes_of_one_programme(WRITERS // 2)
    sessions = [
        partial(
            Session.objects.create,
            training_class=one,
            item=item_of(one),
            hall=hall,
            on=MONDAY,
            half_day=HalfDay.MORNING,
            starts_at=time(8),
            ends_at=time(11),
        )
        for one in classes
    ]
    meetings = [
        partial(
            Booking.objects.create,
            hall=hall,
            title="Họp",
            on=MONDAY,
            starts_at=time(8),
            ends_at=time(10),
            people=20,
            state=BookingState.APPROVED,
            asked_by=by,
            asked_at=BEFORE,
        )
        for _ in classes
    ]
    return [partial(write_blindly, job) for pair in zip(sessions, meetings, strict=True) for job in pair]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_the_database_alone_holds_against_blind_writers_of_sessions_and_bookings() -> None:
    jobs = blind_writers(make_hall())

    assert race(jobs) == ["done"] * len(jobs)
    assert Session.objects.count() + Booking.objects.count() == HallUse.objects.count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_guard_blind_writers_take_the_hall_twice() -> None:
    """Positive control: the test above would see it if a class and a meeting had one hall."""
    jobs = blind_writers(make_hall())
    put_back = _take_the_guard_away()
    try:
        race(jobs)
        booked = Session.objects.count(), Booking.objects.count()
        Session.objects.all().delete()
        Booking.objects.all().delete()
    finally:
        with connection.cursor() as cursor:
            cursor.execute(put_back)

    assert booked == (1, WRITERS // 2)  # sessions have a guard of their own


def _take_the_guard_away() -> str:
    """Returns the statement that puts it back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE venues_halluse DROP CONSTRAINT {ONE_USE}")
            return (
                f"ALTER TABLE venues_halluse ADD CONSTRAINT {ONE_USE} EXCLUDE USING gist"
                " (hall_id WITH =, (COALESCE(booking_id, 0)) WITH <>,"
                ' tsrange("on" + starts_at, "on" + ends_at) WITH &&)'
            )
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [f"{ONE_USE}_INSERT"])
        statement = str(cursor.fetchone()[0])
        cursor.execute(f"DROP TRIGGER {ONE_USE}_INSERT")
        return statement
