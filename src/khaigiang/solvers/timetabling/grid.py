"""The variables of the model: which item, which lecturer and which hall a class has in a half-day."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ortools.sat.python import cp_model

from khaigiang.solvers.timetabling.problem import (
    ClassId,
    HallId,
    Item,
    ItemId,
    LecturerId,
    Problem,
    Slot,
    TrainingClass,
)

Choice: TypeAlias = cp_model.IntVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One true-or-false variable for every choice that the order of stages leaves open.

    `at`: the class has the item in that half-day; `teaches`: and this lecturer teaches it. `keeps`: the hall is the
    class's in that half-day, even where the class has nothing then; `sits`: and it does sit there.
    """

    problem: Problem
    at: Mapping[tuple[ClassId, ItemId, Slot], Choice]
    teaches: Mapping[tuple[ClassId, ItemId, Slot, LecturerId], Choice]
    keeps: Mapping[tuple[ClassId, Slot, HallId], Choice]
    sits: Mapping[tuple[ClassId, Slot, HallId], Choice]

    def when(self, class_id: ClassId, item_id: ItemId) -> dict[Slot, Choice]:
        """The half-days the class may have the item in."""
        return {slot: choice for (cls, item, slot), choice in self.at.items() if (cls, item) == (class_id, item_id)}

    def what(self, class_id: ClassId) -> dict[Slot, list[Choice]]:
        """The items the class may have in each half-day in which it may have any."""
        choices: defaultdict[Slot, list[Choice]] = defaultdict(list)
        for (cls, _, slot), choice in self.at.items():
            if cls == class_id:
                choices[slot].append(choice)
        return choices

    def lessons(self) -> dict[LecturerId, dict[Slot, list[Choice]]]:
        """What each lecturer may teach in each half-day, in whatever class."""
        choices: defaultdict[LecturerId, dict[Slot, list[Choice]]] = defaultdict(dict)
        for (_, _, slot, lecturer_id), choice in self.teaches.items():
            choices[lecturer_id].setdefault(slot, []).append(choice)
        return choices


def window(problem: Problem, cls: TrainingClass, item: Item) -> tuple[Slot, ...]:
    """The half-days left to an item when all items of earlier stages precede it and all of later stages follow it."""
    before = sum(other.stage < item.stage for other in problem.items)
    after = sum(other.stage > item.stage for other in problem.items)
    return cls.slots[before : max(0, len(cls.slots) - after)]


def draw_up(model: cp_model.CpModel, problem: Problem) -> Grid:
    """Add the variables of every class."""
    open_choices = [
        (cls, item, slot) for cls in problem.classes for item in problem.items for slot in window(problem, cls, item)
    ]
    rooms = [(cls.id, slot, hall_id) for cls in problem.classes for slot in cls.slots for hall_id in sorted(cls.halls)]
    return Grid(
        problem=problem,
        at={(cls.id, item.id, slot): model.new_bool_var("") for cls, item, slot in open_choices},
        teaches={
            (cls.id, item.id, slot, lecturer_id): model.new_bool_var("")
            for cls, item, slot in open_choices
            for lecturer_id in sorted(item.lecturers)
        },
        keeps={room: model.new_bool_var("") for room in rooms},
        sits={room: model.new_bool_var("") for room in rooms},
    )
