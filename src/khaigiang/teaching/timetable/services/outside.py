"""Sessions changed by acts of other pages than the board: each leaves a step that an open board learns of."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from khaigiang.ground.accounts.models import User
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.services.arranging import (
    WAITING_ROOM,
    double_booking_refused,
    hold_for,
    rearrange,
    sessions_of,
)
from khaigiang.teaching.timetable.services.steps import Cause, keep_steps_in_transaction


def set_sessions_in_transaction(
    class_ids: Collection[int], wanted: Sequence[Draft], *, cause: Cause, by: User, at: datetime
) -> None:
    """Give these classes exactly these sessions, within a service that records it; they may change about.

    Raises SessionHeld or DoubleBooked.
    """
    hold_for([*map(Draft.of, sessions_of(class_ids)), *wanted], class_ids)
    before = [Draft.of(session) for session in sessions_of(class_ids)]
    rearrange(class_ids, wanted)
    keep_steps_in_transaction(cause, before=before, after=wanted, by=by, at=at)


def put_sessions_back_in_transaction(
    class_id: int, rows: Sequence[Session], *, cause: Cause, by: User, at: datetime
) -> None:
    """Put sessions of a class back as rows that they were, within a service that records it; raises DoubleBooked.

    The class has the same sessions at other times, or none.
    """
    wanted = [Draft.of(row) for row in rows]
    hold_for(wanted, [class_id])
    present = sessions_of([class_id])
    before = [Draft.of(session) for session in present]
    with double_booking_refused():
        for place, session in enumerate(present):
            Session.objects.filter(pk=session.pk).update(on=WAITING_ROOM + timedelta(days=place))
        for row in rows:
            row.save()
    keep_steps_in_transaction(cause, before=before, after=wanted, by=by, at=at)
