"""The demands of a timetabling problem one by one, and the problem with some of them dropped, or with some alone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from khaigiang.solvers.timetabling.demands import Demand, Rule
from khaigiang.solvers.timetabling.problem import (
    ClassId,
    Hall,
    Lecturer,
    Piece,
    Pin,
    Problem,
    Slot,
    TrainingClass,
)

Dropped: TypeAlias = Mapping[Rule, set[Demand]]


def demands_of(problem: Problem, *, calendar: frozenset[Slot] | None = None) -> tuple[Demand, ...]:
    """Everything that is asked of a timetable and could be asked less of.

    Always asked, and no demand: that a class has each piece once and one at a time, that a lecturer or a hall serves
    one class at a time. Limits, sizes and half-days are one demand for the lecturer or class: `max_per_day`,
    `max_per_week`: lecturer · `half_days_of_the_class`, `stages_in_order`, `halls_of_the_class`, `hall_large_enough`:
    class · `qualified`, `hall_features`: class, piece · `one_place_a_day`: hall (that it is far from others).
    `calendar`: the half-days there are, if not those of its classes.
    """
    slots = calendar_of(problem) if calendar is None else calendar
    return (*_of_classes(problem), *_of_pieces(problem), *_of_lecturers(problem, slots), *_of_halls(problem, slots))


def _of_classes(problem: Problem) -> Iterator[Demand]:
    for cls in problem.classes:
        if cls.pieces:
            yield Demand(rule="half_days_of_the_class", classes=(cls.id,))
        if len({piece.stage for piece in cls.pieces}) > 1:
            yield Demand(rule="stages_in_order", classes=(cls.id,))
        for pieces in cls.together:
            yield Demand(rule="together", classes=(cls.id,), pieces=tuple(sorted(pieces)))
        if cls.halls is not None:
            yield Demand(rule="halls_of_the_class", classes=(cls.id,))
        if any(hall.capacity < cls.participants for hall in problem.halls):
            yield Demand(rule="hall_large_enough", classes=(cls.id,))


def _of_pieces(problem: Problem) -> Iterator[Demand]:
    for pin in problem.pins:
        yield Demand(rule="pinned", classes=(pin.class_id,), pieces=(pin.piece_id,))
    for cls in problem.classes:
        for piece in cls.pieces:
            for earlier in sorted(piece.after):
                yield Demand(rule="after", classes=(cls.id,), pieces=(earlier, piece.id))
            if piece.slots is not None:
                yield Demand(rule="half_days_of_the_piece", classes=(cls.id,), pieces=(piece.id,))
            if piece.lecturers:
                yield Demand(rule="qualified", classes=(cls.id,), pieces=(piece.id,))
            if piece.features:
                yield Demand(rule="hall_features", classes=(cls.id,), pieces=(piece.id,))


def _of_lecturers(problem: Problem, slots: frozenset[Slot]) -> Iterator[Demand]:
    for lecturer in problem.lecturers:
        if lecturer.max_per_day is not None:
            yield Demand(rule="max_per_day", lecturer_id=lecturer.id)
        if lecturer.max_per_week is not None:
            yield Demand(rule="max_per_week", lecturer_id=lecturer.id)
        for slot in sorted(lecturer.unavailable & slots):
            yield Demand(rule="available", lecturer_id=lecturer.id, slot=slot)


def _of_halls(problem: Problem, slots: frozenset[Slot]) -> Iterator[Demand]:
    engaged = {one.place for lecturer in problem.lecturers for one in lecturer.engaged}
    places = {hall.place for hall in problem.halls} | engaged
    for hall in problem.halls:
        if hall.place is not None and len(places - {None}) > 1:
            yield Demand(rule="one_place_a_day", hall_id=hall.id)
        for slot in sorted(hall.busy & slots):
            yield Demand(rule="hall_free", hall_id=hall.id, slot=slot)


def without(problem: Problem, demands: Iterable[Demand], *, calendar: frozenset[Slot] | None = None) -> Problem:
    """The problem with these demands dropped; `calendar`: the half-days there are, if not those of its classes.

    A class may then use the half-days of all classes, sit in any hall or take its pieces in any order; a piece needs no
    lecturer or feature; a lecturer or a hall is free, a limit is gone, what was pinned is open.
    """
    dropped: defaultdict[Rule, set[Demand]] = defaultdict(set)
    for demand in demands:
        dropped[demand.rule].add(replace(demand, by=1))
    half_days = tuple(sorted(calendar_of(problem) if calendar is None else calendar))
    return replace(
        problem,
        classes=tuple(_class(cls, dropped, half_days) for cls in problem.classes),
        lecturers=tuple(_lecturer(lecturer, dropped) for lecturer in problem.lecturers),
        halls=tuple(_hall(hall, dropped) for hall in problem.halls),
        pins=tuple(
            _pin(pin, dropped)
            for pin in problem.pins
            if Demand(rule="pinned", classes=(pin.class_id,), pieces=(pin.piece_id,)) not in dropped["pinned"]
        ),
    )


def alone(problem: Problem, demands: Iterable[Demand], *, calendar: frozenset[Slot] | None = None) -> Problem:
    """The problem with no other demand than these; `calendar` as above."""
    kept = {replace(demand, by=1) for demand in demands}
    return without(
        problem, [demand for demand in demands_of(problem, calendar=calendar) if demand not in kept], calendar=calendar
    )


def calendar_of(problem: Problem) -> frozenset[Slot]:
    """The half-days of all classes."""
    return frozenset(slot for cls in problem.classes for slot in cls.slots)


def _class(cls: TrainingClass, dropped: Dropped, calendar: tuple[Slot, ...]) -> TrainingClass:
    def is_dropped(rule: Rule) -> bool:
        return Demand(rule=rule, classes=(cls.id,)) in dropped[rule]

    return replace(
        cls,
        pieces=tuple(
            _piece(cls.id, piece, dropped, in_order=not is_dropped("stages_in_order")) for piece in cls.pieces
        ),
        slots=calendar if is_dropped("half_days_of_the_class") else cls.slots,
        participants=0 if is_dropped("hall_large_enough") else cls.participants,
        halls=None if is_dropped("halls_of_the_class") else cls.halls,
        together=tuple(
            pieces
            for pieces in cls.together
            if Demand(rule="together", classes=(cls.id,), pieces=tuple(sorted(pieces))) not in dropped["together"]
        ),
    )


def _piece(class_id: ClassId, piece: Piece, dropped: Dropped, *, in_order: bool) -> Piece:
    def is_dropped(rule: Rule) -> bool:
        return Demand(rule=rule, classes=(class_id,), pieces=(piece.id,)) in dropped[rule]

    return replace(
        piece,
        stage=piece.stage if in_order else 0,
        after=frozenset(
            earlier
            for earlier in piece.after
            if Demand(rule="after", classes=(class_id,), pieces=(earlier, piece.id)) not in dropped["after"]
        ),
        slots=None if is_dropped("half_days_of_the_piece") else piece.slots,
        lecturers=frozenset() if is_dropped("qualified") else piece.lecturers,
        features=frozenset() if is_dropped("hall_features") else piece.features,
    )


def _lecturer(lecturer: Lecturer, dropped: Dropped) -> Lecturer:
    def is_dropped(rule: Rule) -> bool:
        return Demand(rule=rule, lecturer_id=lecturer.id) in dropped[rule]

    free = {demand.slot for demand in dropped["available"] if demand.lecturer_id == lecturer.id}
    return replace(
        lecturer,
        unavailable=lecturer.unavailable - free,
        max_per_day=None if is_dropped("max_per_day") else lecturer.max_per_day,
        max_per_week=None if is_dropped("max_per_week") else lecturer.max_per_week,
    )


def _hall(hall: Hall, dropped: Dropped) -> Hall:
    free = {demand.slot for demand in dropped["hall_free"] if demand.hall_id == hall.id}
    is_near = Demand(rule="one_place_a_day", hall_id=hall.id) in dropped["one_place_a_day"]
    return replace(hall, busy=hall.busy - free, place=None if is_near else hall.place)


def _pin(pin: Pin, dropped: Dropped) -> Pin:
    is_free = Demand(rule="qualified", classes=(pin.class_id,), pieces=(pin.piece_id,)) in dropped["qualified"]
    return replace(pin, lecturer_id=None) if is_free else pin
