"""Asking to be away, and deciding on it."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.teaching.attendance import notices
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
from khaigiang.teaching.attendance.queries.leave import said, sessions_of_leave, standing_leave
from khaigiang.teaching.attendance.states import LeaveState, Presence
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.timetable.models import Session


@transaction.atomic
def ask_leave(
    enrolment: Enrolment, *, first_session: Session, last_session: Session, reason: str, by: User, at: datetime
) -> LeaveRequest:
    """Ask to be away from one session to another, both included.

    Raises ReasonMissing, SessionOfAnotherClass, SessionsInWrongOrder, LeaveInThePast or LeaveAskedAlready.
    """
    if not reason.strip():
        raise ReasonMissing
    if {first_session.training_class_id, last_session.training_class_id} != {enrolment.training_class_id}:
        raise SessionOfAnotherClass
    if (last_session.on, last_session.starts_at) < (first_session.on, first_session.starts_at):
        raise SessionsInWrongOrder
    if first_session.on < local_day(at):
        raise LeaveInThePast
    _refuse_asked_already(enrolment, first_session, last_session)
    request = LeaveRequest.objects.create(
        enrolment=enrolment,
        first_session=first_session,
        last_session=last_session,
        reason=reason.strip(),
        asked_by=by,
        asked_at=at,
    )
    audit.record("ask_leave", request, by=by, at=at, after={"reason": request.reason})
    transaction.on_commit(lambda: notices.leave_asked(request, at=at))
    return request


@transaction.atomic
def decide_leave(request: LeaveRequest, *, granted: bool, answer: str = "", by: User, at: datetime) -> LeaveRequest:
    """Grant or refuse; granted sessions are entered as absence with leave at once.

    Raises DecidedAlready, DecidedByWhoAsked, or, for a grant, TimetableChangedSince where its sessions have been moved
    out of order or into another request, and ClassIsClosed where it comes too late.
    """
    request = LeaveRequest.objects.select_for_update(of=("self",)).select_related("enrolment").get(pk=request.pk)
    if request.state != LeaveState.ASKED:
        raise DecidedAlready(name=request.decided_by)
    if request.asked_by_id == by.pk:
        raise DecidedByWhoAsked
    if granted:
        _refuse_moved(request)
    request.state = LeaveState.GRANTED if granted else LeaveState.REFUSED
    request.answer, request.decided_by, request.decided_at = answer.strip(), by, at
    request.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    if granted:
        _enter(request, by=by, at=at)
    audit.record("decide_leave", request, by=by, at=at, after={"state": request.state, "answer": request.answer})
    transaction.on_commit(lambda: notices.leave_decided(request, at=at))
    return request


def _refuse_asked_already(enrolment: Enrolment, first_session: Session, last_session: Session) -> None:
    # The enrolment is the lock: a button pressed twice asks once.
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    standing = standing_leave(enrolment, first=first_session, last=last_session)
    if standing is not None:
        first, last = said(standing.first_session), said(standing.last_session)
        raise LeaveAskedAlready(first=first, last=last, state=standing.get_state_display())


def _refuse_moved(request: LeaveRequest) -> None:
    # A request keeps its sessions wherever the timetable moves them; only then can it lose its order or its own time.
    first, last = request.first_session, request.last_session
    in_order = (first.on, first.starts_at) <= (last.on, last.starts_at)
    if not in_order or standing_leave(request.enrolment, first=first, last=last, besides=request) is not None:
        raise TimetableChangedSince


def _enter(request: LeaveRequest, *, by: User, at: datetime) -> None:
    training_class = TrainingClass.objects.select_for_update().get(pk=request.enrolment.training_class_id)
    if training_class.state == ClassState.CLOSED:
        raise ClassIsClosed
    Attendance.objects.bulk_create(
        [
            Attendance(
                session=session,
                enrolment=request.enrolment,
                presence=Presence.WITH_LEAVE,
                recorded_by=by,
                recorded_at=at,
            )
            for session in sessions_of_leave(request)
        ],
        # What a teacher has recorded already was seen with own eyes and stays.
        ignore_conflicts=True,
    )
