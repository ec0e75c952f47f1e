"""How the pieces of one half-day share its hours."""

from collections.abc import Sequence
from datetime import time
from typing import Final

from khaigiang.teaching.timetable.errors import HalfDayTooShort

Hours = tuple[time, time]
MINUTES_OF_A_DAY: Final = 24 * 60


def length_of(hours: Hours) -> int:
    """The minutes from when until when."""
    begins, ends = (minute_of(at) for at in hours)
    return ends - begins


def timed(hours: Hours, minutes: Sequence[int | None]) -> list[Hours]:
    """The hours of pieces that follow one another in a half-day; those without minutes share evenly what is left.

    Raises HalfDayTooShort where a piece would have no minute.
    """
    left, untold = length_of(hours) - sum(one or 0 for one in minutes), minutes.count(None)
    if left < untold:
        raise HalfDayTooShort(minutes=length_of(hours), needed=sum(one or 1 for one in minutes))
    begins, found = minute_of(hours[0]), list[Hours]()
    for one in minutes:
        length = one
        if length is None:
            length, untold = left // untold, untold - 1
            left -= length
        found.append((_at(begins), _at(begins + length)))
        begins += length
    return found


def minute_of(at: time) -> int:
    """The minutes from midnight to a time of day."""
    return at.hour * 60 + at.minute


def later(at: time, minutes: int) -> time:
    """A time of day so many minutes later, or before where they are below zero; across midnight on the next day."""
    return _at((minute_of(at) + minutes) % MINUTES_OF_A_DAY)


def _at(minute: int) -> time:
    return time(*divmod(minute, 60))
