"""Whose days a repair changes, in the exact model: one function each, its answer how many they are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ortools.sat.python import cp_model

from khaigiang.solvers.timetabling.grid import Choice, Grid
from khaigiang.solvers.timetabling.problem import ClassId, LecturerId, Placement

Expression: TypeAlias = cp_model.LinearExpr


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The timetable before the repair, how many take part in each class, and which lecturers know without being told."""

    before: Sequence[Placement]
    people: Mapping[ClassId, int]
    knows: frozenset[LecturerId]


def people_touched(model: cp_model.CpModel, grid: Grid, standing: Standing) -> Expression:
    """Everybody of whose own days something changes.

    All of a class when one of its pieces has another half-day or hall, a lecturer when they teach something else,
    elsewhere, or no longer what they taught.
    """
    classes = _classes_touched(model, grid, standing)
    lecturers = _lecturers_touched(model, grid, standing)
    people = [standing.people[class_id] * touched for class_id, touched in classes.items()]
    return Expression.sum([*people, *lecturers.values()])


def pieces_changed(model: cp_model.CpModel, grid: Grid, standing: Standing) -> Expression:
    """Every piece that is not when, where and by whom it was."""
    changed: list[Choice] = []
    for one in standing.before:
        is_changed = model.new_bool_var("")
        for keeps in _as_it_was(grid, one):
            model.add(is_changed == 1) if keeps is None else model.add_implication(~keeps, is_changed)
        changed.append(is_changed)
    return Expression.sum(changed)


def half_days_moved(grid: Grid, standing: Standing) -> Expression:
    """Every piece that has another half-day."""
    stays = [grid.when[one.class_id, one.piece_id].get(one.slot, 0) for one in standing.before]
    return len(stays) - Expression.sum(stays)


def busy_lecturers_come(_model: cp_model.CpModel, grid: Grid, standing: Standing) -> Expression:
    """For each lesson that goes to somebody else, all the lessons they have already: the least loaded come first."""
    own = {(one.class_id, one.piece_id): one.lecturer_id for one in standing.before}
    load: dict[LecturerId, int] = {}
    for one in standing.before:
        if one.lecturer_id is not None:
            load[one.lecturer_id] = load.get(one.lecturer_id, 0) + 1
    return Expression.sum(
        [
            load.get(lecturer_id, 0) * lesson
            for (class_id, piece_id, _slot, lecturer_id), lesson in grid.teaches.items()
            if own[class_id, piece_id] != lecturer_id
        ]
    )


def _classes_touched(model: cp_model.CpModel, grid: Grid, standing: Standing) -> dict[ClassId, Choice]:
    touched = {cls.id: model.new_bool_var("") for cls in grid.problem.classes}
    for one in standing.before:
        keeps = grid.when[one.class_id, one.piece_id].get(one.slot)
        sits = grid.sits.get((one.class_id, one.slot), {}).get(one.hall_id)
        if keeps is None or sits is None:
            model.add(touched[one.class_id] == 1)
        else:
            model.add_implication(~keeps, touched[one.class_id])
            model.add_implication(~sits, touched[one.class_id])
    return touched


def _lecturers_touched(model: cp_model.CpModel, grid: Grid, standing: Standing) -> dict[LecturerId, Choice]:
    touched = {one.id: model.new_bool_var("") for one in grid.problem.lecturers if one.id not in standing.knows}
    own = {(one.class_id, one.piece_id, one.slot, one.lecturer_id) for one in standing.before}
    for one in standing.before:
        if one.lecturer_id in touched:
            teaches = grid.teaches.get((one.class_id, one.piece_id, one.slot, one.lecturer_id))
            sits = grid.sits.get((one.class_id, one.slot), {}).get(one.hall_id)
            if teaches is None or sits is None:
                model.add(touched[one.lecturer_id] == 1)
            else:
                model.add_implication(~teaches, touched[one.lecturer_id])
                model.add_implication(~sits, touched[one.lecturer_id])
    for key, lesson in grid.teaches.items():
        if key not in own and key[3] in touched:
            model.add_implication(lesson, touched[key[3]])
    return touched


def _as_it_was(grid: Grid, one: Placement) -> Iterator[Choice | None]:
    """The choices that leave a piece as it was; None where it cannot stay so."""
    yield grid.when[one.class_id, one.piece_id].get(one.slot)
    yield grid.sits.get((one.class_id, one.slot), {}).get(one.hall_id)
    if one.lecturer_id is not None:
        yield grid.teaches.get((one.class_id, one.piece_id, one.slot, one.lecturer_id))
