"""One hard demand of a problem on one class, item, lecturer or hall: what a timetable can leave unmet."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from khaigiang.solvers.moves import Missed
from khaigiang.solvers.timetabling.problem import ClassId, HallId, ItemId, LecturerId, Slot

Rule: TypeAlias = Literal[
    "known",
    "every_item_once",
    "one_item_at_a_time",
    "half_days_of_the_class",
    "stages_in_order",
    "qualified",
    "available",
    "one_place_at_a_time",
    "max_per_day",
    "max_per_week",
    "halls_of_the_class",
    "hall_large_enough",
    "hall_free",
    "one_class_in_a_hall",
    "pinned",
    "price",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand(Missed):
    """A rule with what identifies it; `by` is how far it is missed, in half-days (`hall_large_enough`: in seats).

    `known`: a placement names a class, item, lecturer or hall that does not exist · `every_item_once`: class, item ·
    `one_item_at_a_time`: class, items, slot · `half_days_of_the_class`: class, item, slot · `stages_in_order`: class,
    the earlier and the later item · `qualified`: class, item, lecturer (None: there is none) · `available`: lecturer,
    slot · `one_place_at_a_time`: lecturer, slot, classes · `max_per_day`: lecturer, on · `max_per_week`: lecturer,
    ISO year and week · `halls_of_the_class`, `hall_large_enough`: class, hall, slot · `hall_free`: hall, slot, class ·
    `one_class_in_a_hall`: hall, slot, classes · `pinned`: class, item · `price`: the plan says a wrong cost or bound.
    """

    rule: Rule
    classes: tuple[ClassId, ...] = ()
    items: tuple[ItemId, ...] = ()
    slot: Slot | None = None
    lecturer_id: LecturerId | None = None
    hall_id: HallId | None = None
    on: date | None = None
    week: tuple[int, int] | None = None
