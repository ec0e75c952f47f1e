"""The hard rules of a timetable: one function each, its name the sentence."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from itertools import pairwise
from typing import Final, TypeAlias

from ortools.sat.python import cp_model

from khaigiang.solvers.timetabling.grid import Choice, Grid
from khaigiang.solvers.timetabling.problem import HallId, Slot

Expression: TypeAlias = cp_model.LinearExpr
HardRule: TypeAlias = Callable[[cp_model.CpModel, Grid], None]


def every_class_has_every_item_once(model: cp_model.CpModel, grid: Grid) -> None:
    """Each item of the programme has one half-day in each class."""
    for cls in grid.problem.classes:
        for item in grid.problem.items:
            model.add_exactly_one(grid.when(cls.id, item.id).values())


def a_class_has_one_item_at_a_time(model: cp_model.CpModel, grid: Grid) -> None:
    """In each half-day a class has at most one item."""
    for cls in grid.problem.classes:
        for choices in grid.what(cls.id).values():
            model.add_at_most_one(choices)


def opening_blocks_and_closing_come_in_order(model: cp_model.CpModel, grid: Grid) -> None:
    """Opening, then block by block the topics and then the discussions, then closing: a stage begins when those
    before it have ended."""
    stages = sorted({item.stage for item in grid.problem.items})
    for cls in grid.problem.classes:
        for stage in stages[1:]:
            begun = {slot: model.new_bool_var("") for slot in cls.slots}
            for earlier, later in pairwise(cls.slots):
                model.add_implication(begun[earlier], begun[later])
            for item in grid.problem.items:
                for slot, choice in grid.when(cls.id, item.id).items():
                    model.add_implication(choice, begun[slot] if item.stage >= stage else ~begun[slot])


def a_taught_item_has_one_qualified_lecturer(model: cp_model.CpModel, grid: Grid) -> None:
    """Wherever a class has an item that needs a lecturer, exactly one of those who qualify teaches it."""
    for cls in grid.problem.classes:
        for item in grid.problem.taught:
            for slot, choice in grid.when(cls.id, item.id).items():
                lecturers = [grid.teaches[cls.id, item.id, slot, lecturer_id] for lecturer_id in sorted(item.lecturers)]
                model.add(Expression.sum(lecturers) == choice)


def no_lecturer_is_in_two_places(model: cp_model.CpModel, grid: Grid) -> None:
    """In each half-day a lecturer teaches at most one item of one class."""
    for half_days in grid.lessons().values():
        for choices in half_days.values():
            model.add_at_most_one(choices)


def no_lecturer_teaches_when_unavailable(model: cp_model.CpModel, grid: Grid) -> None:
    """A lecturer teaches nothing in a half-day they cannot come."""
    unavailable = {lecturer.id: lecturer.unavailable for lecturer in grid.problem.lecturers}
    for (_, _, slot, lecturer_id), choice in grid.teaches.items():
        if slot in unavailable[lecturer_id]:
            model.add(choice == 0)


def no_lecturer_teaches_too_much_in_a_day(model: cp_model.CpModel, grid: Grid) -> None:
    """At most `max_per_day` half-days on one date."""
    limits = {lecturer.id: lecturer.max_per_day for lecturer in grid.problem.lecturers}
    for lecturer_id, half_days in grid.lessons().items():
        for choices in _gathered(half_days, by=lambda slot: slot.on):
            _at_most(model, choices, limits[lecturer_id])


def no_lecturer_teaches_too_much_in_a_week(model: cp_model.CpModel, grid: Grid) -> None:
    """At most `max_per_week` half-days in one ISO week."""
    limits = {lecturer.id: lecturer.max_per_week for lecturer in grid.problem.lecturers}
    for lecturer_id, half_days in grid.lessons().items():
        for choices in _gathered(half_days, by=lambda slot: slot.week):
            _at_most(model, choices, limits[lecturer_id])


def a_class_sits_in_one_hall_when_it_has_an_item(model: cp_model.CpModel, grid: Grid) -> None:
    """In every half-day one hall is the class's, and the class sits there exactly when it has an item."""
    for cls in grid.problem.classes:
        for slot, choices in grid.what(cls.id).items():
            halls = sorted(cls.halls)
            if halls:
                model.add_exactly_one(grid.keeps[cls.id, slot, hall_id] for hall_id in halls)
            model.add(
                Expression.sum([grid.sits[cls.id, slot, hall_id] for hall_id in halls]) == Expression.sum(choices)
            )
            for hall_id in halls:
                model.add_implication(grid.sits[cls.id, slot, hall_id], grid.keeps[cls.id, slot, hall_id])


