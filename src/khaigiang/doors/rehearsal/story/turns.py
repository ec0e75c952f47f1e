"""Where life departs from the plan: which communes have no deputy, name late, are excused; who defers, who is ill.

The choices are ours and fixed, so that every playing is the same: communes by their place in the list of all communes
by code, people by even steps through the list of a class.
"""

from collections.abc import Sequence
from datetime import date
from enum import Enum, auto
from typing import Final, TypeVar

from khaigiang.registry.units.models import Level, Unit

T = TypeVar("T")


class Turn(Enum):
    """What is particular about a commune."""

    VACANT_FOR_LONG = auto()
    FILLED_IN_SPRING = auto()
    EXCUSED = auto()
    NAMED_LATE = auto()
    NEVER_NAMED = auto()
    RETURNED_ONCE = auto()


PLACES: Final[dict[Turn, tuple[int, ...]]] = {
    Turn.VACANT_FOR_LONG: (77, 205, 333, 461),
    Turn.FILLED_IN_SPRING: (12, 141, 269, 397, 525),
    Turn.EXCUSED: (45, 245, 445),
    Turn.NAMED_LATE: (100, 300),
    Turn.NEVER_NAMED: (180, 480),
    Turn.RETURNED_ONCE: (20, 120, 220, 320, 420, 520),
}
VACANT_AT_FIRST: Final = (Turn.VACANT_FOR_LONG, Turn.FILLED_IN_SPRING)
NOT_NAMED_IN_TIME: Final = (*VACANT_AT_FIRST, Turn.EXCUSED, Turn.NAMED_LATE, Turn.NEVER_NAMED)

# By class, 1 to 5: people who defer on the eve, and people who leave for good after some days.
DEFER_ON_THE_EVE: Final = {1: 3, 2: 2, 3: 2, 4: 2, 5: 0}
LEAVE_FOR_GOOD: Final = {1: 1, 2: 2, 3: 1, 4: 1, 5: 0}
REPLACED_ON_THE_EVE: Final = 1
MISSING_AT_THE_LAST_OPENING: Final = 6
AT_THE_DOOR_AT_THE_LAST_OPENING: Final = 3


def communes(on: date) -> list[Unit]:
    """Every commune of the day, by code."""
    return list(Unit.objects.on(on).filter(level=Level.COMMUNE).select_related("parent").order_by("code"))


def communes_with(on: date, *turns: Turn) -> list[Unit]:
    """The communes that have one of these turns."""
    every = communes(on)
    return [every[place] for turn in turns for place in PLACES[turn]]


def spread(things: Sequence[T], count: int, *, offset: int = 0) -> list[T]:
    """So many things at even steps through a sequence, from an offset on."""
    step = len(things) // count if count else 0
    return [things[(offset + turn * step) % len(things)] for turn in range(count)]
