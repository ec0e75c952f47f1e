"""One class's, lecturer's or hall's timetable as its page shows it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import QuerySet

from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.timetable.changes import Change
from khaigiang.teaching.timetable.models import ReleasedSession, Session
from khaigiang.teaching.timetable.queries.findings import Finding, findings_of, missing_items
from khaigiang.teaching.timetable.queries.released import (
    ReleaseRow,
    changes_since_release,
    release_rows,
    released_rows,
)
from khaigiang.teaching.timetable.queries.rows import Grid, SessionRow, grid_of, row_of
from khaigiang.teaching.timetable.rules import monday_of
from khaigiang.teaching.venues.models import Hall


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassTimetable:
    """A class's timetable: its grid, what is missing or doubtful, what changed since it was made public."""

    grid: Grid
    sessions: int
    missing: tuple[ProgrammeItem, ...]
    findings: tuple[Finding, ...]
    changes: tuple[Change, ...]
    releases: tuple[ReleaseRow, ...]

    @property
    def release(self) -> ReleaseRow | None:
        """The one that people are shown."""
        return next((one for one in self.releases if one.is_current), None)

    @property
    def next_number(self) -> int:
        """The number of the release to come."""
        return max((one.number for one in self.releases), default=0) + 1

    @property
    def blocking(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.blocks_release]

    @property
    def warnings(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.blocks_release]

    @property
    def may_be_released(self) -> bool:
        return bool(self.changes) and not self.blocking


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookings:
    """The sessions of a lecturer or a hall from a week on."""

    grid: Grid
    sessions: int
    earlier: int


def sessions_of_class(training_class: TrainingClass) -> list[Session]:
    """The sessions of a class with what rows and findings are made of, in the order of time."""
    return list(_with_parts(training_class.sessions.all()))


def class_timetable(training_class: TrainingClass, *, today: date, now: datetime) -> ClassTimetable:
    """The timetable of a class read `with_people`; ten statements whatever its size."""
    sessions = sessions_of_class(training_class)
    findings = findings_of(training_class, sessions)
    known = _by_session(findings)
    rows = [_row(session, training_class, known[session.pk], now) for session in sessions]
    days = training_class.days.values_list("on", flat=True)
    return ClassTimetable(
        grid=grid_of(rows, today=today, class_days=days),
        sessions=len(sessions),
        missing=tuple(missing_items(training_class, sessions)),
        findings=tuple(findings),
        changes=tuple(changes_since_release(training_class, sessions)),
        releases=tuple(release_rows(training_class)),
    )


def bookings_of(owner: Lecturer | Hall, *, since: date, today: date, now: datetime) -> Bookings:
    """What a lecturer teaches, or what sits in a hall, from the week of a day on."""
    monday = monday_of(since)
    own = owner.sessions.all()
    sessions = list(_with_parts(own.filter(on__gte=monday)).select_related("training_class"))
    rows = [row_of(one, one.training_class, session_id=one.pk, now=now) for one in sessions]
    return Bookings(
        grid=grid_of(rows, today=today),
        sessions=len(rows),
        earlier=own.filter(on__lt=monday).count(),
    )


def public_bookings(sessions: QuerySet[ReleasedSession], *, since: date, today: date, now: datetime) -> Bookings:
    """Sessions that were made public, from the week of a day on; two statements."""
    monday = monday_of(since)
    rows = released_rows(sessions.filter(on__gte=monday), now=now)
    return Bookings(
        grid=grid_of(rows, today=today),
        sessions=len(rows),
        earlier=sessions.filter(on__lt=monday).count(),
    )


def sessions_on(classes: QuerySet[TrainingClass], on: date, *, now: datetime) -> list[SessionRow]:
    """What is taught to these classes on a day, in the order of time; one statement."""
    sessions = _with_parts(Session.objects.filter(training_class__in=classes, on=on))
    found = sessions.select_related("training_class")
    return [row_of(one, one.training_class, session_id=one.pk, now=now) for one in found]


def _with_parts(sessions: QuerySet[Session]) -> QuerySet[Session]:
    return sessions.select_related("item__block", "lecturer", "hall").order_by(
        "on", "starts_at", "training_class", "pk"
    )


def _by_session(findings: Iterable[Finding]) -> defaultdict[int, list[Finding]]:
    found: defaultdict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[finding.session.pk].append(finding)
    return found


def _row(session: Session, training_class: TrainingClass, own: Sequence[Finding], now: datetime) -> SessionRow:
    row = row_of(session, training_class, session_id=session.pk, now=now)
    return replace(
        row,
        notes=tuple(finding.sentence for finding in own),
        is_blocked=any(finding.blocks_release for finding in own),
    )
