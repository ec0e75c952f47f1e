"""Sessions written by hand."""

from dataclasses import replace
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
from khaigiang.teaching.timetable.hours import Hours, timed
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.queries.together import sessions_together, usual_part
from khaigiang.teaching.timetable.rules import half_day_of
from khaigiang.teaching.timetable.services.arranging import (
    double_booking_refused,
    hold,
    hold_for,
    rearrange,
    refuse_meetings,
    sessions_of,
)
from khaigiang.teaching.timetable.services.rules import refuse_forbidden
from khaigiang.teaching.timetable.services.steps import keep_step_in_transaction
from khaigiang.teaching.timetable.states import StepKind
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

    What shares its half-day by the programme goes along to another one. `seen` is the version that the writer saw.
    Raises ItemOfAnotherProgramme, HoursUnknown, EndsBeforeItBegins, OutsideTheHalfDay, ChangedMeanwhile, SessionHeld,
    ItemAlreadyScheduled, ClassBusy, LecturerBusy, HallBusy, HallTaken or DoubleBooked.
    """
    if item.version_id != training_class.version_id:
        raise ItemOfAnotherProgramme(item=item, training_class=training_class)
    is_typed = starts_at is not None or ends_at is not None
    starts_at, ends_at = _hours(training_class, item, (on, half_day), (starts_at, ends_at))
    beside = _moving_along(session, item, on, half_day)
    _hold_with(beside, training_class, lecturer, hall)
    written = _locked(session, seen) if session else Session(training_class=training_class, version=0)
    # What goes along is read at its new time already: how it stood is asked of the database.
    going = Session.objects.filter(pk__in=[one.pk for one in beside])
    was = [Draft.of(one) for one in (written, *going)] if session else []
    if (written.item_id, written.on, written.half_day) != (item.pk, on, half_day):
        _refuse_held(written)
    written.item, written.on, written.half_day, written.hall, written.lecturer = item, on, half_day, hall, lecturer
    written.starts_at, written.ends_at = starts_at, ends_at
    if beside and not is_typed:
        _spread(training_class, [written, *beside])
    _write([written, *beside])
    now = [Draft.of(one) for one in (written, *beside)]
    refuse_forbidden(training_class.plan, now)
    kind = StepKind.EDIT if session else StepKind.PLACE
    keep_step_in_transaction(training_class.plan_id, kind, before=was, after=now, by=by, at=at)
    before = was[0].as_json() if was else None
    audit.record("save_session", written, by=by, at=at, before=before, after=now[0].as_json())
    return written


@transaction.atomic
def remove_session(session: Session, *, by: User, at: datetime) -> TrainingClass:
    """Take a session off the timetable; its item can be set again. Raises SessionHeld."""
    training_class, item = session.training_class, session.item
    hold([training_class.pk], lecturer_ids=(), hall_ids=())
    session.refresh_from_db()
    was = Draft.of(session)
    # Recorded before the row is gone, so that the entry names it.
    audit.record("remove_session", session, by=by, at=at, before=was.as_json())
    try:
        session.delete()
    except ProtectedError as protected:
        raise SessionHeld(item=item) from protected
    keep_step_in_transaction(training_class.plan_id, StepKind.REMOVE, before=[was], after=[], by=by, at=at)
    return training_class


@transaction.atomic
def swap_sessions(first: Session, second: Session, *, by: User, at: datetime) -> None:
    """Let two sessions of a class change their times; lecturers and halls go along with their items, and so does
    what shares the half-day of either by the programme.

    Raises SessionsOfTwoClasses, SessionHeld, HalfDayTooShort or DoubleBooked.
    """
    if first.training_class_id != second.training_class_id:
        raise SessionsOfTwoClasses
    class_id = first.training_class_id
    drafts = [Draft.of(session) for session in sessions_of([class_id])]
    hold_for(drafts, [class_id])
    present = {session.pk: session for session in sessions_of([class_id])}
    first, second = present[first.pk], present[second.pk]
    for session in (*sessions_together(first), *sessions_together(second)):
        _refuse_held(session)
    before = {"first": first.when, "second": second.when}
    sides = [_side(one, list(present.values())) for one in (first, second)]
    if second in sides[0]:
        sides = [[first], [second]]
    was = [Draft.of(session) for session in present.values()]
    wanted = _swapped(list(present.values()), *sides)
    rearrange([class_id], wanted)
    plan = first.training_class.plan
    moved = {session.item_id for side in sides for session in side}
    refuse_forbidden(plan, [draft for draft in wanted if draft.item_id in moved])
    keep_step_in_transaction(plan.pk, StepKind.SWAP, before=was, after=wanted, by=by, at=at)
    after = {"first": second.when, "second": first.when}
    audit.record("swap_sessions", first, by=by, at=at, before=before, after=after)


def _side(session: Session, present: list[Session]) -> list[Session]:
    """What goes along with one of two sessions that change their times, in the order of the programme."""
    together = [one.pk for one in sessions_together(session)]
    return sorted((one for one in present if one.pk in together), key=lambda one: one.item.ordinal)


def _swapped(present: list[Session], first: list[Session], second: list[Session]) -> list[Draft]:
    moved: dict[int, Draft] = {}
    for side, other in ((first, second), (second, first)):
        hours = min(one.starts_at for one in other), max(one.ends_at for one in other)
        # A session alone takes all the time of the other side.
        minutes = [one.item.minutes for one in side] if len(side) > 1 else [None]
        for session, (starts_at, ends_at) in zip(side, timed(hours, minutes), strict=True):
            moved[session.pk] = replace(
                Draft.of(session), on=other[0].on, half_day=other[0].half_day, starts_at=starts_at, ends_at=ends_at
            )
    return [moved.get(session.pk, Draft.of(session)) for session in present]


def _moving_along(session: Session | None, item: ProgrammeItem, on: date, half_day: str) -> list[Session]:
    """What shares the half-day of a session that is about to move to another one."""
    if session is None or session.item_id != item.pk or (session.on, session.half_day) == (on, half_day):
        return []
    together = [one for one in sessions_together(session) if one.pk != session.pk]
    for one in together:
        _refuse_held(one)
        one.on, one.half_day = on, half_day
    return together


def _spread(training_class: TrainingClass, together: list[Session]) -> None:
    """Give sessions of one half-day the hours that its programme leaves each."""
    for session in together:
        part = usual_part(training_class, session.item, session.on, session.half_day)
        if part is not None:
            session.starts_at, session.ends_at = part


def _hold_with(beside: list[Session], training_class: TrainingClass, lecturer: Lecturer | None, hall: Hall) -> None:
    """Lock what a session books, and what those book that go along with it."""
    lecturers = {one.lecturer_id for one in beside} | {lecturer.pk if lecturer else None}
    hold(
        [training_class.pk],
        lecturer_ids={pk for pk in lecturers if pk is not None},
        hall_ids={one.hall_id for one in beside} | {hall.pk},
    )


def _write(together: list[Session]) -> None:
    """Write sessions that go along with the first; raises what stands in their way."""
    refuse_meetings([Draft.of(one) for one in together])
    for one in together:
        _refuse_clashes(one, going=together[1:])
        one.version += 1
    with double_booking_refused():
        for one in together:
            one.save()


def _hours(
    training_class: TrainingClass,
    item: ProgrammeItem,
    slot: tuple[date, str],
    typed: tuple[time | None, time | None],
) -> Hours:
    starts_at, ends_at = typed
    usual = usual_part(training_class, item, *slot) if starts_at is None or ends_at is None else None
    if usual is not None:
        starts_at, ends_at = starts_at or usual[0], ends_at or usual[1]
    if starts_at is None or ends_at is None:
        raise HoursUnknown
    if ends_at <= starts_at:
        raise EndsBeforeItBegins
    belongs_to = half_day_of(starts_at)
    if belongs_to != slot[1]:
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


def _refuse_clashes(wanted: Session, *, going: list[Session]) -> None:
    """Raise ItemAlreadyScheduled, ClassBusy, LecturerBusy or HallBusy when another session stands in the way.

    Not in the way are those `going` along with it.
    """
    others = Session.objects.select_related("training_class", "item", "lecturer", "hall").exclude(pk=wanted.pk)
    others = others.exclude(pk__in=[one.pk for one in going])
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
