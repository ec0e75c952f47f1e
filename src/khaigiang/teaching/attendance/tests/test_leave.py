"""Leave: asked by a trainee, decided by another person, entered into the book."""

from datetime import timedelta

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.teaching.attendance import services
from khaigiang.teaching.attendance.errors import (
    ClassIsClosed,
    DecidedAlready,
    DecidedByWhoAsked,
    LeaveInThePast,
    ReasonMissing,
    SessionOfAnotherClass,
    SessionsInWrongOrder,
)
from khaigiang.teaching.attendance.models import Attendance
from khaigiang.teaching.attendance.tests.makers import AT, ask, make_running, record, trainees
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.timetable.tests.makers import make_session

pytestmark = pytest.mark.django_db


def test_granted_leave_is_entered_for_every_session_of_it() -> None:
    morning = make_running(1)
    afternoon = make_session(morning.training_class, half_day=HalfDay.AFTERNOON)
    (one,) = trainees(morning.training_class)

    services.decide_leave(ask(one, morning, afternoon), granted=True, by=make_user(), at=AT)

    entered = Attendance.objects.order_by("session__starts_at").values_list("session", "presence")
    assert list(entered) == [(morning.pk, "with_leave"), (afternoon.pk, "with_leave")]


def test_refused_leave_enters_nothing() -> None:
    session = make_running(1)

    services.decide_leave(ask(trainees(session.training_class)[0], session), granted=False, by=make_user(), at=AT)

    assert not Attendance.objects.exists()


def test_what_was_recorded_already_stays() -> None:
    session = make_running(1)
    leave = ask(trainees(session.training_class)[0], session)
    record(session, "x")

    services.decide_leave(leave, granted=True, by=make_user(), at=AT)

    assert Attendance.objects.get().presence == "present"


def test_leave_is_decided_once() -> None:
    session = make_running(1)
    leave = ask(trainees(session.training_class)[0], session)
    services.decide_leave(leave, granted=False, by=make_user(), at=AT)

    with pytest.raises(DecidedAlready):
        services.decide_leave(leave, granted=True, by=make_user(), at=AT)


def test_who_asked_does_not_decide() -> None:
    session, asker = make_running(1), make_user()
    leave = ask(trainees(session.training_class)[0], session, by=asker)

    with pytest.raises(DecidedByWhoAsked):
        services.decide_leave(leave, granted=True, by=asker, at=AT)


def test_the_book_of_a_closed_class_is_not_changed_by_a_late_grant() -> None:
    session = make_running(1)
    leave = ask(trainees(session.training_class)[0], session)
    type(session.training_class).objects.update(state=ClassState.CLOSED)

    with pytest.raises(ClassIsClosed):
        services.decide_leave(leave, granted=True, by=make_user(), at=AT)

    leave.refresh_from_db()
    assert (leave.state, Attendance.objects.count()) == ("asked", 0)


def test_sessions_must_be_of_the_own_class_in_order_and_not_over() -> None:
    morning, foreign = make_running(1), make_running(1)
    afternoon = make_session(morning.training_class, half_day=HalfDay.AFTERNOON)
    (one,) = trainees(morning.training_class)

    with pytest.raises(SessionOfAnotherClass):
        ask(one, foreign)
    with pytest.raises(SessionsInWrongOrder):
        ask(one, afternoon, morning)
    with pytest.raises(LeaveInThePast):
        services.ask_leave(
            one, first_session=morning, last_session=morning, reason="Ốm", by=make_user(), at=AT + timedelta(days=1)
        )
    with pytest.raises(ReasonMissing):
        services.ask_leave(one, first_session=morning, last_session=morning, reason="  ", by=make_user(), at=AT)
