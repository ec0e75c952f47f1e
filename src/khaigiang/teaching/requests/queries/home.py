"""The home of a lecturer: what waits for an answer, what comes, what it is taught with, how much it was."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.db.models import Q, QuerySet

from khaigiang.ground.shared.dates import local_day
from khaigiang.registry.units.models import Office, OfficeKind
from khaigiang.teaching.curriculum.models import MaterialVersion, Topic
from khaigiang.teaching.honoraria.queries import load_of_year
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.requests.models import AskedSession, TeachingRequest
from khaigiang.teaching.requests.queries.rows import RequestRow, request_rows
from khaigiang.teaching.requests.states import STANDS
from khaigiang.teaching.timetable.models import ReleasedSession
from khaigiang.teaching.timetable.queries import feed_row, released_rows, released_sessions
from khaigiang.teaching.timetable.queries.feeds import FeedRow
from khaigiang.teaching.timetable.queries.rows import SessionRow

SESSIONS_SHOWN: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialFile:
    """One file of a material, the newest first."""

    id: int
    number: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicFiles:
    """A topic with its materials; of each the first file is in use."""

    title: str
    materials: tuple[tuple[str, tuple[MaterialFile, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadRow:
    """The hours of a lecturer at one school as they count: this month, this quarter, this year, and the norm."""

    school: str
    month: Decimal
    quarter: Decimal
    year: Decimal
    norm: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What a lecturer does today."""

    lecturer: Lecturer
    waiting: tuple[RequestRow, ...]
    answered: tuple[RequestRow, ...]
    sessions: tuple[SessionRow, ...]
    topics: tuple[TopicFiles, ...]
    loads: tuple[LoadRow, ...]
    feed: FeedRow


def home_of(lecturer: Lecturer, *, now: datetime) -> Home:
    """Everything of one lecturer, and of nobody else."""
    today = local_day(now)
    rows = request_rows(TeachingRequest.objects.filter(lecturer=lecturer), today=today)
    coming = released_sessions().filter(lecturer=lecturer, on__gte=today).order_by("on", "starts_at", "pk")
    return Home(
        lecturer=lecturer,
        waiting=tuple(row for row in rows if row.waits),
        answered=tuple(row for row in reversed(rows) if not row.waits and row.stands),
        sessions=tuple(released_rows(coming[:SESSIONS_SHOWN], now=now)),
        topics=tuple(_files(lecturer)),
        loads=tuple(_loads(lecturer, now)),
        feed=feed_row(lecturer.user or lecturer),
    )


def topics_of(lecturer: Lecturer) -> QuerySet[Topic]:
    """The topics that a lecturer teaches in a public timetable, or is asked for or has accepted."""
    public = ReleasedSession.objects.filter(release__is_current=True, lecturer=lecturer)
    asked = AskedSession.objects.filter(lecturer=lecturer, state__in=STANDS)
    return Topic.objects.filter(Q(items__in=public.values("item")) | Q(items__in=asked.values("item"))).distinct()


def _files(lecturer: Lecturer) -> list[TopicFiles]:
    files = MaterialVersion.objects.filter(material__topic__in=topics_of(lecturer))
    found: dict[str, dict[str, list[MaterialFile]]] = {}
    for one in files.select_related("material__topic", "file").order_by(
        "material__topic__title", "material__title", "-number"
    ):
        row = MaterialFile(id=one.pk, number=one.number, name=one.file.name)
        found.setdefault(one.material.topic.title, {}).setdefault(one.material.title, []).append(row)
    return [
        TopicFiles(title=title, materials=tuple((name, tuple(rows)) for name, rows in materials.items()))
        for title, materials in found.items()
    ]


def _loads(lecturer: Lecturer, now: datetime) -> list[LoadRow]:
    today = local_day(now)
    schools = Office.objects.filter(kind=OfficeKind.SCHOOL, is_active=True).order_by("sort_key", "pk")
    return [
        LoadRow(
            school=school.name,
            month=row.months[today.month - 1],
            quarter=row.quarters[(today.month - 1) // 3],
            year=row.total,
            norm=row.norm,
        )
        for school in schools
        for row in load_of_year(school, today.year, now=now, only=lecturer).rows
    ]
