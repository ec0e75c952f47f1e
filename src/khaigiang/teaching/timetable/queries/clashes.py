"""What stands in the way of sessions at other times: other classes' sessions, closures of halls, lecturers who cannot."""

from collections.abc import Sequence
from dataclasses import dataclass

from khaigiang.teaching.lecturers.queries import times_of
from khaigiang.teaching.lecturers.rules import CANNOT, availability, why_not
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.venues.models import HallClosure
from khaigiang.teaching.venues.queries import Use, bookings_of_halls


@dataclass(frozen=True, slots=True, kw_only=True)
class Clashes:
    """Of some drafts: those whose hall is not to be had, and why; those whose lecturer cannot come, and why."""

    halls: dict[Draft, str]
    lecturers: dict[Draft, str]


def clashes_of(drafts: Sequence[Draft]) -> Clashes:
    """What stands in the way of the sessions of one class; six statements."""
    others = _others(drafts)
    meetings = bookings_of_halls({one.hall_id for one in drafts}, {one.on for one in drafts})
    closures = list(HallClosure.objects.filter(hall__in={one.hall_id for one in drafts}))
    times = times_of({one.lecturer_id for one in drafts if one.lecturer_id})
    halls: dict[Draft, str] = {}
    lecturers: dict[Draft, str] = {}
    for draft in drafts:
        taken = next((one for one in others if one.hall_id == draft.hall_id and _meet(one, draft)), None)
        closed = next(
            (one for one in closures if one.hall_id == draft.hall_id and one.takes(draft.on, draft.half_day)), None
        )
        meeting = next((one for one in meetings if one.hall_id == draft.hall_id and _meet(one, draft)), None)
        if taken or closed or meeting:
            halls[draft] = str(
                taken.training_class if taken else closed.reason if closed else meeting and meeting.title
            )
        if draft.lecturer_id is None:
            continue
        busy = next((one for one in others if one.lecturer_id == draft.lecturer_id and _meet(one, draft)), None)
        known = times[draft.lecturer_id]
        if busy or availability(known, draft.on, draft.half_day) == CANNOT:
            lecturers[draft] = str(busy.training_class) if busy else why_not(known, draft.on, draft.half_day)
    return Clashes(halls=halls, lecturers=lecturers)


def _others(drafts: Sequence[Draft]) -> list[Session]:
    near = Session.objects.filter(on__in={one.on for one in drafts})
    near = near.exclude(training_class__in={one.class_id for one in drafts})
    return list(near.select_related("training_class").order_by("on", "starts_at", "pk"))


def _meet(session: Session | Use, draft: Draft) -> bool:
    return session.on == draft.on and session.starts_at < draft.ends_at and draft.starts_at < session.ends_at
