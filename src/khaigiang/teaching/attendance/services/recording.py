"""Recording who was there: all of a session's cells or none, and never over somebody else's."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.cells import Saved, Typed, contested
from khaigiang.ground.shared.dates import local_day
from khaigiang.ground.shared.errors import DomainError
from khaigiang.teaching.attendance.errors import (
    ClassHasNotBegun,
    ClassIsClosed,
    NotALetter,
    NotInTheClass,
    SessionIsInTheFuture,
)
from khaigiang.teaching.attendance.models import Attendance
from khaigiang.teaching.attendance.states import LETTERS, Presence
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.queries.people import enrolment_ids_on
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.timetable.models import Session


def presence_from_letter(text: str) -> Presence:
    """The presence that a letter of the grid stands for; raises NotALetter."""
    presence = LETTERS.get(text.strip().lower())
    if presence is None:
        raise NotALetter(text=text)
    return presence


@transaction.atomic
def record_attendance(
    session: Session, entries: Mapping[int, Typed], *, by: User, at: datetime
) -> Saved[int, Attendance]:
    """Save the letters typed for a session, by enrolment; an emptied cell removes its entry.

    One bad or contested cell saves nothing. Raises SessionIsInTheFuture, ClassHasNotBegun, ClassIsClosed.
    """
    _refuse_wrong_time(session, at)
    current = _current(session)
    values, refused = _read(entries, allowed=enrolment_ids_on(session.training_class, session.on))
    changed = {key: value for key, value in values.items() if _stands(current.get(key)) != value}
    taken = contested({key: entries[key] for key in changed}, {key: row.stamp for key, row in current.items()})
    if refused or taken:
        return Saved(refused=refused, conflicts={key: current.get(key) for key in taken})
    before = {str(key): _stands(current.get(key)) or "" for key in changed}
    _write(session, changed, current, by=by, at=at)
    if changed:
        after = {str(key): value or "" for key, value in changed.items()}
        audit.record("record_attendance", session, by=by, at=at, before=before, after=after)
    return Saved(count=len(changed))


def _refuse_wrong_time(session: Session, at: datetime) -> None:
    # The class is the lock: two teachers of one class record one after the other.
    training_class = TrainingClass.objects.select_for_update().get(pk=session.training_class_id)
    if session.on > local_day(at):
        raise SessionIsInTheFuture(day=f"{session.on:%d/%m/%Y}")
    if training_class.state == ClassState.CLOSED:
        raise ClassIsClosed
    if training_class.state not in {ClassState.RUNNING, ClassState.CLOSING}:
        raise ClassHasNotBegun


def _current(session: Session) -> dict[int, Attendance]:
    return {entry.enrolment_id: entry for entry in session.attendances.all()}


def _read(
    entries: Mapping[int, Typed], *, allowed: frozenset[int]
) -> tuple[dict[int, Presence | None], dict[int, str]]:
    values: dict[int, Presence | None] = {}
    refused: dict[int, str] = {}
    for enrolment_id, typed in entries.items():
        try:
            if enrolment_id not in allowed:
                raise NotInTheClass
            values[enrolment_id] = presence_from_letter(typed.text) if typed.text.strip() else None
        except DomainError as refusal:
            refused[enrolment_id] = str(refusal)
    return values, refused


def _stands(entry: Attendance | None) -> str | None:
    return entry.presence if entry else None


def _write(
    session: Session,
    values: Mapping[int, Presence | None],
    current: Mapping[int, Attendance],
    *,
    by: User,
    at: datetime,
) -> None:
    new, changed = [], []
    for enrolment_id, presence in values.items():
        entry = current.get(enrolment_id)
        if presence is None:
            continue
        if entry is None:
            new.append(
                Attendance(
                    session=session,
                    enrolment_id=enrolment_id,
                    presence=presence,
                    recorded_by=by,
                    recorded_at=at,
                ),
            )
        else:
            entry.presence, entry.version, entry.recorded_by, entry.recorded_at = presence, entry.version + 1, by, at
            changed.append(entry)
    Attendance.objects.bulk_create(new)
    Attendance.objects.bulk_update(changed, ["presence", "version", "recorded_by", "recorded_at"])
    emptied = [current[key].pk for key, presence in values.items() if presence is None]
    Attendance.objects.filter(pk__in=emptied).delete()
