"""What an accident takes away: half-days, from a moment on."""

from dataclasses import dataclass
from datetime import date, timedelta

from khaigiang.teaching.timetable.rules import HALVES

Slot = tuple[date, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accident:
    """What has happened from one day to another, or in one half-day of each; whom or what it concerns by their ids.

    `joined` are the people who come to a class beside those it has.
    """

    kind: str
    first_day: date
    last_day: date
    half_day: str = ""
    lecturer_id: int | None = None
    hall_id: int | None = None
    class_id: int | None = None
    joined: int = 0

    @property
    def half_days(self) -> list[Slot]:
        """Every half-day that it takes, in order."""
        days = [self.first_day + timedelta(number) for number in range((self.last_day - self.first_day).days + 1)]
        halves = (self.half_day,) if self.half_day else HALVES
        return [(on, half) for on in days for half in halves]


def in_order(slot: Slot) -> tuple[date, int]:
    """By which half-days stand in the order of time."""
    on, half = slot
    return on, HALVES.index(half)


def next_to_come(begun: set[Slot], today: date) -> Slot:
    """The first half-day of today, or later, in which nothing has begun, nor in one after it."""
    last = max((HALVES.index(half) for on, half in begun if on == today), default=-1)
    if last + 1 < len(HALVES):
        return today, HALVES[last + 1]
    return today + timedelta(1), HALVES[0]
