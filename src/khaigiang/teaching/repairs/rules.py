"""What an accident takes away: half-days, from a moment on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from khaigiang.teaching.repairs.states import AccidentKind
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

    @property
    def days_without_anybody(self) -> set[date]:
        """The days on which no class can meet at all: they are nobody's class days any more."""
        is_lost = self.kind == AccidentKind.NOBODY_MEETS and not self.half_day
        return {on for on, _half in self.half_days} if is_lost else set()


def days_then(had: Collection[date], taught: Collection[date], accident: Accident) -> set[date]:
    """The days a class meets on after a repair: those it had and came to, without those on which nobody can meet.

    `taught`: the days its sessions then have; what was taught on a day before it was lost keeps that day.
    """
    return (set(had) - accident.days_without_anybody) | set(taught)


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
