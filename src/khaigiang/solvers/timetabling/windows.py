"""What must come before what in a class, and the half-days that this leaves to each piece."""

from collections.abc import Iterable, Mapping

from khaigiang.solvers.timetabling.problem import ClassId, Piece, PieceId, Pin, Problem, Slot, TrainingClass


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


def windows(cls: TrainingClass, pins: Iterable[Pin]) -> dict[Piece, tuple[Slot, ...]]:
    """The half-days left to each piece: its own, none pinned to another, room before for all that must come before.

    A piece that belongs before itself, or is pinned to a half-day it may not have, has none.
    """
    pinned = {pin.piece_id: pin.slot for pin in pins if pin.class_id == cls.id and pin.slot is not None}
    taken = set(pinned.values())
    free = [place for place, slot in enumerate(cls.slots) if slot not in taken]
    open_to = {piece.id: _open_to(piece, cls, free, pinned.get(piece.id)) for piece in cls.pieces}
    end = len(cls.slots) - 1
    before = predecessors(cls)
    first = _earliest(open_to, before, end)
    mirrored = {piece_id: [end - place for place in reversed(places)] for piece_id, places in open_to.items()}
    last = _earliest(mirrored, _turned_round(before), end)
    return {
        piece: tuple(
            cls.slots[place] for place in open_to[piece.id] if first[piece.id] <= place <= end - last[piece.id]
        )
        for piece in cls.pieces
    }


def pins_by_class(problem: Problem) -> dict[ClassId, list[Pin]]:
    """The pins of each class that has some."""
    pins: dict[ClassId, list[Pin]] = {}
    for pin in problem.pins:
        pins.setdefault(pin.class_id, []).append(pin)
    return pins


def _open_to(piece: Piece, cls: TrainingClass, free: list[int], pinned: Slot | None) -> list[int]:
    places = free if pinned is None else [place for place, slot in enumerate(cls.slots) if slot == pinned]
    return places if piece.slots is None else [place for place in places if cls.slots[place] in piece.slots]


def _earliest(
    open_to: Mapping[PieceId, list[int]], before: Mapping[PieceId, set[PieceId]], end: int
) -> dict[PieceId, int]:
    """For each piece the first place open to it once all that must come before it has had places one after another."""
    earliest: dict[PieceId, int] = {}
    for piece_id in sorted(before, key=lambda one: len(before[one])):
        at = -1
        for place in sorted(earliest.get(one, end) for one in before[piece_id]):
            at = max(at + 1, place)
        earliest[piece_id] = next((place for place in open_to[piece_id] if place > at), end + 1)
    return earliest


def _turned_round(before: Mapping[PieceId, set[PieceId]]) -> dict[PieceId, set[PieceId]]:
    after: dict[PieceId, set[PieceId]] = {piece_id: set() for piece_id in before}
    for later, earlier_ones in before.items():
        for earlier in earlier_ones:
            after[earlier].add(later)
    return after
