"""What is past stays as it was: the rest of a timetable, and the problem of giving it half-days."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from khaigiang.solvers.timetabling.problem import (
    Engagement,
    HallId,
    Lecturer,
    Piece,
    PieceId,
    Placement,
    Problem,
    Slot,
    TrainingClass,
)


def to_come(problem: Problem, placements: Sequence[Placement], since: Slot) -> Problem:
    """The problem of the pieces that stand at `since` or later, in half-days from then on.

    What was taught before counts in the days, weeks and places of those who taught it, and what belongs with it on its
    date stays on that date.
    """
    past = [one for one in placements if one.slot < since]
    place = {hall.id: hall.place for hall in problem.halls}
    return replace(
        problem,
        classes=tuple(
            _class(cls, {one.piece_id: one for one in past if one.class_id == cls.id}, since) for cls in problem.classes
        ),
        lecturers=tuple(_lecturer(one, past, place) for one in problem.lecturers),
        pins=tuple(pin for pin in problem.pins if (pin.class_id, pin.piece_id) not in {_key(one) for one in past}),
    )


def _class(cls: TrainingClass, past: Mapping[PieceId, Placement], since: Slot) -> TrainingClass:
    dates = {
        piece_id: past[held].slot.on for group in cls.together for held in group if held in past for piece_id in group
    }
    pieces = (
        replace(piece, after=piece.after.difference(past), slots=_slots(piece, cls, dates))
        for piece in cls.pieces
        if piece.id not in past
    )
    return replace(
        cls,
        pieces=tuple(pieces),
        slots=tuple(slot for slot in cls.slots if slot >= since),
        together=tuple(group for group in cls.together if group.isdisjoint(past)),
    )


def _slots(piece: Piece, cls: TrainingClass, dates: Mapping[PieceId, object]) -> frozenset[Slot] | None:
    if piece.id not in dates:
        return piece.slots
    return frozenset(
        slot for slot in cls.slots if slot.on == dates[piece.id] and (piece.slots is None or slot in piece.slots)
    )


def _lecturer(lecturer: Lecturer, past: Sequence[Placement], place: Mapping[HallId, str | None]) -> Lecturer:
    taught = {Engagement(slot=one.slot, place=place[one.hall_id]) for one in past if one.lecturer_id == lecturer.id}
    return replace(lecturer, engaged=lecturer.engaged | taught)


def _key(placement: Placement) -> tuple[str, str]:
    return placement.class_id, placement.piece_id
