"""Reading lecturers."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.periods import valid_on
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.lecturers.models import Lecturer, LecturerAbsence
from khaigiang.teaching.lecturers.taught import Taught, taught_by
from khaigiang.vietnamese.names import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceRow:
    """Days on which a lecturer is away; with `half`, only that half of each."""

    id: int
    first_day: date
    last_day: date
    half: str
    reason: str
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LecturerRow:
    """One line of the list of lecturers; `away` are the days away that are not over."""

    id: int
    name: str
    workplace: str
    phone: str
    max_per_day: int
    max_per_week: int
    is_active: bool
    away: tuple[AbsenceRow, ...]


def lecturer_rows(
    lecturers: QuerySet[Lecturer],
    *,
    on: date,
    text: str = "",
    with_former: bool = False,
) -> list[LecturerRow]:
    """The visible lecturers by name; those who no longer teach only when asked for, after the others."""
    found = lecturers if with_former else lecturers.filter(is_active=True)
    for word in fold(text).split():
        found = found.filter(folded__contains=word)
    coming = LecturerAbsence.objects.filter(last_day__gte=on).order_by("first_day", "pk")
    ordered = found.prefetch_related(Prefetch("absences", coming, to_attr="coming")).order_by(
        "-is_active",
        "sort_key",
        "pk",
    )
    return [_row(lecturer, on) for lecturer in ordered]


def absence_rows(lecturer: Lecturer, *, on: date) -> list[AbsenceRow]:
    """All days away of a lecturer, the latest first."""
    return [_absence(absence, on) for absence in lecturer.absences.order_by("-first_day", "-pk")]


def sessions_left_to(lecturer: Lecturer, *, on: date) -> list[Taught]:
    """What somebody who no longer teaches is still told to teach from the day on; nothing for those who teach."""
    if lecturer.is_active:
        return []
    return taught_by(lecturer.pk, on, date.max)


def users_to_link(lecturer: Lecturer | None, *, on: date) -> QuerySet[User]:
    """Users who act as lecturers on the day and are not yet linked, and the one linked to this lecturer."""
    acting = User.objects.filter(valid_on(on, "mandates__"), mandates__role=Role.LECTURER, lecturer__isnull=True)
    own = Q(lecturer=lecturer) if lecturer else Q()
    return User.objects.filter(Q(pk__in=acting.values("pk")) | own).order_by("full_name", "pk")


def _row(lecturer: Lecturer, on: date) -> LecturerRow:
    return LecturerRow(
        id=lecturer.pk,
        name=str(lecturer),
        workplace=lecturer.workplace,
        phone=lecturer.phone,
        max_per_day=lecturer.max_per_day,
        max_per_week=lecturer.max_per_week,
        is_active=lecturer.is_active,
        away=tuple(_absence(absence, on) for absence in getattr(lecturer, "coming", ())),
    )


def _absence(absence: LecturerAbsence, on: date) -> AbsenceRow:
    return AbsenceRow(
        id=absence.pk,
        first_day=absence.first_day,
        last_day=absence.last_day,
        half=absence.get_half_day_display(),
        reason=absence.reason,
        is_over=absence.last_day < on,
    )
