"""Reading lecturers."""

from khaigiang.teaching.lecturers.queries.calendar import calendar_month
from khaigiang.teaching.lecturers.queries.people import (
    absence_rows,
    lecturer_rows,
    sessions_left_to,
    users_to_link,
)
from khaigiang.teaching.lecturers.queries.times import times_of

__all__ = ["absence_rows", "calendar_month", "lecturer_rows", "sessions_left_to", "times_of", "users_to_link"]
