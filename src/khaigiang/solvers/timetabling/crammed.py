"""A glance at one class: has each of its pieces a half-day of its own with a lecturer and a hall that are free then?"""

from khaigiang.solvers.timetabling.problem import Piece, Problem, Slot, TrainingClass
from khaigiang.solvers.timetabling.windows import windows


def is_crammed(problem: Problem, cls: TrainingClass) -> bool:
    """Do the pieces of a class not even fit into half-days one by one? False is no proof that they fit together."""
    pins = {pin.piece_id: pin for pin in problem.pins if pin.class_id == cls.id}
    away = {one.id: one.unavailable for one in problem.lecturers}
    holds: dict[Slot, Piece] = {}
    open_to: dict[Piece, list[Slot]] = {}
    for piece, window in windows(cls, pins.values()).items():
        halls = problem.halls_for(cls, piece)
        open_to[piece] = [
            slot
            for slot in window
            if any(slot not in hall.busy for hall in halls)
            and (not piece.lecturers or any(slot not in away[one] for one in piece.lecturers))
        ]
    return not all(_has_a_place(piece, open_to, holds, set()) for piece in open_to)


def _has_a_place(piece: Piece, open_to: dict[Piece, list[Slot]], holds: dict[Slot, Piece], seen: set[Slot]) -> bool:
    for slot in open_to[piece]:
        if slot not in seen:
            seen.add(slot)
            if slot not in holds or _has_a_place(holds[slot], open_to, holds, seen):
                holds[slot] = piece
                return True
    return False
