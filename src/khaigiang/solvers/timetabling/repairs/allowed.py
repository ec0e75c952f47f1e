"""What a timetable already breaks is not held against its repair: the problem, widened so that all of it may stand."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from khaigiang.solvers.timetabling.problem import (
    Hall,
    Lecturer,
    Piece,
    PieceId,
    Pin,
    Placement,
    Problem,
    Slot,
    TrainingClass,
)
from khaigiang.solvers.timetabling.windows import predecessors


def allowing(problem: Problem, placements: Sequence[Placement]) -> Problem:
    """The problem of what is placed alone, with every demand that the placements break given up as far as they break it.

    The placements name known pieces, lecturers and halls, each piece once, and book nobody and no hall twice; so they
    break nothing of the answer (`broken_demands`). What is published or not placed is left out.
    """
    halls = {hall.id: hall for hall in problem.halls}
    far = _halls_too_far_apart(problem, placements)
    classes = tuple(_class(one, [it for it in placements if it.class_id == one.id], halls) for one in problem.classes)
    stands = {(one.class_id, one.piece_id): one for one in placements}
    return replace(
        problem,
        classes=classes,
        lecturers=tuple(_lecturer(one, placements) for one in problem.lecturers),
        halls=tuple(_hall(one, placements, is_far=one.id in far) for one in problem.halls),
        pins=tuple(pin for pin in problem.pins if _agrees(pin, stands.get((pin.class_id, pin.piece_id)))),
        published=(),
    )


def _class(cls: TrainingClass, own: Sequence[Placement], halls: dict[str, Hall]) -> TrainingClass:
    at = {one.piece_id: one for one in own}
    order = predecessors(cls)
    keeps_order = all(_is_kept(at, earlier, later) for later, before in order.items() for earlier in before)
    return replace(
        cls,
        pieces=tuple(
            _piece(one, at, order[one.id], halls, keeps_order=keeps_order) for one in cls.pieces if one.id in at
        ),
        slots=tuple(sorted({*cls.slots, *(one.slot for one in own)})),
        participants=min([cls.participants, *(halls[one.hall_id].capacity for one in own)]),
        halls=None if cls.halls is None else cls.halls | {one.hall_id for one in own},
        together=tuple(_still_together(cls.together, at)),
    )


def _piece(
    piece: Piece, at: dict[PieceId, Placement], before: set[PieceId], halls: dict[str, Hall], *, keeps_order: bool
) -> Piece:
    mine = at[piece.id]
    lecturers = frozenset() if mine.lecturer_id is None else piece.lecturers | {mine.lecturer_id}
    follows = piece.after if keeps_order else {one for one in before if _is_kept(at, one, piece.id)}
    return replace(
        piece,
        stage=piece.stage if keeps_order else 0,
        after=frozenset(one for one in follows if one in at),
        lecturers=lecturers,
        features=piece.features & halls[mine.hall_id].features,
        slots=None if piece.slots is None else piece.slots | {mine.slot},
    )


def _is_kept(at: dict[PieceId, Placement], earlier: PieceId, later: PieceId) -> bool:
    """Does one piece come before the other? What is not placed is nowhere too late."""
    return earlier not in at or later not in at or at[earlier].slot < at[later].slot


def _still_together(
    together: Iterable[frozenset[PieceId]], at: dict[PieceId, Placement]
) -> Iterable[frozenset[PieceId]]:
    for pieces in together:
        placed = frozenset(one for one in pieces if one in at)
        if len({at[one].slot.on for one in placed}) == 1:
            yield placed


def _lecturer(lecturer: Lecturer, placements: Sequence[Placement]) -> Lecturer:
    taught = [one.slot for one in placements if one.lecturer_id == lecturer.id]
    in_a_day = _most(taught, lambda slot: slot.on, lambda slot: len(lecturer.engaged_on(slot.on)))
    in_a_week = _most(taught, lambda slot: slot.week, lambda slot: len(lecturer.engaged_in(slot.week)))
    return replace(
        lecturer,
        unavailable=lecturer.unavailable - set(taught),
        max_per_day=None if lecturer.max_per_day is None else max(lecturer.max_per_day, in_a_day),
        max_per_week=None if lecturer.max_per_week is None else max(lecturer.max_per_week, in_a_week),
    )


def _most(taught: Sequence[Slot], time: Callable[[Slot], object], besides: Callable[[Slot], int]) -> int:
    counts = Counter(time(slot) for slot in taught)
    return max((counts[time(slot)] + besides(slot) for slot in taught), default=0)


def _hall(hall: Hall, placements: Sequence[Placement], *, is_far: bool) -> Hall:
    taken = {one.slot for one in placements if one.hall_id == hall.id}
    return replace(hall, busy=hall.busy - taken, place=None if is_far else hall.place)


def _halls_too_far_apart(problem: Problem, placements: Sequence[Placement]) -> set[str]:
    """The halls in which somebody teaches on a date on which they also teach in another place."""
    place = {hall.id: hall.place for hall in problem.halls}
    by_date: defaultdict[tuple[str, object], set[str]] = defaultdict(set)
    for one in placements:
        if one.lecturer_id is not None and place[one.hall_id] is not None:
            by_date[one.lecturer_id, one.slot.on].add(one.hall_id)
    lecturers = {one.id: one for one in problem.lecturers}
    found: set[str] = set()
    for (lecturer_id, on), halls in by_date.items():
        is_there = {it.place for it in lecturers[lecturer_id].engaged if it.slot.on == on and it.place is not None}
        if len(is_there | {place[one] for one in halls}) > max(1, len(is_there)):
            found |= halls
    return found


def _agrees(pin: Pin, stands: Placement | None) -> bool:
    return stands is not None and (
        pin.slot in {None, stands.slot}
        and pin.hall_id in {None, stands.hall_id}
        and pin.lecturer_id in {None, stands.lecturer_id}
    )
