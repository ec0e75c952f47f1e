"""Timetables at a glance: how far each class is, what lecturers teach, when halls are booked."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery

from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.timetable.models import Release, Session
from khaigiang.teaching.timetable.queries.rows import SessionRow, row_of
from khaigiang.teaching.venues.models import Hall

NEXT_SESSIONS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRow:
    """How far the timetable of one class is."""

    id: int
    name: str
    code: str
    plan_id: int
    plan: str
    first_day: date | None
    last_day: date | None
    hall: str
    sessions: int
    items: int
    release: int | None
    released_at: datetime | None

    @property
    def is_complete(self) -> bool:
        return 0 < self.items <= self.sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadRow:
    """What one lecturer teaches from a day on, the next sessions in words."""

    id: int
    name: str
    workplace: str
    half_days: int
    upcoming: tuple[SessionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupancyRow:
    """How much one hall is booked from a day on, the next sessions in words."""

    id: int
    name: str
    capacity: int
    half_days: int
    upcoming: tuple[SessionRow, ...]


def class_rows(classes: QuerySet[TrainingClass]) -> list[ClassRow]:
    """The visible classes by plan and number; one statement."""
    current = Release.objects.filter(training_class=OuterRef("pk"), is_current=True)
    sessions = Session.objects.filter(training_class=OuterRef("pk"))
    items = ProgrammeItem.objects.filter(version=OuterRef("version"))
    found = classes.select_related("plan", "hall").annotate(
        session_count=_count(sessions, "training_class"),
        item_count=_count(items, "version"),
        first_day=Min("days__on"),
        last_day=Max("days__on"),
        release_number=Subquery(current.values("number")[:1]),
        release_at=Subquery(current.values("released_at")[:1]),
    )
    return [_class_row(one) for one in found.order_by("-plan__starts_on", "plan", "number")]


def load_rows(lecturers: QuerySet[Lecturer], *, since: date, now: datetime) -> list[LoadRow]:
    """The visible lecturers who teach at present, or have sessions from the day on, by name; two statements."""
    upcoming = _upcoming(Session.objects.filter(lecturer__in=lecturers, on__gte=since), "lecturer_id", now)
    ahead = Q(sessions__on__gte=since)
    found = lecturers.annotate(half_days=Count("sessions", filter=ahead, distinct=True)).filter(
        Q(is_active=True) | Q(half_days__gt=0)
    )
    return [
        LoadRow(
            id=one.pk,
            name=str(one),
            workplace=one.workplace,
            half_days=one.half_days,
            upcoming=tuple(upcoming[one.pk]),
        )
        for one in found.order_by("sort_key", "pk")
    ]


def occupancy_rows(halls: QuerySet[Hall], *, since: date, now: datetime) -> list[OccupancyRow]:
    """The visible halls in use, or booked from the day on, by name; two statements."""
    upcoming = _upcoming(Session.objects.filter(hall__in=halls, on__gte=since), "hall_id", now)
    ahead = Q(sessions__on__gte=since)
    found = halls.annotate(half_days=Count("sessions", filter=ahead, distinct=True)).filter(
        Q(is_active=True) | Q(half_days__gt=0)
    )
    return [
        OccupancyRow(
            id=one.pk,
            name=one.name,
            capacity=one.capacity,
            half_days=one.half_days,
            upcoming=tuple(upcoming[one.pk]),
        )
        for one in found.order_by("name", "pk")
    ]


def _upcoming(
    sessions: QuerySet[Session], owner: Literal["lecturer_id", "hall_id"], now: datetime
) -> defaultdict[int, list[SessionRow]]:
    """The nearest sessions that have not ended, by whom or what they book."""
    found: defaultdict[int, list[SessionRow]] = defaultdict(list)
    together = sessions.select_related("training_class", "item__block", "lecturer", "hall")
    for session in together.order_by("on", "starts_at", "pk"):
        row = row_of(session, session.training_class, session_id=session.pk, now=now)
        nearest = found[getattr(session, owner)]
        if row.state != "past" and len(nearest) < NEXT_SESSIONS:
            nearest.append(row)
    return found


def _count(rows: "QuerySet[Session] | QuerySet[ProgrammeItem]", by: str) -> Subquery:
    return Subquery(rows.order_by().values(by).annotate(count=Count("pk")).values("count"))


def _class_row(one: TrainingClass) -> ClassRow:
    return ClassRow(
        id=one.pk,
        name=one.name,
        code=one.code,
        plan_id=one.plan_id,
        plan=one.plan.title,
        first_day=getattr(one, "first_day", None),
        last_day=getattr(one, "last_day", None),
        hall=one.hall.name if one.hall else "",
        sessions=getattr(one, "session_count", None) or 0,
        items=getattr(one, "item_count", None) or 0,
        release=getattr(one, "release_number", None),
        released_at=getattr(one, "release_at", None),
    )
