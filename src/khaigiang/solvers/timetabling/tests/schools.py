"""Invented schools of realistic sizes: from five classes in three weeks to five hundred in a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from khaigiang.solvers.timetabling import Hall, Lecturer, Piece, Problem, Slot, TrainingClass, Weights

FIRST_DAY: Final = date(2026, 1, 5)
TOPICS_OF_BLOCKS: Final = (5, 5, 7)
PIECES: Final = 22
WEEKS_OF_A_CLASS: Final = 3
SIZES_OF_HALLS: Final = (300, 200, 150, 130, 120, 100, 80, 60)
FEATURES: Final = frozenset({"projector", "sound"})


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """How much a school takes on: classes within so many weeks, its lecturers and halls."""

    classes: int
    weeks: int
    lecturers: int
    halls: int


SEED: Final = School(classes=5, weeks=3, lecturers=20, halls=6)
A_QUARTER: Final = School(classes=50, weeks=13, lecturers=60, halls=18)
A_YEAR: Final = School(classes=500, weeks=50, lecturers=160, halls=50)


def a_school(school: School, *, seed: int = 0) -> Problem:
    """Classes of 22 pieces in three weeks each: opening, three blocks of topics and a discussion, closing.

    A lecturer qualifies for 2 to 5 topics, is away a tenth of the time, would rather not teach another tenth, and
    wants about an even share.
    """
    draw = Random(seed)
    days = [FIRST_DAY + timedelta(7 * week + day) for week in range(school.weeks) for day in range(5)]
    calendar = [Slot(day, part) for day in days for part in (0, 1)]
    qualified = _qualified(school.lecturers, draw)
    starts = [
        number * (school.weeks - WEEKS_OF_A_CLASS) // max(1, school.classes - 1) for number in range(school.classes)
    ]
    fair, rest = divmod(school.classes * sum(TOPICS_OF_BLOCKS), school.lecturers)
    return Problem(
        classes=tuple(
            TrainingClass(
                id=f"c{number}",
                pieces=_programme(qualified),
                slots=tuple(calendar[10 * start : 10 * (start + WEEKS_OF_A_CLASS)]),
                participants=draw.randrange(60, 121),
            )
            for number, start in enumerate(starts)
        ),
        lecturers=tuple(
            Lecturer(
                id=f"l{number}",
                unavailable=_some(calendar, draw),
                unwanted=_some(calendar, draw),
                max_per_day=2,
                max_per_week=6,
                fair=fair + (number < rest),
            )
            for number in range(school.lecturers)
        ),
        halls=tuple(
            Hall(
                id=f"h{number}",
                capacity=SIZES_OF_HALLS[number % 6],
                features=FEATURES if draw.random() < 0.8 else frozenset({"projector"}),
                busy=frozenset(slot for slot in calendar if draw.random() < 0.03),
            )
            for number in range(school.halls)
        ),
        weights=Weights(unwanted=3, hall_change=2, load=5),
    )


def _some(calendar: Sequence[Slot], draw: Random) -> frozenset[Slot]:
    return frozenset(slot for slot in calendar if draw.random() < 0.1)


def _qualified(lecturers: int, draw: Random) -> list[frozenset[str]]:
    """Who may teach each topic: everybody 2 to 5 of them, every topic two at least."""
    topics: list[set[str]] = [set() for _ in range(sum(TOPICS_OF_BLOCKS))]
    for number in range(lecturers):
        for topic in draw.sample(range(len(topics)), draw.randrange(2, 6)):
            topics[topic].add(f"l{number}")
    for number, teaching in enumerate(topics):
        while len(teaching) < 2:
            teaching.add(f"l{(7 * number + len(teaching)) % lecturers}")
    return [frozenset(teaching) for teaching in topics]


def _programme(qualified: Sequence[frozenset[str]]) -> tuple[Piece, ...]:
    pieces = [Piece(id="opening", features=frozenset({"sound"}))]
    numbers = iter(range(len(qualified)))
    for block, topics in enumerate(TOPICS_OF_BLOCKS, start=1):
        of_block = [next(numbers) for _ in range(topics)]
        pieces += [
            Piece(
                id=f"t{number}",
                stage=block,
                lecturers=qualified[number],
                features=frozenset({"projector"} if number % 3 else ()),
            )
            for number in of_block
        ]
        pieces.append(Piece(id=f"d{block}", stage=block, after=frozenset(f"t{number}" for number in of_block)))
    return (*pieces, Piece(id="closing", stage=len(TOPICS_OF_BLOCKS) + 1, features=frozenset({"sound"})))
