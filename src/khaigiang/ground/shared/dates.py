"""Days and half-days as a school counts them: local days of Hà Nội, half-open periods."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

HANOI: Final = ZoneInfo("Asia/Ho_Chi_Minh")
SATURDAY: Final = 5
# Labour Code 2019, art. 112: the public holidays that fall on the same month and day each year. Those of the lunar
# calendar (Tết, the Hùng Kings) are told by whoever plans around them.
FIXED_HOLIDAYS: Final = frozenset({(1, 1), (4, 30), (5, 1), (9, 2)})


class HalfDay(models.TextChoices):
    """The grain of teaching."""

    MORNING = "morning", _("morning")
    AFTERNOON = "afternoon", _("afternoon")
    EVENING = "evening", _("evening")


# The hours of a class where nobody has said otherwise.
USUAL_HOURS: Final = {HalfDay.MORNING: ("08:00", "11:30"), HalfDay.AFTERNOON: ("14:00", "17:00")}
# Where one half-day ends and the next begins, whatever the hours of a class.
NOON: Final = time(12)
EVENING: Final = time(17, 30)
HALF_DAY_ORDER: Final = {HalfDay.MORNING: 0, HalfDay.AFTERNOON: 1, HalfDay.EVENING: 2}


def local_day(at: datetime) -> date:
    """The day in Hà Nội on which an instant falls."""
    return at.astimezone(HANOI).date()


def end_of_day(on: date) -> datetime:
    """The first instant after a day in Hà Nội: what happened before it counts as of that day."""
    return datetime.combine(on + timedelta(days=1), time(), tzinfo=HANOI)


def at_time(on: date, clock: time) -> datetime:
    """An instant by the clock of Hà Nội."""
    return datetime.combine(on, clock, tzinfo=HANOI)


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last, both included."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def working_days(first: date, count: int, *, holidays: frozenset[date] = frozenset()) -> list[date]:
    """The first `count` working days (Monday to Friday, no holiday) from a day on."""
    found: list[date] = []
    day = first
    while len(found) < count:
        if day.weekday() < SATURDAY and day not in holidays:
            found.append(day)
        day += timedelta(days=1)
    return found


def next_working_day(on: date) -> date:
    """The first working day after a day."""
    day = on + timedelta(days=1)
    while day.weekday() >= SATURDAY or (day.month, day.day) in FIXED_HOLIDAYS:
        day += timedelta(days=1)
    return day


def quarter_of(on: date) -> int:
    """The quarter of the year, 1 to 4."""
    return (on.month - 1) // 3 + 1
