"""Which half-days, halls and lecturers a way of repairing leaves open to each piece."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from khaigiang.solvers.timetabling.problem import ClassId, Piece, PieceId, Pin, Placement, Problem, Slot, TrainingClass
from khaigiang.solvers.timetabling.repairs.accident import must_leave

# `instead`: at the same time, by or in another; `swap`: among the half-days the class has; `postpone`: nothing earlier
# than it was; `any`: whatever touches the fewest.
Way: TypeAlias = Literal["instead", "swap", "postpone", "any"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """A way of repairing; only classes that are `open` get other half-days."""

    way: Way
    open: Collection[ClassId]


def narrowed(problem: Problem, before: Sequence[Placement], limits: Limits) -> Problem:
    """The problem (that after the accident) with nothing left open but what these limits allow.

    Where every half-day of a piece is closed by them, the problem has no timetable.
    """
    own = {(one.class_id, one.piece_id): one for one in before}
    pins = {(pin.class_id, pin.piece_id): pin for pin in problem.pins}
    for key, one in own.items():
        kept = pins.get(key) or Pin(class_id=one.class_id, piece_id=one.piece_id)
        pins[key] = _pinned(kept, one, problem, limits)
    return replace(
        problem,
        classes=tuple(_class(cls, own, limits) for cls in problem.classes),
        pins=tuple(pins.values()),
    )


def _pinned(pin: Pin, one: Placement, problem: Problem, limits: Limits) -> Pin:
    if limits.way == "instead":
        return replace(pin, slot=one.slot, hall_id=None if must_leave(problem, one) else one.hall_id)
    if limits.way in {"swap", "postpone"}:
        pin = replace(pin, lecturer_id=one.lecturer_id)
    return pin if one.class_id in limits.open else replace(pin, slot=one.slot, hall_id=one.hall_id)


def _class(cls: TrainingClass, own: dict[tuple[ClassId, PieceId], Placement], limits: Limits) -> TrainingClass:
    if cls.id not in limits.open:
        return _stays(cls, [one for one in own.values() if one.class_id == cls.id])
    had = frozenset(one.slot for one in own.values() if one.class_id == cls.id)
    pieces = (_within(piece, _left_by(limits.way, cls, had, own[cls.id, piece.id].slot)) for piece in cls.pieces)
    return replace(cls, pieces=tuple(pieces))


def _stays(cls: TrainingClass, stands: Sequence[Placement]) -> TrainingClass:
    """A class whose half-days are settled: what it has no use for is not asked for, and its order not paid for."""
    return replace(
        cls,
        pieces=tuple(replace(piece, order=None) for piece in cls.pieces),
        slots=tuple(sorted(one.slot for one in stands)),
        halls=frozenset(one.hall_id for one in stands),
    )


def _left_by(way: Way, cls: TrainingClass, had: frozenset[Slot], stood: Slot) -> frozenset[Slot]:
    if way == "swap":
        return had
    return frozenset(slot for slot in cls.slots if way != "postpone" or slot >= stood)


def _within(piece: Piece, slots: frozenset[Slot]) -> Piece:
    return replace(piece, slots=slots if piece.slots is None else piece.slots & slots)
