"""Arithmetic of a timetable: what overlaps, which hours belong to a half-day, which order the programme asks for."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Final, TypeVar

from khaigiang.ground.shared.dates import EVENING, NOON

Who = TypeVar("Who", bound=Hashable)

HALVES: Final = ("morning", "afternoon", "evening")
ORDER_OF_KINDS: Final = {"opening": 0, "topic": 1, "visit": 1, "discussion": 1, "test": 1, "closing": 2}
# What comes after the topics and visits of its block: the discussion, and then the test.
CLOSES_A_BLOCK: Final = {"discussion": 1, "test": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the programme puts an item: opening, then block by block topics and then discussions, then closing.

    Without `block_order` the lessons come in any order, whatever their block.
    """

    kind: str
    block: int = 0
    block_order: bool = True

    @property
    def stage(self) -> tuple[int, int, int]:
        """Items of a lower stage come first; within a stage any order is right."""
        if not self.block_order:
            return ORDER_OF_KINDS[self.kind], 0, 0
        return ORDER_OF_KINDS[self.kind], self.block, CLOSES_A_BLOCK.get(self.kind, 0)


def overlap(first: tuple[time, time], second: tuple[time, time]) -> bool:
    """Do two stretches of one day share a moment? Half-open: one may begin when the other ends."""
    return first[0] < second[1] and second[0] < first[1]


def half_day_of(starts_at: time) -> str:
    """The half-day to which a piece belongs that begins at this time."""
    if starts_at < NOON:
        return "morning"
    return "afternoon" if starts_at < EVENING else "evening"


def out_of_order(stages: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """For each item taught before one that belongs before it: its position and that of the first such item.

    `stages` stand in the order of time.
    """
    found: list[tuple[int, int]] = []
    for position, stage in enumerate(stages):
        later = (place for place in range(position + 1, len(stages)) if stages[place] < stage)
        first = next(later, None)
        if first is not None:
            found.append((position, first))
    return found


def stretches(half_days: Iterable[tuple[date, str]]) -> list[tuple[tuple[str, ...], date, date]]:
    """Half-days as stretches of days that follow one another with the same halves: halves, first day, last day."""
    by_day: dict[date, set[str]] = {}
    for on, half in half_days:
        by_day.setdefault(on, set()).add(half)
    found: list[tuple[tuple[str, ...], date, date]] = []
    for on in sorted(by_day):
        halves = tuple(half for half in HALVES if half in by_day[on])
        if found and found[-1][0] == halves and found[-1][2].toordinal() + 1 == on.toordinal():
            found[-1] = (halves, found[-1][1], on)
        else:
            found.append((halves, on, on))
    return found


def monday_of(on: date) -> date:
    """The Monday of a day's week."""
    return date.fromordinal(on.toordinal() - on.weekday())


def half_days_by_day(taught: Iterable[tuple[Who, date, str]]) -> Counter[tuple[Who, date]]:
    """In how many half-days of a day somebody teaches; two pieces of one half-day count once."""
    return Counter((who, on) for who, on, _half in set(taught))


def half_days_by_week(taught: Iterable[tuple[Who, date, str]]) -> Counter[tuple[Who, date]]:
    """In how many half-days of a week, named by its Monday, somebody teaches."""
    return Counter((who, monday_of(on)) for who, on, _half in set(taught))
