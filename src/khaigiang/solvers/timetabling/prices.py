"""The soft rules of a timetable in the exact model: one function each, its answer the price of breaking it."""

from collections import defaultdict
from collections.abc import Callable
from itertools import combinations
from typing import Final, TypeAlias

from ortools.sat.python import cp_model

from khaigiang.solvers.bands import outside
from khaigiang.solvers.timetabling.grid import Choice, Grid
from khaigiang.solvers.timetabling.problem import Piece, Placement, Slot, TrainingClass
from khaigiang.solvers.timetabling.sequence import order_of

Expression: TypeAlias = cp_model.LinearExpr
SoftRule: TypeAlias = Callable[[cp_model.CpModel, Grid], Expression]


def lecturers_teach_when_they_like(_model: cp_model.CpModel, grid: Grid) -> Expression:
    """Soft: each half-day taught that the lecturer would rather not."""
    unwanted = {lecturer.id: lecturer.unwanted for lecturer in grid.problem.lecturers}
    reluctant = [choice for (_, _, slot, one), choice in grid.teaches.items() if slot in unwanted[one]]
    return grid.problem.weights.unwanted * Expression.sum(reluctant)


def a_class_stays_in_its_hall_all_day(model: cp_model.CpModel, grid: Grid) -> Expression:
    """Soft: each hall of a class on a date beyond its first."""
    if not grid.problem.weights.hall_change:
        return Expression.sum([])
    further: list[Choice] = []
    for cls in grid.problem.classes:
        for on in dict.fromkeys(slot.on for slot in cls.slots):
            slots = [slot for slot in cls.slots if slot.on == on]
            if len(slots) > 1:
                beyond_the_first = model.new_int_var(0, len(slots) - 1, "")
                model.add(beyond_the_first >= _halls_used(model, grid, cls, slots) - 1)
                further.append(beyond_the_first)
    return grid.problem.weights.hall_change * Expression.sum(further)


def lecturers_share_the_load(model: cp_model.CpModel, grid: Grid) -> Expression:
    """Soft: each half-day a lecturer teaches more or fewer than their share."""
    distances: list[Choice] = []
    for lecturer_id, (low, high) in grid.problem.shares().items():
        taught = [choice for lessons in grid.lessons.get(lecturer_id, {}).values() for _, choice in lessons]
        distances.append(outside(model, Expression.sum(taught), low=low, high=high, most=len(taught)))
    return grid.problem.weights.load * Expression.sum(distances)


def pieces_of_a_stage_come_by_their_order(model: cp_model.CpModel, grid: Grid) -> Expression:
    """Soft: each pair of ordered pieces of one stage that a class has the other way round."""
    if not grid.problem.weights.order:
        return Expression.sum([])
    the_other_way_round: list[Expression] = []
    for cls in grid.problem.classes:
        stages: defaultdict[int, list[tuple[int, Piece]]] = defaultdict(list)
        for piece in cls.pieces:
            if piece.order is not None:
                stages[piece.stage].append((piece.order, piece))
        for pieces in stages.values():
            the_other_way_round += _swapped(model, grid, cls, pieces)
    return grid.problem.weights.order * Expression.sum(the_other_way_round)


def lecturers_come_on_few_days(model: cp_model.CpModel, grid: Grid) -> Expression:
    """Soft: each date on which a lecturer teaches, and teaches nothing elsewhere."""
    if not grid.problem.weights.travel:
        return Expression.sum([])
    in_any_case = {lecturer.id: {one.slot.on for one in lecturer.engaged} for lecturer in grid.problem.lecturers}
    days: list[Choice] = []
    for lecturer_id, half_days in grid.lessons.items():
        dates = dict.fromkeys(slot.on for slot in half_days if slot.on not in in_any_case[lecturer_id])
        comes_on = {on: model.new_bool_var("") for on in dates}
        for slot, lessons in half_days.items():
            if slot.on in comes_on:
                # No lecturer is in two places, so the sum is 0 or 1.
                model.add(Expression.sum([choice for _, choice in lessons]) <= comes_on[slot.on])
        days += comes_on.values()
    return grid.problem.weights.travel * Expression.sum(days)


def a_class_spreads_its_pieces_over_its_dates(model: cp_model.CpModel, grid: Grid) -> Expression:
    """Soft: each piece of a class on one date beyond an even spread."""
    if not grid.problem.weights.spread:
        return Expression.sum([])
    crammed: list[Choice] = []
    for cls in grid.problem.classes:
        for on in dict.fromkeys(slot.on for slot in cls.slots):
            slots = [slot for slot in cls.slots if slot.on == on]
            pieces = [choice for slot in slots for _, choice in grid.what.get((cls.id, slot), [])]
            if len(slots) > cls.most_a_day:
                crammed.append(outside(model, Expression.sum(pieces), low=0, high=cls.most_a_day, most=len(slots)))
    return grid.problem.weights.spread * Expression.sum(crammed)


def what_is_published_stays(model: cp_model.CpModel, grid: Grid) -> Expression:
    """Soft: each piece that is not when, where and by whom it was published."""
    if not grid.problem.weights.moved:
        return Expression.sum([])
    pieces = {(cls.id, piece.id): piece for cls, piece in grid.pieces()}
    moved = [
        1 - _stays(model, grid, placement, is_taught=bool(pieces[placement.class_id, placement.piece_id].lecturers))
        for placement in grid.problem.published
        if (placement.class_id, placement.piece_id) in pieces
    ]
    return grid.problem.weights.moved * Expression.sum(moved)


SOFT_RULES: Final[tuple[SoftRule, ...]] = (
    lecturers_teach_when_they_like,
    a_class_stays_in_its_hall_all_day,
    lecturers_share_the_load,
    pieces_of_a_stage_come_by_their_order,
    lecturers_come_on_few_days,
    a_class_spreads_its_pieces_over_its_dates,
    what_is_published_stays,
)


def _halls_used(model: cp_model.CpModel, grid: Grid, cls: TrainingClass, slots: list[Slot]) -> Expression:
    used: list[Choice] = []
    for hall_id in grid.sits[cls.id, slots[0]]:
        is_used = model.new_bool_var("")
        for slot in slots:
            model.add_implication(grid.sits[cls.id, slot][hall_id], is_used)
        used.append(is_used)
    return Expression.sum(used)


def _swapped(
    model: cp_model.CpModel, grid: Grid, cls: TrainingClass, pieces: list[tuple[int, Piece]]
) -> list[Expression]:
    if len(pieces) < 2:
        return []
    first = order_of(model, [grid.when[cls.id, piece.id] for _, piece in pieces])
    return [
        1 - first[one, other] if pieces[one][0] < pieces[other][0] else first[one, other]
        for one, other in combinations(range(len(pieces)), 2)
        if pieces[one][0] != pieces[other][0]
    ]


def _stays(model: cp_model.CpModel, grid: Grid, placement: Placement, *, is_taught: bool) -> Choice:
    stays = model.new_bool_var("")
    key = (placement.class_id, placement.piece_id)
    needed: list[Choice | None] = [
        grid.when[key].get(placement.slot),
        grid.sits.get((placement.class_id, placement.slot), {}).get(placement.hall_id),
    ]
    if is_taught or placement.lecturer_id is not None:
        needed.append(grid.teaches.get((*key, placement.slot, placement.lecturer_id or "")))
    for choice in needed:
        if choice is None:
            model.add(stays == 0)
        else:
            model.add_implication(stays, choice)
    return stays
