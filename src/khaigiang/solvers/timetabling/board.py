"""The board of the search: a problem and its present timetable, as arrays that compiled kernels read and write.

Pieces of all classes are numbered through, class by class; so are the cells, one for each half-day of each class, and
the days, one for each date of each class. Lists of lists lie flat, `first` and `last` in the record of their owner.
"""

from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Record: TypeAlias = np.void
Records: TypeAlias = NDArray[np.void]
Numbers: TypeAlias = NDArray[np.int64]
Counts: TypeAlias = NDArray[np.int32]
Flags: TypeAlias = NDArray[np.int8]

NOTHING: Final = -1
# A move leaves it to the board who teaches, or where the class sits.
ANY: Final = -4
NEVER_PUBLISHED: Final = -2
UNKNOWN: Final = -3

AWAY: Final = 1
UNWANTED: Final = 2
MUST: Final = 1
SHOULD: Final = 2

PIECE: Final = np.dtype(
    [
        (name, np.int32)
        for name in (
            "lecturer", "hall",
            "first_of_class", "class_size", "first_cell",
            "first_may", "last_may",  # cells it may have, in `may`
            "first_qualified", "last_qualified", "first_hall", "last_hall", "first_same_day", "last_same_day",
            "published_cell", "published_lecturer", "published_hall",
        )
    ]
    + [("pairs", np.int64)]
)  # fmt: skip
CELL: Final = np.dtype([(name, np.int32) for name in ("holds", "moment", "date", "week", "day")])
DAY: Final = np.dtype([(name, np.int32) for name in ("pieces", "halls", "most")])
LECTURER: Final = np.dtype(
    [(name, np.int32) for name in ("load", "share_low", "share_high", "most_a_day", "most_a_week")]
)


class Prices(NamedTuple):
    """What each thing costs that is better avoided."""

    unwanted: int
    hall_change: int
    load: int
    order: int
    travel: int
    spread: int
    moved: int


class Sequence(NamedTuple):
    """Where each piece stands and what it must, or should, come before."""

    pieces: Records
    cells: Records
    cell_of: Counts  # piece → cell, NOTHING while it is lifted
    pairs: Flags  # of each class a square: its row's piece MUST or SHOULD come after its column's
    same_day: Counts


class Teaching(NamedTuple):
    """When each lecturer can come, and where they teach now."""

    lecturers: Records
    mood: Flags  # lecturer × half-day: AWAY, UNWANTED
    in_half_day: Counts  # lecturer × half-day
    holder: Counts  # lecturer × half-day → the piece taught then, NOTHING where none is known
    on_date: Counts
    in_week: Counts
    at_place: Counts  # lecturer × date × place


class Seating(NamedTuple):
    """When each hall is open, and who sits there now."""

    days: Records
    closed: Flags  # hall × half-day
    sitting: Counts  # hall × half-day
    sitter: Counts  # hall × half-day → the piece had there then, NOTHING where none is known
    halls_on: Counts  # day × hall
    place: Counts  # hall → place, or NOTHING


class Choices(NamedTuple):
    """What each piece may have."""

    may: Counts
    may_have: Flags  # piece × place among the cells of its class
    qualified: Counts
    halls: Counts
    suits: Flags  # piece × hall


class Board(NamedTuple):
    """All of it."""

    sequence: Sequence
    teaching: Teaching
    seating: Seating
    choices: Choices
    prices: Prices


class Move(NamedTuple):
    """Pieces that change, and where each of them goes; lecturer and hall may be ANY."""

    piece: Counts
    cell: Counts
    lecturer: Counts
    hall: Counts


MOST_PIECES_OF_A_MOVE: Final = 8


def empty_move() -> Move:
    """A move to be filled in."""
    return Move(*(np.zeros(MOST_PIECES_OF_A_MOVE, np.int32) for _ in range(4)))
