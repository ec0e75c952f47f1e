"""Lecturers for tests."""

from datetime import date
from itertools import count

from khaigiang.ground.accounts.models import User
from khaigiang.teaching.lecturers.models import Lecturer, LecturerAbsence
from khaigiang.vietnamese.names import fold, sort_key

_serial = count(1)


def make_lecturer(
    full_name: str = "",
    *,
    title: str = "TS.",
    workplace: str = "Khoa Xây dựng Đảng",
    max_per_day: int = 2,
    max_per_week: int = 6,
    user: User | None = None,
    is_active: bool = True,
) -> Lecturer:
    """A lecturer who teaches."""
    full_name = full_name or f"Giảng Viên {next(_serial)}"
    return Lecturer.objects.create(
        full_name=full_name,
        sort_key=sort_key(full_name),
        folded=fold(f"{full_name} {workplace}"),
        title=title,
        workplace=workplace,
        max_per_day=max_per_day,
        max_per_week=max_per_week,
        user=user,
        is_active=is_active,
    )


def make_absence(
    lecturer: Lecturer,
    first_day: date,
    last_day: date | None = None,
    *,
    half_day: str = "",
    reason: str = "Đi công tác",
) -> LecturerAbsence:
    """Days away, one when no last day is given."""
    return LecturerAbsence.objects.create(
        lecturer=lecturer,
        first_day=first_day,
        last_day=last_day or first_day,
        half_day=half_day,
        reason=reason,
    )