def a_hall_is_large_enough(model: cp_model.CpModel, grid: Grid) -> None:
    """A class sits in no hall with fewer seats than it has participants."""
    capacity = {hall.id: hall.capacity for hall in grid.problem.halls}
    participants = {cls.id: cls.participants for cls in grid.problem.classes}
    for (class_id, _, hall_id), choice in grid.sits.items():
        if participants[class_id] > capacity[hall_id]:
            model.add(choice == 0)


def a_hall_is_free(model: cp_model.CpModel, grid: Grid) -> None:
    """A class sits in no hall that others have taken for that half-day."""
    busy = {hall.id: hall.busy for hall in grid.problem.halls}
    for (_, slot, hall_id), choice in grid.sits.items():
        if slot in busy[hall_id]:
            model.add(choice == 0)


def a_hall_holds_one_class_at_a_time(model: cp_model.CpModel, grid: Grid) -> None:
    """In each half-day at most one class sits in a hall."""
    sitting: defaultdict[tuple[Slot, HallId], list[Choice]] = defaultdict(list)
    for (_, slot, hall_id), choice in grid.sits.items():
        sitting[slot, hall_id].append(choice)
    for choices in sitting.values():
        model.add_at_most_one(choices)


def what_is_pinned_stands(model: cp_model.CpModel, grid: Grid) -> None:
    """An item's half-day, hall and lecturer are those already decided."""
    for pin in grid.problem.pins:
        for slot, choice in grid.when(pin.class_id, pin.item_id).items():
            if pin.slot is not None:
                model.add(choice == int(slot == pin.slot))
            if pin.hall_id is not None:
                _only_with(model, choice, grid.sits.get((pin.class_id, slot, pin.hall_id)))
            if pin.lecturer_id is not None:
                _only_with(model, choice, grid.teaches.get((pin.class_id, pin.item_id, slot, pin.lecturer_id)))


HARD_RULES: Final[tuple[HardRule, ...]] = (
    every_class_has_every_item_once,
    a_class_has_one_item_at_a_time,
    opening_blocks_and_closing_come_in_order,
    a_taught_item_has_one_qualified_lecturer,
    no_lecturer_is_in_two_places,
    no_lecturer_teaches_when_unavailable,
    no_lecturer_teaches_too_much_in_a_day,
    no_lecturer_teaches_too_much_in_a_week,
    a_class_sits_in_one_hall_when_it_has_an_item,
    a_hall_is_large_enough,
    a_hall_is_free,
    a_hall_holds_one_class_at_a_time,
    what_is_pinned_stands,
)


def _gathered(half_days: Mapping[Slot, list[Choice]], *, by: Callable[[Slot], Hashable]) -> Iterator[list[Choice]]:
    together: defaultdict[Hashable, list[Choice]] = defaultdict(list)
    for slot, choices in half_days.items():
        together[by(slot)] += choices
    yield from together.values()


def _at_most(model: cp_model.CpModel, choices: list[Choice], limit: int | None) -> None:
    if limit is not None:
        model.add(Expression.sum(choices) <= limit)


def _only_with(model: cp_model.CpModel, choice: Choice, needed: Choice | None) -> None:
    if needed is None:
        model.add(choice == 0)
    else:
        model.add_implication(choice, needed)
