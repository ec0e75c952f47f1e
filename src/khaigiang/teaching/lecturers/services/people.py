"""Keeping the lecturers and their days away."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.teaching.lecturers.errors import AbsenceEndsBeforeItBegins, UserIsAnotherLecturer, WeekBelowDay
from khaigiang.teaching.lecturers.models import Lecturer, LecturerAbsence
from khaigiang.vietnamese.names import fold, sort_key


@transaction.atomic
def save_lecturer(
    lecturer: Lecturer | None,
    *,
    full_name: str,
    title: str = "",
    workplace: str = "",
    phone: str = "",
    email: str = "",
    max_per_day: int = 2,
    max_per_week: int = 6,
    rather_not: Sequence[str] = (),
    cannot: Sequence[str] = (),
    user: User | None = None,
    is_active: bool = True,
    by: User,
    at: datetime,
) -> Lecturer:
    """Add a lecturer or correct one; raises UserIsAnotherLecturer or WeekBelowDay."""
    _refuse_a_user_of_another(user, lecturer)
    if max_per_week < max_per_day:
        raise WeekBelowDay(day=max_per_day)
    before = _facts(lecturer) if lecturer else None
    lecturer = lecturer or Lecturer()
    lecturer.full_name, lecturer.title, lecturer.workplace = full_name.strip(), title.strip(), workplace.strip()
    lecturer.sort_key, lecturer.folded = sort_key(full_name), fold(f"{full_name} {workplace}")[:200]
    lecturer.phone, lecturer.email = phone.strip(), email.strip()
    lecturer.max_per_day, lecturer.max_per_week = max_per_day, max_per_week
    lecturer.rather_not, lecturer.cannot = list(rather_not), list(cannot)
    lecturer.user, lecturer.is_active = user, is_active
    lecturer.save()
    audit.record("save_lecturer", lecturer, by=by, at=at, before=before, after=_facts(lecturer))
    return lecturer


@transaction.atomic
def set_limits(lecturer: Lecturer, *, max_per_day: int, max_per_week: int, by: User, at: datetime) -> Lecturer:
    """Say how many half-days a day and a week somebody may teach; raises WeekBelowDay."""
    if max_per_week < max_per_day:
        raise WeekBelowDay(day=max_per_day)
    lecturer = Lecturer.objects.select_for_update(no_key=True).get(pk=lecturer.pk)
    before = _facts(lecturer)
    lecturer.max_per_day, lecturer.max_per_week = max_per_day, max_per_week
    lecturer.save(update_fields=["max_per_day", "max_per_week"])
    audit.record("save_lecturer", lecturer, by=by, at=at, before=before, after=_facts(lecturer))
    return lecturer


@transaction.atomic
def add_lecturer_absence(
    lecturer: Lecturer,
    *,
    first_day: date,
    last_day: date,
    half_day: str = "",
    reason: str = "",
    by: User,
    at: datetime,
) -> LecturerAbsence:
    """Note days on which a lecturer cannot teach, or one half of each; raises AbsenceEndsBeforeItBegins."""
    if last_day < first_day:
        raise AbsenceEndsBeforeItBegins
    absence = LecturerAbsence.objects.create(
        lecturer=lecturer,
        first_day=first_day,
        last_day=last_day,
        half_day=half_day,
        reason=reason.strip(),
    )
    audit.record("add_lecturer_absence", lecturer, by=by, at=at, after=_days(absence))
    return absence


@transaction.atomic
def remove_lecturer_absence(absence: LecturerAbsence, *, by: User, at: datetime) -> Lecturer:
    """Take days away back: the lecturer can teach on them after all."""
    lecturer, days = absence.lecturer, _days(absence)
    absence.delete()
    audit.record("remove_lecturer_absence", lecturer, by=by, at=at, before=days)
    return lecturer


def _refuse_a_user_of_another(user: User | None, lecturer: Lecturer | None) -> None:
    if user is None:
        return
    other = Lecturer.objects.filter(user=user).first()
    if other is not None and other != lecturer:
        raise UserIsAnotherLecturer(user=user, lecturer=other)


def _facts(lecturer: Lecturer) -> dict[str, object]:
    return {
        "name": str(lecturer),
        "workplace": lecturer.workplace,
        "max_per_day": lecturer.max_per_day,
        "max_per_week": lecturer.max_per_week,
        "rather_not": lecturer.rather_not,
        "cannot": lecturer.cannot,
        "user": lecturer.user_id,
        "is_active": lecturer.is_active,
    }


def _days(absence: LecturerAbsence) -> dict[str, object]:
    days = {"first_day": absence.first_day, "last_day": absence.last_day, "reason": absence.reason}
    return days | {"half_day": absence.half_day}
