"""The soft rules of a timetable: one function each, its name the sentence, its answer the price of breaking it."""

from collections import defaultdict
from collections.abc import Callable
from itertools import combinations, pairwise
from typing import Final, TypeAlias

from ortools.sat.python import cp_model

from khaigiang.solvers.bands import outside
from khaigiang.solvers.timetabling.grid import Choice, Grid
from khaigiang.solvers.timetabling.problem import Item, TrainingClass
from khaigiang.solvers.timetabling.sequence import order_of

Expression: TypeAlias = cp_model.LinearExpr
SoftRule: TypeAlias = Callable[[cp_model.CpModel, Grid], Expression]


def topics_come_in_order_within_their_block(model: cp_model.CpModel, grid: Grid) -> Expression:
    """Soft: each pair of topics of one block that a class has the other way round."""
    if not grid.problem.weights.order:
        return Expression.sum([])
    blocks: defaultdict[int, list[Item]] = defaultdict(list)
    for item in grid.problem.items:
        if item.kind == "topic":
            blocks[item.block].append(item)
    the_other_way_round = [
        swapped
        for cls in grid.problem.classes
        for topics in blocks.values()
        for swapped in _swapped(model, grid, cls, topics)
    ]
    return grid.problem.weights.order * Expression.sum(the_other_way_round)


def a_class_stays_in_its_hall(model: cp_model.CpModel, grid: Grid) -> Expression:
    """Soft: each time a class sits in another hall than the time before."""
    moves: list[Choice] = []
    for cls in grid.problem.classes:
        for earlier, later in pairwise(cls.slots):
            for hall_id in sorted(cls.halls):
                moved_in = model.new_bool_var("")
                model.add(moved_in >= grid.keeps[cls.id, later, hall_id] - grid.keeps[cls.id, earlier, hall_id])
                moves.append(moved_in)
    return grid.problem.weights.hall_change * Expression.sum(moves)


def lecturers_share_the_load(model: cp_model.CpModel, grid: Grid) -> Expression:
    """Soft: each half-day a lecturer teaches more or fewer than their share."""
    lessons = grid.lessons()
    distances: list[Choice] = []
    for lecturer in grid.problem.lecturers:
        taught = [choice for choices in lessons.get(lecturer.id, {}).values() for choice in choices]
        low, high = grid.problem.share_of(lecturer)
        distances.append(outside(model, Expression.sum(taught), low=low, high=high, most=len(taught)))
    return grid.problem.weights.load * Expression.sum(distances)


def lecturers_come_on_few_days(model: cp_model.CpModel, grid: Grid) -> Expression:
    """Soft: each date on which a lecturer teaches."""
    days: list[Choice] = []
    for half_days in grid.lessons().values():
        comes_on = {on: model.new_bool_var("") for on in dict.fromkeys(slot.on for slot in half_days)}
        for slot, choices in half_days.items():
            # No lecturer is in two places, so the sum is 0 or 1.
            model.add(Expression.sum(choices) <= comes_on[slot.on])
        days += comes_on.values()
    return grid.problem.weights.travel * Expression.sum(days)


def lecturers_teach_in_the_half_they_prefer(_model: cp_model.CpModel, grid: Grid) -> Expression:
    """Soft: each half-day taught in another half of the day than the lecturer prefers."""
    prefers = {lecturer.id: lecturer.prefers for lecturer in grid.problem.lecturers}
    elsewhere = [
        choice
        for (_, _, slot, lecturer_id), choice in grid.teaches.items()
        if prefers[lecturer_id] not in {None, slot.half}
    ]
    return grid.problem.weights.half * Expression.sum(elsewhere)


SOFT_RULES: Final[tuple[SoftRule, ...]] = (
    topics_come_in_order_within_their_block,
    a_class_stays_in_its_hall,
    lecturers_share_the_load,
    lecturers_come_on_few_days,
    lecturers_teach_in_the_half_they_prefer,
)


def _swapped(model: cp_model.CpModel, grid: Grid, cls: TrainingClass, topics: list[Item]) -> list[Expression]:
    first = order_of(model, [grid.when(cls.id, topic.id) for topic in topics])
    return [
        1 - first[one, other] if topics[one].order < topics[other].order else first[one, other]
        for one, other in combinations(range(len(topics)), 2)
        if topics[one].order != topics[other].order
    ]
