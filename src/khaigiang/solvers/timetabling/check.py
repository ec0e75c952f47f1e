"""A second opinion on a timetable, written from the text of the rules and without the solver."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from khaigiang.solvers.proof import is_consistent
from khaigiang.solvers.timetabling.demands import Demand, Rule
from khaigiang.solvers.timetabling.problem import (
    ClassId,
    HallId,
    LecturerId,
    Piece,
    PieceId,
    Placement,
    Plan,
    Problem,
    Slot,
)
from khaigiang.solvers.timetabling.reckoning import cost, of_each_class

Key = TypeVar("Key")


def broken_rules(problem: Problem, plan: Plan) -> list[Demand]:
    """Every demand the plan leaves unmet, and every untrue word it says about its price; empty for a good plan.

    The price is recomputed by `cost`; `bound` may not exceed it, and equals it where the plan calls itself optimal.
    """
    broken = broken_demands(problem, plan.placements)
    consistent = is_consistent(plan.status, cost=plan.cost.total, bound=plan.bound)
    if plan.cost != cost(problem, plan.placements) or not consistent:
        broken.append(Demand(rule="price"))
    return broken


def broken_demands(problem: Problem, placements: Sequence[Placement]) -> list[Demand]:
    """Every hard demand of the problem that the placements leave unmet, rule by rule.

    Placements that name something unknown are reported as such and left out of everything else.
    """
    strange, known = _sorted_by_what_is_known(problem, placements)
    return [
        *(_of(placement, "known") for placement in strange),
        *_pieces_missing_or_repeated(problem, known),
        *_pieces_at_the_same_time(known),
        *_half_days_of_others(problem, known),
        *_half_days_not_of_the_piece(problem, known),
        *_stages_out_of_order(problem, known),
        *_pieces_before_those_they_follow(problem, known),
        *_pieces_on_two_days(problem, known),
        *_lecturers_who_do_not_qualify(problem, known),
        *_lecturers_who_cannot_come(problem, known),
        *_lecturers_in_two_places(known),
        *_days_too_long(problem, known),
        *_weeks_too_long(problem, known),
        *_days_in_places_too_far_apart(problem, known),
        *_halls_that_do_not_suit(problem, known),
        *_halls_not_furnished(problem, known),
        *_halls_taken_by_others(problem, known),
        *_halls_taken_twice(known),
        *_pins_pulled_out(problem, known),
    ]


def _sorted_by_what_is_known(
    problem: Problem, placements: Sequence[Placement]
) -> tuple[list[Placement], list[Placement]]:
    pieces = {(cls.id, piece.id) for cls in problem.classes for piece in cls.pieces}
    halls = {hall.id for hall in problem.halls}
    lecturers = {None, *(lecturer.id for lecturer in problem.lecturers)}
    strange: list[Placement] = []
    known: list[Placement] = []
    for one in placements:
        is_known = (one.class_id, one.piece_id) in pieces and one.hall_id in halls and one.lecturer_id in lecturers
        (known if is_known else strange).append(one)
    return strange, known


def _pieces_missing_or_repeated(problem: Problem, placements: Sequence[Placement]) -> Iterator[Demand]:
    times = Counter((placement.class_id, placement.piece_id) for placement in placements)
    for cls in problem.classes:
        for piece in cls.pieces:
            off = abs(times[cls.id, piece.id] - 1)
            if off:
                yield Demand(rule="every_piece_once", classes=(cls.id,), pieces=(piece.id,), by=off)


def _pieces_at_the_same_time(placements: Sequence[Placement]) -> Iterator[Demand]:
    together: defaultdict[tuple[ClassId, Slot], list[PieceId]] = defaultdict(list)
    for placement in placements:
        together[placement.class_id, placement.slot].append(placement.piece_id)
    for (class_id, slot), pieces in together.items():
        if len(pieces) > 1:
            by = len(pieces) - 1
            yield Demand(
                rule="one_piece_at_a_time", classes=(class_id,), pieces=tuple(sorted(pieces)), slot=slot, by=by
            )


def _half_days_of_others(problem: Problem, placements: Sequence[Placement]) -> Iterator[Demand]:
    slots = {cls.id: set(cls.slots) for cls in problem.classes}
    for placement in placements:
        if placement.slot not in slots[placement.class_id]:
            yield _of(placement, "half_days_of_the_class", slot=placement.slot)


def _half_days_not_of_the_piece(problem: Problem, placements: Sequence[Placement]) -> Iterator[Demand]:
    pieces = _pieces(problem)
    for placement in placements:
        slots = pieces[placement.class_id, placement.piece_id].slots
        if slots is not None and placement.slot not in slots:
            yield _of(placement, "half_days_of_the_piece", slot=placement.slot)


def _stages_out_of_order(problem: Problem, placements: Sequence[Placement]) -> Iterator[Demand]:
    yield from _out_of_order(problem, placements, "stages_in_order", lambda earlier, later: earlier.stage > later.stage)


def _pieces_before_those_they_follow(problem: Problem, placements: Sequence[Placement]) -> Iterator[Demand]:
    yield from _out_of_order(problem, placements, "after", lambda earlier, later: later.id in earlier.after)


def _out_of_order(
    problem: Problem, placements: Sequence[Placement], rule: Rule, belongs_after: Callable[[Piece, Piece], bool]
) -> Iterator[Demand]:
    pieces = _pieces(problem)
    for cls, own in of_each_class(problem, placements):
        for earlier, later in combinations(own, 2):
            first, second = pieces[cls.id, earlier.piece_id], pieces[cls.id, later.piece_id]
            if earlier.slot < later.slot and belongs_after(first, second):
                yield Demand(rule=rule, classes=(cls.id,), pieces=(second.id, first.id))


def _pieces_on_two_days(problem: Problem, placements: Sequence[Placement]) -> Iterator[Demand]:
    days = {(one.class_id, one.piece_id): one.slot.on for one in placements}
    for cls in problem.classes:
        for pieces in cls.together:
            found = {days[cls.id, piece_id] for piece_id in pieces if (cls.id, piece_id) in days}
            if len(found) > 1:
                yield Demand(rule="together", classes=(cls.id,), pieces=tuple(sorted(pieces)), by=len(found) - 1)


def _lecturers_who_do_not_qualify(problem: Problem, placements: Sequence[Placement]) -> Iterator[Demand]:
    pieces = _pieces(problem)
    for placement in placements:
        qualified = pieces[placement.class_id, placement.piece_id].lecturers or {None}
        if placement.lecturer_id not in qualified:
            yield _of(placement, "qualified", lecturer_id=placement.lecturer_id)


def _lecturers_who_cannot_come(problem: Problem, placements: Sequence[Placement]) -> Iterator[Demand]:
    unavailable = {lecturer.id: lecturer.unavailable for lecturer in problem.lecturers}
    for placement in placements:
        if placement.lecturer_id is not None and placement.slot in unavailable[placement.lecturer_id]:
            yield Demand(rule="available", lecturer_id=placement.lecturer_id, slot=placement.slot)


def _lecturers_in_two_places(placements: Sequence[Placement]) -> Iterator[Demand]:
    for (lecturer_id, slot), lessons in _lessons_by(lambda slot: slot, placements).items():
        if len(lessons) > 1:
            classes = tuple(sorted(lesson.class_id for lesson in lessons))
            by = len(lessons) - 1
            yield Demand(rule="one_place_at_a_time", lecturer_id=lecturer_id, slot=slot, classes=classes, by=by)


def _days_too_long(problem: Problem, placements: Sequence[Placement]) -> Iterator[Demand]:
    lecturers = {lecturer.id: lecturer for lecturer in problem.lecturers}
    for (lecturer_id, on), lessons in _lessons_by(lambda slot: slot.on, placements).items():
        limit, taught = lecturers[lecturer_id].max_per_day, len(lessons) + len(lecturers[lecturer_id].engaged_on(on))
        if limit is not None and taught > limit:
            yield Demand(rule="max_per_day", lecturer_id=lecturer_id, on=on, by=taught - limit)


def _weeks_too_long(problem: Problem, placements: Sequence[Placement]) -> Iterator[Demand]:
    lecturers = {lecturer.id: lecturer for lecturer in problem.lecturers}
    for (lecturer_id, week), lessons in _lessons_by(lambda slot: slot.on.isocalendar()[:2], placements).items():
        limit, taught = lecturers[lecturer_id].max_per_week, len(lessons) + len(lecturers[lecturer_id].engaged_in(week))
        if limit is not None and taught > limit:
            yield Demand(rule="max_per_week", lecturer_id=lecturer_id, week=week, by=taught - limit)


def _days_in_places_too_far_apart(problem: Problem, placements: Sequence[Placement]) -> Iterator[Demand]:
    place = {hall.id: hall.place for hall in problem.halls}
    lecturers = {lecturer.id: lecturer for lecturer in problem.lecturers}
    for (lecturer_id, on), lessons in _lessons_by(lambda slot: slot.on, placements).items():
        is_there = lecturers[lecturer_id].places_on(on)
        too_many = len(is_there | {place[lesson.hall_id] for lesson in lessons} - {None}) - max(1, len(is_there))
        if too_many > 0:
            yield Demand(rule="one_place_a_day", lecturer_id=lecturer_id, on=on, by=too_many)


def _halls_that_do_not_suit(problem: Problem, placements: Sequence[Placement]) -> Iterator[Demand]:
    classes = {cls.id: cls for cls in problem.classes}
    capacity = {hall.id: hall.capacity for hall in problem.halls}
    for placement in placements:
        cls = classes[placement.class_id]
        if cls.halls is not None and placement.hall_id not in cls.halls:
            yield _in_hall(placement, "halls_of_the_class")
        if capacity[placement.hall_id] < cls.participants:
            yield _in_hall(placement, "hall_large_enough", by=cls.participants - capacity[placement.hall_id])


def _halls_not_furnished(problem: Problem, placements: Sequence[Placement]) -> Iterator[Demand]:
    pieces = _pieces(problem)
    features = {hall.id: hall.features for hall in problem.halls}
    for one in placements:
        lacking = pieces[one.class_id, one.piece_id].features - features[one.hall_id]
        if lacking:
            yield Demand(
                rule="hall_features", classes=(one.class_id,), pieces=(one.piece_id,), hall_id=one.hall_id,
                by=len(lacking),
            )  # fmt: skip


def _halls_taken_by_others(problem: Problem, placements: Sequence[Placement]) -> Iterator[Demand]:
    busy = {hall.id: hall.busy for hall in problem.halls}
    for placement in placements:
        if placement.slot in busy[placement.hall_id]:
            yield _in_hall(placement, "hall_free")


def _halls_taken_twice(placements: Sequence[Placement]) -> Iterator[Demand]:
    sitting: defaultdict[tuple[HallId, Slot], list[ClassId]] = defaultdict(list)
    for placement in placements:
        sitting[placement.hall_id, placement.slot].append(placement.class_id)
    for (hall_id, slot), classes in sitting.items():
        if len(set(classes)) > 1:
            by = len(set(classes)) - 1
            yield Demand(
                rule="one_class_in_a_hall", hall_id=hall_id, slot=slot, classes=tuple(sorted(set(classes))), by=by
            )


def _pins_pulled_out(problem: Problem, placements: Sequence[Placement]) -> Iterator[Demand]:
    pins = {(pin.class_id, pin.piece_id): pin for pin in problem.pins}
    for placement in placements:
        pin = pins.get((placement.class_id, placement.piece_id))
        if pin is not None and not (
            pin.slot in {None, placement.slot}
            and pin.hall_id in {None, placement.hall_id}
            and pin.lecturer_id in {None, placement.lecturer_id}
        ):
            yield _of(placement, "pinned")


def _pieces(problem: Problem) -> dict[tuple[ClassId, PieceId], Piece]:
    return {(cls.id, piece.id): piece for cls in problem.classes for piece in cls.pieces}


def _lessons_by(
    look: Callable[[Slot], Key], placements: Sequence[Placement]
) -> Mapping[tuple[LecturerId, Key], list[Placement]]:
    lessons: defaultdict[tuple[LecturerId, Key], list[Placement]] = defaultdict(list)
    for placement in placements:
        if placement.lecturer_id is not None:
            lessons[placement.lecturer_id, look(placement.slot)].append(placement)
    return lessons


def _of(placement: Placement, rule: Rule, *, slot: Slot | None = None, lecturer_id: LecturerId | None = None) -> Demand:
    return Demand(
        rule=rule, classes=(placement.class_id,), pieces=(placement.piece_id,), slot=slot, lecturer_id=lecturer_id
    )


def _in_hall(placement: Placement, rule: Rule, *, by: int = 1) -> Demand:
    return Demand(rule=rule, classes=(placement.class_id,), hall_id=placement.hall_id, slot=placement.slot, by=by)
