"""How sessions are written so that nothing is ever booked twice: locks in one order, and rows that stay themselves."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.errors import DoubleBooked, SessionHeld
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.rules import overlap
from khaigiang.teaching.venues.errors import HallTaken
from khaigiang.teaching.venues.models import Hall
from khaigiang.teaching.venues.queries import bookings_of_halls
from khaigiang.teaching.venues.services import ONE_USE

# Where sessions wait while others take their half-days: no class meets in the first years of our era.
WAITING_ROOM: Final = date(1, 1, 1)
WRITTEN: Final = ("on", "half_day", "starts_at", "ends_at", "lecturer", "hall", "version")


def hold(class_ids: Collection[int], *, lecturer_ids: Collection[int], hall_ids: Collection[int]) -> None:
    """Lock classes, lecturers and halls, always in this order and by id, so that two writers never wait in a ring."""
    for rows, ids in (
        (TrainingClass.objects.all(), class_ids),
        (Lecturer.objects.all(), lecturer_ids),
        (Hall.objects.all(), hall_ids),
    ):
        list(rows.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk", flat=True))


def hold_for(drafts: Sequence[Draft], class_ids: Collection[int]) -> None:
    """Lock everything that these drafts book."""
    hold(
        class_ids,
        lecturer_ids={draft.lecturer_id for draft in drafts if draft.lecturer_id is not None},
        hall_ids={draft.hall_id for draft in drafts},
    )


@contextmanager
def double_booking_refused() -> Iterator[None]:
    """Turn the database's refusal of a double booking into our own; raises DoubleBooked."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as refusal:
        if not any(guard in str(refusal) for guard in ("in_one_session_at_a_time", ONE_USE)):
            raise
        raise DoubleBooked from refusal


def refuse_meetings(drafts: Collection[Draft]) -> None:
    """Say which meeting has the hall of one of these sessions then; raises HallTaken."""
    meetings = bookings_of_halls({one.hall_id for one in drafts}, {one.on for one in drafts})
    for meeting in meetings:
        hours = (meeting.starts_at, meeting.ends_at)
        for one in drafts:
            is_there = (one.hall_id, one.on) == (meeting.hall_id, meeting.on)
            if is_there and overlap((one.starts_at, one.ends_at), hours):
                hall = Hall.objects.get(pk=one.hall_id)
                raise HallTaken(hall=hall, title=meeting.title, hours=meeting.hours, day=meeting.day)


def rearrange(class_ids: Collection[int], wanted: Sequence[Draft]) -> None:
    """Give the classes exactly these sessions; a session whose item stays keeps its row, whatever hangs on it.

    Raises SessionHeld when something hangs on a session that would go, HallTaken when a hall is booked for a meeting,
    and DoubleBooked.
    """
    present = {(one.training_class_id, one.item_id): one for one in sessions_of(class_ids)}
    drafts = {draft.key: draft for draft in wanted}
    _drop([session for key, session in present.items() if key not in drafts])
    moving = [session for key, session in present.items() if key in drafts and Draft.of(session) != drafts[key]]
    refuse_meetings([draft for key, draft in drafts.items() if key not in present or Draft.of(present[key]) != draft])
    with double_booking_refused():
        _move(moving, drafts)
        Session.objects.bulk_create(_session(draft) for key, draft in drafts.items() if key not in present)


def put_pieces(changes: Mapping[tuple[int, int], Draft | None]) -> None:
    """Set, move or take off these pieces (by class and item) and no others; all of them are locked.

    Raises ProtectedError when something hangs on one that would go, and IntegrityError on a double booking.
    """
    present = {
        (one.training_class_id, one.item_id): one
        for one in Session.objects.filter(training_class__in={key[0] for key in changes})
        if (one.training_class_id, one.item_id) in changes
    }
    for key, session in present.items():
        if changes[key] is None:
            session.delete()
    drafts = {key: draft for key, draft in changes.items() if draft}
    _move([session for key, session in present.items() if key in drafts and Draft.of(session) != drafts[key]], drafts)
    Session.objects.bulk_create(_session(draft) for key, draft in drafts.items() if key not in present)


def sessions_of(class_ids: Collection[int]) -> list[Session]:
    """The sessions of these classes in the order of time."""
    sessions = Session.objects.filter(training_class__in=class_ids).select_related("item", "training_class")
    return list(sessions.order_by("on", "starts_at", "pk"))


def _drop(sessions: list[Session]) -> None:
    for session in sessions:
        try:
            session.delete()
        except ProtectedError as protected:
            raise SessionHeld(item=session.item) from protected


def _move(sessions: list[Session], drafts: dict[tuple[int, int], Draft]) -> None:
    for place, session in enumerate(sessions):
        session.on = WAITING_ROOM + timedelta(days=place)
    Session.objects.bulk_update(sessions, ["on"])
    for session in sessions:
        draft = drafts[session.training_class_id, session.item_id]
        session.on, session.half_day = draft.on, draft.half_day
        session.starts_at, session.ends_at = draft.starts_at, draft.ends_at
        session.lecturer_id, session.hall_id = draft.lecturer_id, draft.hall_id
        session.version += 1
    Session.objects.bulk_update(sessions, WRITTEN)


def _session(draft: Draft) -> Session:
    return Session(
        training_class_id=draft.class_id,
        item_id=draft.item_id,
        on=draft.on,
        half_day=draft.half_day,
        starts_at=draft.starts_at,
        ends_at=draft.ends_at,
        lecturer_id=draft.lecturer_id,
        hall_id=draft.hall_id,
    )
