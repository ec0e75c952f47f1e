"""Why a piece stands where it stands: what each other half-day, lecturer or hall would break, or cost."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from khaigiang.solvers.moves import Refusal, made_worse
from khaigiang.solvers.timetabling.check import broken_demands
from khaigiang.solvers.timetabling.demands import Demand
from khaigiang.solvers.timetabling.problem import (
    ClassId,
    HallId,
    LecturerId,
    PieceId,
    Placement,
    Problem,
    Slot,
)
from khaigiang.solvers.timetabling.reckoning import cost

Answer: TypeAlias = int | Refusal[Demand]


def price_of_change(problem: Problem, placements: Sequence[Placement], changes: Iterable[Placement]) -> Answer:
    """What the total cost grows by (below zero: falls by) when each change replaces its class's placement of its piece.

    A change of a piece that is not yet placed places it. A Refusal instead, when the changes would break a hard demand
    that holds now, or break one further.
    """
    now, then = before_and_after(placements, changes)
    worse = made_worse(broken_demands(problem, now), broken_demands(problem, then))
    if worse:
        return Refusal(worse)
    return cost(problem, then).total - cost(problem, now).total


def before_and_after(
    placements: Sequence[Placement], changes: Iterable[Placement]
) -> tuple[list[Placement], list[Placement]]:
    """The placements that share a class, a lecturer, or a hall at a time with what changes, as they are and will be.

    All others break and cost the same before and after.
    """
    changed = {(one.class_id, one.piece_id): one for one in changes}
    touched = [*changed.values(), *(one for one in placements if (one.class_id, one.piece_id) in changed)]
    classes = {one.class_id for one in touched}
    lecturers = {one.lecturer_id for one in touched} - {None}
    halls = {(one.hall_id, one.slot) for one in touched}
    now = [
        one
        for one in placements
        if one.class_id in classes or one.lecturer_id in lecturers or (one.hall_id, one.slot) in halls
    ]
    return now, list(({(one.class_id, one.piece_id): one for one in now} | changed).values())


def price_of_each_slot(
    problem: Problem, placements: Sequence[Placement], class_id: ClassId, piece_id: PieceId
) -> dict[Slot, Answer]:
    """The price of moving a placed piece, with its lecturer, to each half-day of its class; 0 where it stands.

    Where another piece of the class stands there, the two change half-days and halls. Raises KeyError when the class or
    its piece is unknown or not placed.
    """
    slots = {cls.id: cls.slots for cls in problem.classes}[class_id]
    changes = {slot: moved_to(placements, class_id, piece_id, slot) for slot in slots}
    return {slot: price_of_change(problem, placements, moves) for slot, moves in changes.items()}


def moved_to(placements: Sequence[Placement], class_id: ClassId, piece_id: PieceId, slot: Slot) -> list[Placement]:
    """What changes when a placed piece moves, with its lecturer, to a half-day; the piece of its class that stands there
    takes its half-day and hall. Nothing where it stands; KeyError when it is not placed."""
    moving = _placed(placements, class_id, piece_id)
    there = next((one for one in placements if (one.class_id, one.slot) == (class_id, slot)), None)
    if there is None or slot == moving.slot:
        return [replace(moving, slot=slot)] if there is None else []
    return [
        replace(there, slot=moving.slot, hall_id=moving.hall_id),
        replace(moving, slot=slot, hall_id=there.hall_id),
    ]


def price_of_each_lecturer(
    problem: Problem, placements: Sequence[Placement], class_id: ClassId, piece_id: PieceId
) -> dict[LecturerId, Answer]:
    """The price of each qualified lecturer for a placed piece, where it stands; KeyError when it is not placed."""
    placed = _placed(placements, class_id, piece_id)
    (qualified,) = (
        piece.lecturers for cls in problem.classes if cls.id == class_id for piece in cls.pieces if piece.id == piece_id
    )
    return {
        lecturer.id: price_of_change(problem, placements, [replace(placed, lecturer_id=lecturer.id)])
        for lecturer in problem.lecturers
        if lecturer.id in qualified
    }


def price_of_each_hall(
    problem: Problem, placements: Sequence[Placement], class_id: ClassId, piece_id: PieceId
) -> dict[HallId, Answer]:
    """The price of each hall of the class for a placed piece, when it stands; KeyError when it is not placed."""
    placed = _placed(placements, class_id, piece_id)
    allowed = {cls.id: cls.halls for cls in problem.classes}[class_id]
    return {
        hall.id: price_of_change(problem, placements, [replace(placed, hall_id=hall.id)])
        for hall in problem.halls
        if allowed is None or hall.id in allowed
    }


def _placed(placements: Sequence[Placement], class_id: ClassId, piece_id: PieceId) -> Placement:
    return {(placement.class_id, placement.piece_id): placement for placement in placements}[class_id, piece_id]
