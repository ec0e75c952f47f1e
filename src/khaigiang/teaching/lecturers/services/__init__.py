"""Keeping the lecturers and when they can teach."""

from khaigiang.teaching.lecturers.services.calendar import mark_half_days, undo_calendar_step
from khaigiang.teaching.lecturers.services.people import (
    add_lecturer_absence,
    remove_lecturer_absence,
    save_lecturer,
    set_limits,
)

__all__ = [
    "add_lecturer_absence",
    "mark_half_days",
    "remove_lecturer_absence",
    "save_lecturer",
    "set_limits",
    "undo_calendar_step",
]
