"""What was made public: current releases, and how the timetable differs from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count, QuerySet

from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.periods import valid_on
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.timetable.changes import Change, changes_between
from khaigiang.teaching.timetable.drafts import VALUES, values_of
from khaigiang.teaching.timetable.models import Release, ReleasedSession, Session
from khaigiang.teaching.timetable.queries.rows import SessionRow, row_of

# What a row is made of: a person's page is read without the other columns of six tables.
OF_A_ROW: Final = (
    "on",
    "half_day",
    "starts_at",
    "ends_at",
    "release__training_class__name",
    "item__kind",
    "item__number",
    "item__title",
    "item__block__ordinal",
    "lecturer__title",
    "lecturer__full_name",
    "lecturer__user",
    "hall__name",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRow:
    """One release in the history of a class's timetable."""

    number: int
    note: str
    released_at: datetime
    released_by: str
    sessions: int
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerned:
    """Users to be told: lecturers of changed sessions; teacher and trainees where time, place or content changes."""

    lecturers: tuple[User, ...]
    teachers: tuple[User, ...] = ()
    trainees: tuple[User, ...] = ()


def current_release(training_class: TrainingClass) -> Release | None:
    """The release that people are shown."""
    return training_class.releases.filter(is_current=True).first()


def released_sessions() -> QuerySet[ReleasedSession]:
    """Sessions of current releases with what rows are made of, in the order of time."""
    return (
        ReleasedSession.objects.filter(release__is_current=True)
        .exclude(release__training_class__state=ClassState.CANCELLED)
        .select_related("release__training_class", "item__block", "lecturer", "hall")
        .order_by("on", "starts_at", "pk")
    )


def released_rows(sessions: QuerySet[ReleasedSession], *, now: datetime) -> list[SessionRow]:
    """Released sessions as pages show them; one statement."""
    found = sessions.only(*OF_A_ROW)
    return [row_of(one, one.release.training_class, session_id=None, now=now) for one in found]


def changes_since_release(training_class: TrainingClass, sessions: Sequence[Session]) -> list[Change]:
    """How the sessions of a class (read with item, lecturer and hall) differ from its current release.

    One statement while nothing differs or nothing is public yet; a second one reads what is to be told of the rest.
    """
    public = released_sessions().filter(release__training_class=training_class)
    values = set(public.order_by().values_list(*VALUES))
    if values == {tuple(values_of(one).values()) for one in sessions}:
        return []
    old = {one.item_id: one for one in public} if values else {}
    return changes_between(old, {one.item_id: one for one in sessions})


def release_rows(training_class: TrainingClass) -> list[ReleaseRow]:
    """The releases of a class, the newest first."""
    told = ("number", "note", "released_at", "is_current", "released_by__full_name")
    found = training_class.releases.order_by("-number").values_list(*told).annotate(held=Count("sessions"))
    return [
        ReleaseRow(
            number=number, note=note, released_at=at, released_by=released_by, sessions=held, is_current=is_current
        )
        for number, note, at, is_current, released_by, held in found
    ]


def people_to_tell(training_class: TrainingClass, changes: Sequence[Change], *, on: date) -> Concerned:
    """Whom the changes concern; two statements."""
    lecturer_ids = {pk for change in changes for pk in change.lecturer_ids}
    lecturers = tuple(User.objects.filter(lecturer__in=lecturer_ids).order_by("pk"))
    if not any(change.touches_trainees for change in changes):
        return Concerned(lecturers=lecturers)
    trainees = User.objects.filter(
        valid_on(on, "mandates__"),
        mandates__role=Role.TRAINEE,
        mandates__official__enrolments__training_class=training_class,
        mandates__official__enrolments__is_current=True,
    )
    return Concerned(
        lecturers=lecturers,
        teachers=(training_class.teacher,) if training_class.teacher else (),
        trainees=tuple(trainees.distinct().order_by("pk")),
    )
