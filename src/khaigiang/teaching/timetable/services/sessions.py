"""Sessions written by hand."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, Q

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.errors import (
    ChangedMeanwhile,
    ClassBusy,
    EndsBeforeItBegins,
    HallBusy,
    HoursUnknown,
    ItemAlreadyScheduled,
    ItemOfAnotherProgramme,
    LecturerBusy,
    OutsideTheHalfDay,
    SessionHeld,
    SessionsOfTwoClasses,
)
from khaigiang.teaching.timetable.hours import Hours, usual_hours
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.rules import half_day_of
from khaigiang.teaching.timetable.services.arranging import (
    double_booking_refused,
    hold,
    hold_for,
    rearrange,
    sessions_of,
)
from khaigiang.teaching.venues.models import Hall


@transaction.atomic
def save_session(
    session: Session | None,
    *,
    training_class: TrainingClass,
    item: ProgrammeItem,
    on: date,
    half_day: str,
    hall: Hall,
    lecturer: Lecturer | None = None,
    starts_at: time | None = None,
    ends_at: time | None = None,
    seen: int | None = None,
    by: User,
    at: datetime,
) -> Session:
    """Add a session to a class or change one; without times it has the usual hours of the class.

    `seen` is the version that the writer saw. Raises ItemOfAnotherProgramme, HoursUnknown, EndsBeforeItBegins,
    OutsideTheHalfDay, ChangedMeanwhile, SessionHeld, ItemAlreadyScheduled, ClassBusy, LecturerBusy, HallBusy or
    DoubleBooked.
    """
    if item.version_id != training_class.version_id:
        raise ItemOfAnotherProgramme(item=item, training_class=training_class)
    starts_at, ends_at = _hours(training_class, half_day, starts_at, ends_at)
    hold([training_class.pk], lecturer_ids=[lecturer.pk] if lecturer else [], hall_ids=[hall.pk])
    written = _locked(session, seen) if session else Session(training_class=training_class, version=0)
    before = Draft.of(written).as_json() if session else None
    if (written.item_id, written.on, written.half_day) != (item.pk, on, half_day):
        _refuse_held(written)
    written.item, written.on, written.half_day, written.hall, written.lecturer = item, on, half_day, hall, lecturer
    written.starts_at, written.ends_at = starts_at, ends_at
    _refuse_clashes(written)
    written.version += 1
    with double_booking_refused():
        written.save()
    audit.record("save_session", written, by=by, at=at, before=before, after=Draft.of(written).as_json())
    return written


@transaction.atomic
def remove_session(session: Session, *, by: User, at: datetime) -> TrainingClass:
    """Take a session off the timetable; its item can be set again. Raises SessionHeld."""
    before = Draft.of(session).as_json()
    training_class, item = session.training_class, session.item
    # Recorded before the row is gone, so that the entry names it.
    audit.record("remove_session", session, by=by, at=at, before=before)
    try:
        session.delete()
    except ProtectedError as protected:
        raise SessionHeld(item=item) from protected
    return training_class


@transaction.atomic
def swap_sessions(first: Session, second: Session, *, by: User, at: datetime) -> None:
    """Let two sessions of a class change their times; lecturers and halls go along with their items.

    Raises SessionsOfTwoClasses, SessionHeld or DoubleBooked.
    """
    if first.training_class_id != second.training_class_id:
        raise SessionsOfTwoClasses
    class_id = first.training_class_id
    drafts = [Draft.of(session) for session in sessions_of([class_id])]
    hold_for(drafts, [class_id])
    present = {session.pk: session for session in sessions_of([class_id])}
    first, second = present[first.pk], present[second.pk]
    _refuse_held(first)
    _refuse_held(second)
    before = {"first": first.when, "second": second.when}
    rearrange([class_id], [_at_the_time_of(session, first, second) for session in present.values()])
    after = {"first": second.when, "second": first.when}
    audit.record("swap_sessions", first, by=by, at=at, before=before, after=after)


def _at_the_time_of(session: Session, first: Session, second: Session) -> Draft:
    other = {first.pk: second, second.pk: first}.get(session.pk, session)
    return Draft(
        class_id=session.training_class_id,
        item_id=session.item_id,
        on=other.on,
        half_day=other.half_day,
        starts_at=other.starts_at,
        ends_at=other.ends_at,
        hall_id=session.hall_id,
        lecturer_id=session.lecturer_id,
    )


def _hours(training_class: TrainingClass, half_day: str, starts_at: time | None, ends_at: time | None) -> Hours:
    usual = usual_hours(training_class, half_day)
    if usual is None and (starts_at is None or ends_at is None):
        raise HoursUnknown
    starts_at, ends_at = starts_at or (usual or (time(), time()))[0], ends_at or (usual or (time(), time()))[1]
    if ends_at <= starts_at:
        raise EndsBeforeItBegins
    belongs_to = half_day_of(starts_at)
    if belongs_to != half_day:
        raise OutsideTheHalfDay(starts=f"{starts_at:%H:%M}", half_day=HalfDay(belongs_to).label)
    return starts_at, ends_at


def _locked(session: Session, seen: int | None) -> Session:
    current = Session.objects.select_for_update().get(pk=session.pk)
    if seen is not None and current.version != seen:
        raise ChangedMeanwhile
    return current


def _refuse_held(session: Session) -> None:
    if session.pk and session.attendances.exists():
        raise SessionHeld(item=session.item)


def _refuse_clashes(wanted: Session) -> None:
    """Raise ItemAlreadyScheduled, ClassBusy, LecturerBusy or HallBusy when another session stands in the way."""
    others = Session.objects.select_related("training_class", "item", "lecturer", "hall").exclude(pk=wanted.pk)
    twice = others.filter(training_class=wanted.training_class, item=wanted.item).first()
    if twice is not None:
        raise ItemAlreadyScheduled(item=wanted.item, on=twice.when)
    booked = Q(training_class=wanted.training_class) | Q(hall=wanted.hall)
    if wanted.lecturer is not None:
        booked |= Q(lecturer=wanted.lecturer)
    at_the_time = others.filter(booked, on=wanted.on, starts_at__lt=wanted.ends_at, ends_at__gt=wanted.starts_at)
    for other in at_the_time.order_by("pk"):
        _refuse_clash(wanted, other)


def _refuse_clash(wanted: Session, other: Session) -> None:
    told: dict[str, Any] = {"training_class": other.training_class, "item": other.item, "when": other.when}
    if other.training_class_id == wanted.training_class_id:
        raise ClassBusy(**told)
    if wanted.lecturer is not None and other.lecturer_id == wanted.lecturer.pk:
        raise LecturerBusy(lecturer=wanted.lecturer, **told)
    raise HallBusy(hall=wanted.hall, **told)
