"""Laying a problem out on the board, and reading a timetable off it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any, Final

import numpy as np

from khaigiang.solvers.errors import NoPlanExists
from khaigiang.solvers.timetabling import board as made
from khaigiang.solvers.timetabling.board import (
    AWAY,
    MUST,
    NEVER_PUBLISHED,
    NOTHING,
    SHOULD,
    UNKNOWN,
    UNWANTED,
    Board,
    Counts,
    Flags,
)
from khaigiang.solvers.timetabling.problem import ClassId, Piece, PieceId, Placement, Problem, Slot, TrainingClass
from khaigiang.solvers.timetabling.windows import pins_by_class, predecessors, windows

NO_LIMIT: Final = 2**30


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """The numbers of everything on the board."""

    moments: Mapping[Slot, int]
    lecturers: Mapping[str | None, int]
    halls: Mapping[str, int]
    pieces: tuple[tuple[TrainingClass, Piece], ...]
    cells: Mapping[tuple[ClassId, Slot], int]


def number(problem: Problem) -> Numbering:
    """Number everything a problem names, in its own order; half-days in the order of time."""
    slots = sorted({slot for cls in problem.classes for slot in cls.slots})
    cells = [(cls.id, slot) for cls in problem.classes for slot in cls.slots]
    lecturers: dict[str | None, int] = {one.id: place for place, one in enumerate(problem.lecturers)}
    return Numbering(
        moments={slot: place for place, slot in enumerate(slots)},
        lecturers={**lecturers, None: NOTHING},
        halls={hall.id: place for place, hall in enumerate(problem.halls)},
        pieces=tuple((cls, piece) for cls in problem.classes for piece in cls.pieces),
        cells={cell: place for place, cell in enumerate(cells)},
    )


def lay_out(problem: Problem, numbers: Numbering) -> Board:
    """The board with every piece still off it; raises NoPlanExists where a piece has no half-day, lecturer or hall."""
    choices = _choices(problem, numbers)
    weights = problem.weights
    return Board(
        sequence=_sequence(problem, numbers, choices),
        teaching=_teaching(problem, numbers),
        seating=_seating(problem, numbers),
        choices=made.Choices(
            may=_flat(choices.may),
            may_have=_may_have(numbers, choices),
            qualified=_flat(choices.qualified),
            halls=_flat(choices.halls),
            suits=_marked(choices.halls, len(problem.halls)),
        ),
        prices=made.Prices(
            unwanted=weights.unwanted,
            hall_change=weights.hall_change,
            load=weights.load,
            order=weights.order,
            travel=weights.travel,
            spread=weights.spread,
            moved=weights.moved,
        ),
    )


def placements(numbers: Numbering, best: Counts) -> tuple[Placement, ...]:
    """The timetable that a board held, class by class in the order of time."""
    cells, lecturers, halls = list(numbers.cells), list(numbers.lecturers), list(numbers.halls)
    placed: list[Placement] = []
    for (cls, piece), cell, lecturer, hall in zip(numbers.pieces, *best.tolist(), strict=True):
        placed.append(
            Placement(
                class_id=cls.id,
                piece_id=piece.id,
                slot=cells[cell][1],
                hall_id=halls[hall],
                lecturer_id=None if lecturer == NOTHING else lecturers[lecturer],
            )
        )
    place = {cls.id: number for number, (cls, _) in enumerate(numbers.pieces)}
    return tuple(sorted(placed, key=lambda one: (place[one.class_id], one.slot)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choices:
    may: list[list[int]]
    qualified: list[list[int]]
    halls: list[list[int]]


def _choices(problem: Problem, numbers: Numbering) -> _Choices:
    pins = {(pin.class_id, pin.piece_id): pin for pin in problem.pins}
    of_class = pins_by_class(problem)
    may: list[list[int]] = []
    qualified: list[list[int]] = []
    halls: list[list[int]] = []
    for cls in problem.classes:
        suitable: dict[frozenset[str], list[int]] = {}
        for piece, window in windows(cls, of_class.get(cls.id, ())).items():
            pin = pins.get((cls.id, piece.id))
            if piece.features not in suitable:
                suitable[piece.features] = [numbers.halls[hall.id] for hall in problem.halls_for(cls, piece)]
            may.append([numbers.cells[cls.id, slot] for slot in window])
            lecturers = sorted(numbers.lecturers[one] for one in piece.lecturers)
            qualified.append(
                _pinned(lecturers, numbers.lecturers[pin.lecturer_id] if pin and pin.lecturer_id else None)
            )
            halls.append(_pinned(suitable[piece.features], numbers.halls[pin.hall_id] if pin and pin.hall_id else None))
            is_in_vain = bool(piece.lecturers) > bool(qualified[-1]) or (pin and pin.lecturer_id and not qualified[-1])
            if not may[-1] or not halls[-1] or is_in_vain:
                raise NoPlanExists
    return _Choices(may=may, qualified=qualified, halls=halls)


def _pinned(choices: "list[Any]", pin: object) -> "list[Any]":
    return choices if pin is None else [choice for choice in choices if choice == pin]


def _sequence(problem: Problem, numbers: Numbering, choices: _Choices) -> made.Sequence:
    pieces = np.zeros(len(numbers.pieces), made.PIECE)
    same_day = [sorted(ones) for cls in problem.classes for ones in _same_day(cls)]
    starts = _starts(len(cls.pieces) for cls in problem.classes)
    sizes = [len(cls.pieces) for cls in problem.classes]
    pieces["class_size"] = np.repeat(sizes, sizes)
    pieces["first_of_class"] = np.repeat(starts[:-1], sizes)
    pieces["first_cell"] = np.repeat(_starts(len(cls.slots) for cls in problem.classes)[:-1], sizes)
    pieces["pairs"] = np.repeat(_starts(size * size for size in sizes)[:-1], sizes)
    for name, lists in (
        ("may", choices.may),
        ("qualified", choices.qualified),
        ("hall", choices.halls),
        ("same_day", same_day),
    ):
        bounds = _starts(map(len, lists))
        pieces[f"first_{name}"], pieces[f"last_{name}"] = bounds[:-1], bounds[1:]
    offset = np.repeat(pieces["first_of_class"], list(map(len, same_day)))
    _publish(problem, numbers, pieces)
    return made.Sequence(
        pieces=pieces,
        cells=_cells(numbers),
        cell_of=np.full(len(pieces), NOTHING, np.int32),
        pairs=np.concatenate([np.zeros(0, np.int8), *(_pairs(cls) for cls in problem.classes)]),
        same_day=_flat(same_day) + offset,
    )


def _publish(problem: Problem, numbers: Numbering, pieces: made.Records) -> None:
    place = {(cls.id, piece.id): number for number, (cls, piece) in enumerate(numbers.pieces)}
    pieces["published_cell"] = NEVER_PUBLISHED
    for one in problem.published:
        if (one.class_id, one.piece_id) in place:
            me = pieces[place[one.class_id, one.piece_id]]
            me["published_cell"] = numbers.cells.get((one.class_id, one.slot), UNKNOWN)
            me["published_lecturer"] = numbers.lecturers.get(one.lecturer_id, UNKNOWN)
            me["published_hall"] = numbers.halls.get(one.hall_id, UNKNOWN)


def _same_day(cls: TrainingClass) -> Iterator[set[int]]:
    """For each piece of a class the places of those that must have its date."""
    place: dict[PieceId, int] = {piece.id: number for number, piece in enumerate(cls.pieces)}
    for piece in cls.pieces:
        lists = [pieces for pieces in cls.together if piece.id in pieces]
        yield {place[one] for pieces in lists for one in pieces if one != piece.id}


def _pairs(cls: TrainingClass) -> Flags:
    """A square: must, or should, its row's piece come after its column's?"""
    before = predecessors(cls)
    pairs = np.zeros((len(cls.pieces), len(cls.pieces)), np.int8)
    for row, piece in enumerate(cls.pieces):
        for column, other in enumerate(cls.pieces):
            if other.id in before[piece.id]:
                pairs[row, column] = MUST
            elif other.stage == piece.stage and other.order is not None and piece.order is not None:
                pairs[row, column] = SHOULD * (other.order < piece.order)
    return pairs.ravel()


def _cells(numbers: Numbering) -> made.Records:
    slots = [slot for _, slot in numbers.cells]
    dates, weeks = _dates(numbers), _weeks(numbers)
    days = {day: place for place, day in enumerate(dict.fromkeys((id_, slot.on) for id_, slot in numbers.cells))}
    cells = np.zeros(len(slots), made.CELL)
    cells["holds"] = NOTHING
    cells["moment"] = [numbers.moments[slot] for slot in slots]
    cells["date"] = [dates[slot.on] for slot in slots]
    cells["week"] = [weeks[slot.week] for slot in slots]
    cells["day"] = [days[id_, slot.on] for id_, slot in numbers.cells]
    return cells


def _teaching(problem: Problem, numbers: Numbering) -> made.Teaching:
    count, moments = len(problem.lecturers), len(numbers.moments)
    lecturers = np.zeros(count, made.LECTURER)
    mood = np.zeros((count, moments), np.int8)
    shares = problem.shares()
    for place, one in enumerate(problem.lecturers):
        me = lecturers[place]
        me["share_low"], me["share_high"] = shares[one.id]
        me["most_a_day"] = NO_LIMIT if one.max_per_day is None else one.max_per_day
        me["most_a_week"] = NO_LIMIT if one.max_per_week is None else one.max_per_week
        mood[place, _known(one.unwanted, numbers)] |= UNWANTED
        mood[place, _known(one.unavailable, numbers)] |= AWAY
    dates = len({slot.on for slot in numbers.moments})
    teaching = made.Teaching(
        lecturers=lecturers,
        mood=mood,
        in_half_day=np.zeros((count, moments), np.int32),
        holder=np.full((count, moments), NOTHING, np.int32),
        on_date=np.zeros((count, dates), np.int32),
        in_week=np.zeros((count, len({slot.week for slot in numbers.moments})), np.int32),
        at_place=np.zeros((count, dates, len(_places(problem))), np.int32),
    )
    _engage(teaching, problem, numbers)
    return teaching


def _engage(teaching: made.Teaching, problem: Problem, numbers: Numbering) -> None:
    """Count what lecturers teach elsewhere on the dates and in the weeks of these classes."""
    dates, weeks, places = _dates(numbers), _weeks(numbers), _places(problem)
    for place, lecturer in enumerate(problem.lecturers):
        for one in lecturer.engaged:
            if one.slot.week in weeks:
                teaching.in_week[place, weeks[one.slot.week]] += 1
            if one.slot.on in dates:
                teaching.on_date[place, dates[one.slot.on]] += 1
                if one.place in places:
                    teaching.at_place[place, dates[one.slot.on], places[one.place]] += 1


def _dates(numbers: Numbering) -> dict[date, int]:
    return {on: place for place, on in enumerate(dict.fromkeys(slot.on for slot in numbers.moments))}


def _weeks(numbers: Numbering) -> dict[tuple[int, int], int]:
    return {week: place for place, week in enumerate(dict.fromkeys(slot.week for slot in numbers.moments))}


def _seating(problem: Problem, numbers: Numbering) -> made.Seating:
    days = np.zeros(sum(len({slot.on for slot in cls.slots}) for cls in problem.classes), made.DAY)
    days["most"] = [cls.most_a_day for cls in problem.classes for _ in {slot.on for slot in cls.slots}]
    closed = np.zeros((len(problem.halls), len(numbers.moments)), np.int8)
    for place, hall in enumerate(problem.halls):
        closed[place, _known(hall.busy, numbers)] = 1
    places = _places(problem)
    return made.Seating(
        days=days,
        closed=closed,
        sitting=np.zeros_like(closed, np.int32),
        sitter=np.full_like(closed, NOTHING, np.int32),
        halls_on=np.zeros((len(days), len(problem.halls)), np.int32),
        place=np.array([places.get(hall.place, NOTHING) for hall in problem.halls], np.int32),
    )


def _places(problem: Problem) -> dict[str | None, int]:
    """Places far from each other; where there is only one, nobody can be in two."""
    named = {hall.place for hall in problem.halls}
    named |= {one.place for lecturer in problem.lecturers for one in lecturer.engaged}
    names = sorted(name for name in named if name is not None)
    return {name: place for place, name in enumerate(names)} if len(names) > 1 else {}


def _known(slots: Iterable[Slot], numbers: Numbering) -> list[int]:
    return [numbers.moments[slot] for slot in slots if slot in numbers.moments]


def _may_have(numbers: Numbering, choices: _Choices) -> Flags:
    first: dict[ClassId, int] = {}
    for (class_id, _), cell in numbers.cells.items():
        first.setdefault(class_id, cell)
    places = [[cell - first[cls.id] for cell in may] for (cls, _), may in zip(numbers.pieces, choices.may, strict=True)]
    return _marked(places, max((len(cls.slots) for cls, _ in numbers.pieces), default=0))


def _marked(lists: Sequence[Sequence[int]], width: int) -> Flags:
    marks = np.zeros((len(lists), width), np.int8)
    for row, marked in enumerate(lists):
        marks[row, marked] = 1
    return marks


def _flat(lists: Sequence[Sequence[int]]) -> Counts:
    return np.array([one for ones in lists for one in ones], np.int32)


def _starts(sizes: Iterable[int]) -> list[int]:
    return list(accumulate(sizes, initial=0))
