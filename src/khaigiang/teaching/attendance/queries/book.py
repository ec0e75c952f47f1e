"""The attendance book of a class: everybody against every half-day."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from khaigiang.teaching.attendance.limits import absence_limit
from khaigiang.teaching.attendance.models import Attendance
from khaigiang.teaching.attendance.queries.shares import absence_shares
from khaigiang.teaching.attendance.rules import AbsenceShare
from khaigiang.teaching.attendance.states import ABSENT, ATTENDED, LETTER_OF, Presence
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.queries.people import ListRow, people_on
from khaigiang.teaching.timetable.models import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One session of the book, with how many people each presence has."""

    session_id: int
    on: date
    half_day: str
    title: str
    recorded: int
    counts: dict[str, int]
    is_past: bool

    @property
    def here(self) -> int:
        return sum(count for presence, count in self.counts.items() if presence in ATTENDED)

    @property
    def missing(self) -> int:
        return sum(count for presence, count in self.counts.items() if presence in ABSENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookRow:
    """One trainee's line: a letter for each session, half-days missed against the limit."""

    person: ListRow
    letters: tuple[str, ...]
    share: AbsenceShare
    is_above_limit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The whole book."""

    columns: tuple[Column, ...]
    rows: tuple[BookRow, ...]
    as_of: date
    limit_percent: int | None

    @property
    def to_record(self) -> Column | None:
        """The first session so far of which nothing is recorded."""
        return next((column for column in self.columns if column.is_past and not column.recorded), None)


def attendance_book(training_class: TrainingClass, on: date) -> Book:
    """The book as it stands; 7 statements for a class of any size."""
    sessions = list(
        Session.objects.filter(training_class=training_class).select_related("item").order_by("on", "starts_at"),
    )
    entries = Attendance.objects.filter(session__training_class=training_class)
    letters = {
        (enrolment_id, session_id): Presence(presence)
        for enrolment_id, session_id, presence in entries.values_list("enrolment_id", "session_id", "presence")
    }
    as_of = max(on, sessions[0].on) if sessions else on
    people = people_on(training_class, as_of)
    shares, limit = absence_shares(training_class), absence_limit(training_class)
    return Book(
        columns=tuple(_column(session, letters, on) for session in sessions),
        rows=tuple(_row(person, sessions, letters, shares[person.enrolment_id], limit) for person in people),
        as_of=as_of,
        limit_percent=limit,
    )


def _column(session: Session, letters: dict[tuple[int, int], Presence], on: date) -> Column:
    counts = Counter(presence.value for (_, session_id), presence in letters.items() if session_id == session.pk)
    return Column(
        session_id=session.pk,
        on=session.on,
        half_day=session.half_day,
        title=str(session.item),
        recorded=sum(counts.values()),
        counts=dict(counts),
        is_past=session.on <= on,
    )


def _row(
    person: ListRow,
    sessions: list[Session],
    letters: dict[tuple[int, int], Presence],
    share: AbsenceShare,
    limit: int | None,
) -> BookRow:
    found = (letters.get((person.enrolment_id, session.pk)) for session in sessions)
    return BookRow(
        person=person,
        letters=tuple(LETTER_OF[presence] if presence else "" for presence in found),
        share=share,
        is_above_limit=share.is_above(limit),
    )
