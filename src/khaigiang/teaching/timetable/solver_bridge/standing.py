"""Solving the rest: what stands already is decided, only what is missing is searched."""

from dataclasses import replace

from khaigiang.solvers import timetabling as solver
from khaigiang.teaching.timetable.errors import PieceCannotStay
from khaigiang.teaching.timetable.queries.situation import Situation
from khaigiang.teaching.timetable.solver_bridge.problem import placements_of


def with_standing(problem: solver.Problem, situation: Situation) -> solver.Problem:
    """The problem with every session pinned to its half-day, hall and lecturer.

    Raises PieceCannotStay where one stands where no rule lets the search leave it.
    """
    placements = placements_of([draft for one in situation.classes for draft in one.sessions], situation)
    standing = {(one.class_id, one.piece_id): _pinned(problem, situation, one) for one in placements}
    free = [pin for pin in problem.pins if (pin.class_id, pin.piece_id) not in standing]
    return replace(problem, pins=(*free, *standing.values()))


def _pinned(problem: solver.Problem, situation: Situation, one: solver.Placement) -> solver.Pin:
    cls = next(cls for cls in problem.classes if cls.id == one.class_id)
    piece = next(piece for piece in cls.pieces if piece.id == one.piece_id)
    in_time = one.slot in (piece.slots if piece.slots is not None else cls.slots)
    is_qualified = one.lecturer_id is None or one.lecturer_id in piece.lecturers
    if not in_time or not is_qualified or (cls.halls is not None and one.hall_id not in cls.halls):
        title = next(item.title for item in situation.items if str(item.id) == one.piece_id)
        name = next(named.name for named in situation.classes if str(named.id) == one.class_id)
        raise PieceCannotStay(item=title, training_class=name)
    lecturer = one.lecturer_id if piece.lecturers else None
    return solver.Pin(
        class_id=one.class_id, piece_id=one.piece_id, slot=one.slot, hall_id=one.hall_id, lecturer_id=lecturer
    )
