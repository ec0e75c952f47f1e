"""What must come before what in a class, and the half-days that this leaves to each piece."""

from collections.abc import Mapping

from khaigiang.solvers.timetabling.problem import Piece, PieceId, Slot, TrainingClass


def predecessors(cls: TrainingClass) -> dict[PieceId, set[PieceId]]:
    """For each piece all those that must come before it, by stage or because it follows them, directly or not.

    A piece that belongs before itself stands among its own: its class has no timetable.
    """
    before = {
        piece.id: set(piece.after) | {other.id for other in cls.pieces if other.stage < piece.stage}
        for piece in cls.pieces
    }
    for middle, before_it in before.items():
        for earlier in before.values():
            if middle in earlier:
                earlier.update(before_it)
    return before


def windows(cls: TrainingClass) -> dict[Piece, tuple[Slot, ...]]:
    """The half-days left to each piece when all that belongs before it precedes it and all that belongs after follows."""
    before = predecessors(cls)
    after = _turned_round(before)
    return {piece: _window(cls, len(before[piece.id]), len(after[piece.id])) for piece in cls.pieces}


def _window(cls: TrainingClass, before: int, after: int) -> tuple[Slot, ...]:
    return cls.slots[before : max(0, len(cls.slots) - after)]


def _turned_round(before: Mapping[PieceId, set[PieceId]]) -> dict[PieceId, set[PieceId]]:
    after: dict[PieceId, set[PieceId]] = {piece_id: set() for piece_id in before}
    for later, earlier_ones in before.items():
        for earlier in earlier_ones:
            after[earlier].add(later)
    return after
