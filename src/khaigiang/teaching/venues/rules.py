"""Arithmetic of bookings: which hours a half-day has in a hall, and which half-days some hours touch."""

from datetime import date, time, timedelta
from typing import Final

from khaigiang.ground.shared.dates import EVENING, NOON, HalfDay

Hours = tuple[time, time]
# From when until when a hall is taken by what fills a half-day: all of it, so that two never dispute a break.
HOURS: Final[dict[str, Hours]] = {
    HalfDay.MORNING: (time(6), NOON),
    HalfDay.AFTERNOON: (NOON, EVENING),
    HalfDay.EVENING: (EVENING, time(22)),
}


def hours_of(half_day: str) -> Hours:
    """From when until when a half-day takes a hall."""
    return HOURS[half_day]


def hours_in_words(starts_at: time, ends_at: time) -> str:
    """From when until when, as people write it: "8:00–10:00"."""
    return f"{starts_at.hour}:{starts_at:%M}–{ends_at.hour}:{ends_at:%M}"


def monday_of(on: date) -> date:
    """The Monday of a day's week."""
    return on - timedelta(days=on.weekday())


def half_days_touched(starts_at: time, ends_at: time) -> tuple[str, ...]:
    """The half-days of a day that something touches, in order; what ends at noon leaves the afternoon free."""
    edges = (time.min, NOON, EVENING, time.max)
    spans = zip(HalfDay, edges, edges[1:], strict=False)
    return tuple(half.value for half, begins, ends in spans if starts_at < ends and begins < ends_at)
