"""One hard demand of a problem on one class, piece, lecturer or hall: what a timetable can leave unmet."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from khaigiang.solvers.moves import Missed
from khaigiang.solvers.timetabling.problem import ClassId, HallId, LecturerId, PieceId, Slot

Rule: TypeAlias = Literal[
    "known",
    "every_piece_once",
    "one_piece_at_a_time",
    "half_days_of_the_class",
    "half_days_of_the_piece",
    "stages_in_order",
    "after",
    "together",
    "qualified",
    "available",
    "one_place_at_a_time",
    "max_per_day",
    "max_per_week",
    "one_place_a_day",
    "halls_of_the_class",
    "hall_large_enough",
    "hall_features",
    "hall_free",
    "one_class_in_a_hall",
    "pinned",
    "price",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand(Missed):
    """A rule with what identifies it; `by` is how far it is missed, in half-days (`hall_large_enough`: in seats).

    `known`: a placement names a class, piece, lecturer or hall that does not exist · `every_piece_once`: class, piece ·
    `one_piece_at_a_time`: class, pieces, slot · `half_days_of_the_class`, `half_days_of_the_piece`: class, piece, slot ·
    `stages_in_order`, `after`: class, the piece that belongs before and the one that belongs after it · `together`:
    class, pieces · `qualified`: class, piece, lecturer (None: there is none) · `available`: lecturer, slot ·
    `one_place_at_a_time`: lecturer, slot, classes · `max_per_day`, `one_place_a_day`: lecturer, on · `max_per_week`:
    lecturer, ISO year and week · `halls_of_the_class`, `hall_large_enough`: class, hall, slot · `hall_features`: class,
    piece, hall · `hall_free`: hall, slot, class · `one_class_in_a_hall`: hall, slot, classes · `pinned`: class, piece ·
    `price`: the plan says a wrong cost or bound.
    """

    rule: Rule
    classes: tuple[ClassId, ...] = ()
    pieces: tuple[PieceId, ...] = ()
    slot: Slot | None = None
    lecturer_id: LecturerId | None = None
    hall_id: HallId | None = None
    on: date | None = None
    week: tuple[int, int] | None = None
