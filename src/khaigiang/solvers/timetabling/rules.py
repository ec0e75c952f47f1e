"""The hard rules of a timetable in the exact model: one function each, its name the sentence."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Final, TypeAlias, TypeVar

from ortools.sat.python import cp_model

from khaigiang.solvers.timetabling.grid import Choice, Grid
from khaigiang.solvers.timetabling.problem import ClassId, Feature, HallId, Slot

Expression: TypeAlias = cp_model.LinearExpr
HardRule: TypeAlias = Callable[[cp_model.CpModel, Grid], None]
Time = TypeVar("Time")


def every_class_has_every_piece_once(model: cp_model.CpModel, grid: Grid) -> None:
    """Each piece has one half-day in its class."""
    for choices in grid.when.values():
        model.add_exactly_one(choices.values())


def a_class_has_one_piece_at_a_time(model: cp_model.CpModel, grid: Grid) -> None:
    """In each half-day a class has at most one piece."""
    for choices in grid.what.values():
        model.add_at_most_one(choice for _, choice in choices)


def a_piece_has_a_half_day_it_may_have(model: cp_model.CpModel, grid: Grid) -> None:
    """A piece that may not have every half-day of its class has one of those it may."""
    for cls, piece in grid.pieces():
        for slot, choice in grid.when[cls.id, piece.id].items():
            if piece.slots is not None and slot not in piece.slots:
                model.add(choice == 0)


def stages_come_in_order(model: cp_model.CpModel, grid: Grid) -> None:
    """A stage of a class begins when those before it have ended."""
    for cls in grid.problem.classes:
        for stage in sorted({piece.stage for piece in cls.pieces})[1:]:
            begun = {slot: model.new_bool_var("") for slot in cls.slots}
            for earlier, later in pairwise(cls.slots):
                model.add_implication(begun[earlier], begun[later])
            for slot in cls.slots:
                choices = grid.what.get((cls.id, slot), [])
                _at_most_if(model, [choice for piece, choice in choices if piece.stage >= stage], begun[slot])
                _at_most_if(model, [choice for piece, choice in choices if piece.stage < stage], ~begun[slot])


def a_piece_comes_after_those_it_follows(model: cp_model.CpModel, grid: Grid) -> None:
    """By any half-day a piece has been had only if those it follows were had before."""
    for cls, piece in grid.pieces():
        late = grid.when[cls.id, piece.id]
        for earlier_id in sorted(piece.after):
            early = grid.when[cls.id, earlier_id]
            for slot in late:
                had = [choice for other, choice in late.items() if other <= slot]
                model.add(Expression.sum(had) <= Expression.sum([early[other] for other in early if other < slot]))


def pieces_of_one_day_have_one_date(model: cp_model.CpModel, grid: Grid) -> None:
    """Pieces that belong together have the same date."""
    for cls in grid.problem.classes:
        for on in dict.fromkeys(slot.on for slot in cls.slots):
            for pieces in cls.together:
                counts = [_on(grid, cls.id, piece_id, on) for piece_id in sorted(pieces)]
                for one, other in pairwise(counts):
                    model.add(one == other)


def a_taught_piece_has_one_qualified_lecturer(model: cp_model.CpModel, grid: Grid) -> None:
    """Wherever a class has a piece that needs a lecturer, exactly one of those who qualify teaches it."""
    for cls, piece in grid.pieces():
        if piece.lecturers:
            for slot, choice in grid.when[cls.id, piece.id].items():
                lessons = [grid.teaches[cls.id, piece.id, slot, one] for one in sorted(piece.lecturers)]
                model.add(Expression.sum(lessons) == choice)


def no_lecturer_is_in_two_places(model: cp_model.CpModel, grid: Grid) -> None:
    """In each half-day a lecturer teaches at most one piece of one class."""
    for half_days in grid.lessons.values():
        for choices in half_days.values():
            model.add_at_most_one(choice for _, choice in choices)


def no_lecturer_teaches_when_unavailable(model: cp_model.CpModel, grid: Grid) -> None:
    """A lecturer teaches nothing in a half-day they cannot come."""
    for lecturer in grid.problem.lecturers:
        for slot, choices in grid.lessons.get(lecturer.id, {}).items():
            if slot in lecturer.unavailable:
                model.add(Expression.sum([choice for _, choice in choices]) == 0)


def no_lecturer_teaches_too_much_in_a_day(model: cp_model.CpModel, grid: Grid) -> None:
    """At most `max_per_day` half-days on one date."""
    for lecturer in grid.problem.lecturers:
        for on, choices in _gathered(grid.lessons.get(lecturer.id, {}), by=lambda slot: slot.on):
            _at_most(model, choices, lecturer.max_per_day, already=len(lecturer.engaged_on(on)))


def no_lecturer_teaches_too_much_in_a_week(model: cp_model.CpModel, grid: Grid) -> None:
    """At most `max_per_week` half-days in one ISO week."""
    for lecturer in grid.problem.lecturers:
        for week, choices in _gathered(grid.lessons.get(lecturer.id, {}), by=lambda slot: slot.week):
            _at_most(model, choices, lecturer.max_per_week, already=len(lecturer.engaged_in(week)))


def no_lecturer_travels_far_within_a_day(model: cp_model.CpModel, grid: Grid) -> None:
    """On one date a lecturer teaches in halls of one place, and where they are engaged that date."""
    place = {hall.id: hall.place for hall in grid.problem.halls if hall.place is not None}
    places = sorted(set(place.values()))
    lecturers = {lecturer.id: lecturer for lecturer in grid.problem.lecturers}
    for lecturer_id, half_days in grid.lessons.items():
        could_be = {*places, *(one.place for one in lecturers[lecturer_id].engaged)} - {None}
        for on in dict.fromkeys(slot.on for slot in half_days) if len(could_be) > 1 else ():
            is_there = {one: model.new_bool_var("") for one in places}
            engaged = lecturers[lecturer_id].places_on(on)
            model.add_at_most_one(choice for one, choice in is_there.items() if one not in engaged)
            for one in places if engaged else ():
                model.add(is_there[one] == (one in engaged))
            for slot in (one for one in half_days if one.on == on):
                for class_id, lesson in half_days[slot]:
                    for hall_id, sits in grid.sits[class_id, slot].items():
                        if hall_id in place:
                            model.add_bool_or(~lesson, ~sits, is_there[place[hall_id]])


def a_class_sits_in_one_hall_when_it_has_a_piece(model: cp_model.CpModel, grid: Grid) -> None:
    """A class sits in exactly one hall in a half-day in which it has a piece, in none when it has nothing."""
    for place, halls in grid.sits.items():
        choices = [choice for _, choice in grid.what.get(place, [])]
        model.add(Expression.sum(list(halls.values())) == Expression.sum(choices))


def a_hall_is_large_enough(model: cp_model.CpModel, grid: Grid) -> None:
    """A class sits in no hall with fewer seats than it has participants."""
    capacity = {hall.id: hall.capacity for hall in grid.problem.halls}
    participants = {cls.id: cls.participants for cls in grid.problem.classes}
    for (class_id, _), halls in grid.sits.items():
        for hall_id, choice in halls.items():
            if participants[class_id] > capacity[hall_id]:
                model.add(choice == 0)


def a_hall_has_what_the_piece_needs(model: cp_model.CpModel, grid: Grid) -> None:
    """Where a class has a piece it sits in a hall with every feature the piece asks for."""
    features = {hall.id: hall.features for hall in grid.problem.halls}
    for place, halls in grid.sits.items():
        by_need: defaultdict[frozenset[Feature], list[Choice]] = defaultdict(list)
        for piece, choice in grid.what.get(place, []):
            by_need[piece.features].append(choice)
        for need, choices in by_need.items():
            if need:
                suitable = [choice for hall_id, choice in halls.items() if need <= features[hall_id]]
                model.add(Expression.sum(choices) <= Expression.sum(suitable))


def a_hall_is_free(model: cp_model.CpModel, grid: Grid) -> None:
    """A class sits in no hall that is closed, or taken by others, in that half-day."""
    busy = {hall.id: hall.busy for hall in grid.problem.halls}
    for (_, slot), halls in grid.sits.items():
        for hall_id, choice in halls.items():
            if slot in busy[hall_id]:
                model.add(choice == 0)


def a_hall_holds_one_class_at_a_time(model: cp_model.CpModel, grid: Grid) -> None:
    """In each half-day at most one class sits in a hall."""
    sitting: defaultdict[tuple[Slot, HallId], list[Choice]] = defaultdict(list)
    for (_, slot), halls in grid.sits.items():
        for hall_id, choice in halls.items():
            sitting[slot, hall_id].append(choice)
    for choices in sitting.values():
        model.add_at_most_one(choices)


def what_is_pinned_stands(model: cp_model.CpModel, grid: Grid) -> None:
    """A piece's half-day, hall and lecturer are those already decided."""
    for pin in grid.problem.pins:
        for slot, choice in grid.when[pin.class_id, pin.piece_id].items():
            if pin.slot is not None and slot != pin.slot:
                model.add(choice == 0)
            if pin.hall_id is not None:
                _only_with(model, choice, grid.sits[pin.class_id, slot].get(pin.hall_id))
            if pin.lecturer_id is not None:
                _only_with(model, choice, grid.teaches.get((pin.class_id, pin.piece_id, slot, pin.lecturer_id)))


