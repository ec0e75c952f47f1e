"""The home of a lecturer: what waits for an answer, what comes, what it is taught with, how much it was."""

from dataclasses import dataclass
from datetime import datetime

from khaigiang.ground.shared.dates import local_day
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.requests.models import TeachingRequest
from khaigiang.teaching.requests.queries.rows import RequestRow, request_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What a lecturer does today."""

    lecturer: Lecturer
    waiting: tuple[RequestRow, ...]
    answered: tuple[RequestRow, ...]


def home_of(lecturer: Lecturer, *, now: datetime) -> Home:
    """Everything of one lecturer, and of nobody else."""
    rows = request_rows(TeachingRequest.objects.filter(lecturer=lecturer), today=local_day(now))
    return Home(
        lecturer=lecturer,
        waiting=tuple(row for row in rows if row.waits),
        answered=tuple(row for row in reversed(rows) if not row.waits and row.stands),
    )
