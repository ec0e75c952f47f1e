"""Leave: asked by a trainee, decided by another person, entered into the book."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.notices.models import Notice
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate
from khaigiang.teaching.attendance import services
from khaigiang.teaching.attendance.errors import (
    ClassIsClosed,
    DecidedAlready,
    DecidedByWhoAsked,
    LeaveAskedAlready,
    LeaveInThePast,
    ReasonMissing,
    SessionOfAnotherClass,
    SessionsInWrongOrder,
    TimetableChangedSince,
)
from khaigiang.teaching.attendance.models import Attendance, LeaveRequest
from khaigiang.teaching.attendance.tests.makers import AT, ask, make_running, record, trainees
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.services import swap_sessions
from khaigiang.teaching.timetable.tests.makers import MONDAY, make_session

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


def _three_half_days() -> tuple[Session, Session, Session]:
    morning = make_running(1)
    afternoon = make_session(morning.training_class, half_day=HalfDay.AFTERNOON)
    return morning, afternoon, make_session(morning.training_class, on=MONDAY + timedelta(days=1))


@pytest.mark.parametrize("granted", [None, True])
@pytest.mark.parametrize(("first", "last"), [(0, 1), (1, 1), (1, 2), (0, 2)])
def test_leave_is_not_asked_again_for_a_session_of_a_request_that_stands(
    first: int, last: int, *, granted: bool | None
) -> None:
    sessions = _three_half_days()
    (one,) = trainees(sessions[0].training_class)
    leave = ask(one, sessions[1])
    if granted:
        services.decide_leave(leave, granted=True, by=make_user(), at=AT)

    with pytest.raises(LeaveAskedAlready):
        ask(one, sessions[first], sessions[last])

    assert LeaveRequest.objects.count() == 1


def test_leave_is_asked_for_other_sessions_and_by_other_people_beside_it() -> None:
    morning = make_running(2)
    afternoon = make_session(morning.training_class, half_day=HalfDay.AFTERNOON)
    one, other = trainees(morning.training_class)
    ask(one, morning)

    ask(one, afternoon)
    ask(other, morning, afternoon)

    assert LeaveRequest.objects.count() == 3


def test_what_was_refused_may_be_asked_again() -> None:
    session = make_running(1)
    (one,) = trainees(session.training_class)
    services.decide_leave(ask(one, session), granted=False, by=make_user(), at=AT)

    ask(one, session)

    assert sorted(LeaveRequest.objects.values_list("state", flat=True)) == ["asked", "refused"]


def test_sessions_moved_since_never_make_a_grant_that_shares_one_with_another_request() -> None:
    morning, afternoon, next_day = _three_half_days()
    (one,) = trainees(morning.training_class)
    both, single = ask(one, morning, afternoon), ask(one, next_day)
    swap_sessions(afternoon, next_day, by=make_user(), at=AT)

    for leave in (both, single):
        with pytest.raises(TimetableChangedSince):
            services.decide_leave(leave, granted=True, by=make_user(), at=AT)
    services.decide_leave(single, granted=False, by=make_user(), at=AT)
    services.decide_leave(both, granted=True, by=make_user(), at=AT)

    assert sorted(Attendance.objects.values_list("session", flat=True)) == sorted(
        [morning.pk, afternoon.pk, next_day.pk]
    )


def test_a_request_whose_last_session_was_moved_before_its_first_is_not_granted() -> None:
    morning, afternoon, _next_day = _three_half_days()
    (one,) = trainees(morning.training_class)
    leave = ask(one, morning, afternoon)
    swap_sessions(morning, afternoon, by=make_user(), at=AT)

    with pytest.raises(TimetableChangedSince):
        services.decide_leave(leave, granted=True, by=make_user(), at=AT)

    leave.refresh_from_db()
    assert leave.state == "asked"
    assert not Attendance.objects.exists()


def test_the_database_refuses_leave_asked_twice_for_a_time() -> None:
    morning, afternoon, _next_day = _three_half_days()
    (one,) = trainees(morning.training_class)
    leave = ask(one, morning, afternoon)

    with pytest.raises(IntegrityError, match="leave_is_asked_once_for_a_time"), transaction.atomic():
        _insert(leave, first=afternoon)


def test_the_database_refuses_a_refused_request_that_comes_back_over_another() -> None:
    session = make_running(1)
    (one,) = trainees(session.training_class)
    refused = services.decide_leave(ask(one, session), granted=False, by=make_user(), at=AT)
    ask(one, session)

    with pytest.raises(IntegrityError, match="leave_is_asked_once_for_a_time"), transaction.atomic():
        LeaveRequest.objects.filter(pk=refused.pk).update(state="granted")


def test_without_the_guard_the_same_leave_would_be_asked_twice() -> None:
    """Positive control: what the tests above rely on is the guard, nothing else."""
    session = make_running(1)
    leave = ask(trainees(session.training_class)[0], session)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else the table has checks pending and cannot be altered
            cursor.execute("DROP TRIGGER leave_is_asked_once_for_a_time ON attendance_leaverequest")
        else:
            cursor.execute("DROP TRIGGER leave_is_asked_once_for_a_time_INSERT")

    _insert(leave, first=session)

    assert LeaveRequest.objects.count() == 2


def _insert(like: LeaveRequest, *, first: Session) -> None:
    LeaveRequest.objects.bulk_create(
        [
            LeaveRequest(
                enrolment=like.enrolment,
                first_session=first,
                last_session=like.last_session,
                reason="Con ốm",
                asked_by=like.asked_by,
                asked_at=AT,
            )
        ]
    )


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


def test_the_answer_goes_to_the_trainee_and_not_to_the_office_that_handed_the_request_in(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    session, office = make_running(1), make_user()
    (one,) = trainees(session.training_class)
    trainee = make_mandate(Role.TRAINEE, official=one.official).user
    leave = ask(one, session, by=office)

    with django_capture_on_commit_callbacks(execute=True):
        services.decide_leave(leave, granted=True, answer="Về dự họp", by=make_user(), at=AT)

    told = Notice.objects.values_list("to", "title", "body")
    assert list(told) == [(trainee.pk, "Đơn xin nghỉ của đồng chí: đồng ý", "Về dự họp")]