HARD_RULES: Final[tuple[HardRule, ...]] = (
    every_class_has_every_piece_once,
    a_class_has_one_piece_at_a_time,
    a_piece_has_a_half_day_it_may_have,
    stages_come_in_order,
    a_piece_comes_after_those_it_follows,
    pieces_of_one_day_have_one_date,
    a_taught_piece_has_one_qualified_lecturer,
    no_lecturer_is_in_two_places,
    no_lecturer_teaches_when_unavailable,
    no_lecturer_teaches_too_much_in_a_day,
    no_lecturer_teaches_too_much_in_a_week,
    no_lecturer_travels_far_within_a_day,
    a_class_sits_in_one_hall_when_it_has_a_piece,
    a_hall_is_large_enough,
    a_hall_has_what_the_piece_needs,
    a_hall_is_free,
    a_hall_holds_one_class_at_a_time,
    what_is_pinned_stands,
)


def _gathered(
    half_days: Mapping[Slot, list[tuple[ClassId, Choice]]], *, by: Callable[[Slot], Time]
) -> Iterator[tuple[Time, list[Choice]]]:
    together: defaultdict[Time, list[Choice]] = defaultdict(list)
    for slot, choices in half_days.items():
        together[by(slot)] += [choice for _, choice in choices]
    yield from together.items()


def _on(grid: Grid, class_id: ClassId, piece_id: str, on: object) -> Expression:
    return Expression.sum([choice for slot, choice in grid.when[class_id, piece_id].items() if slot.on == on])


def _at_most(model: cp_model.CpModel, choices: list[Choice], limit: int | None, *, already: int) -> None:
    if limit is not None:
        model.add(Expression.sum(choices) <= max(0, limit - already))


def _at_most_if(model: cp_model.CpModel, choices: list[Choice], condition: cp_model.LiteralT) -> None:
    for choice in choices:
        model.add_implication(choice, condition)


def _only_with(model: cp_model.CpModel, choice: Choice, needed: Choice | None) -> None:
    if needed is None:
        model.add(choice == 0)
    else:
        model.add_implication(choice, needed)
