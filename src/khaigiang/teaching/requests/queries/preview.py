"""Whom an act of asking would ask for what, before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.requests.queries.rule import waiting_of
from khaigiang.teaching.timetable.models import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedThen:
    """One lecturer who would be asked, for what, and how they are told."""

    lecturer: Lecturer
    sessions: tuple[Session, ...]

    @property
    def by_email(self) -> bool:
        return bool(self.lecturer.email)

    @property
    def signs_in(self) -> bool:
        return self.lecturer.user_id is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Everybody who would be asked, sessions left out since nobody stands there, and when reminders would go."""

    asked: tuple[AskedThen, ...]
    left_out: tuple[Session, ...]
    reminders_on: tuple[date, ...]

    @property
    def sessions(self) -> int:
        return sum(len(one.sessions) for one in self.asked)


def preview_of(
    training_class: TrainingClass, sessions: Sequence[Session], lecturer: Lecturer | None, *, due_on: date, today: date
) -> Preview:
    """Ask one lecturer for these sessions; without one, everybody who stands in the timetable for their own."""
    own: dict[Lecturer, list[Session]] = {}
    for session in sessions:
        asked = lecturer or session.lecturer
        if asked is not None:
            own.setdefault(asked, []).append(session)
    waiting = waiting_of(training_class.plan)
    return Preview(
        asked=tuple(AskedThen(lecturer=one, sessions=tuple(theirs)) for one, theirs in own.items()),
        left_out=() if lecturer else tuple(one for one in sessions if one.lecturer_id is None),
        reminders_on=tuple(day for day in waiting.reminders_on(due_on) if day >= today),
    )
