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
    Item,
    ItemId,
    LecturerId,
    Placement,
    Plan,
    Problem,
    Slot,
)
from khaigiang.solvers.timetabling.reckoning import cost

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
    known = [placement for placement in placements if _is_known(problem, placement)]
    return [
        *(_of(placement, "known") for placement in placements if placement not in known),
        *_items_missing_or_repeated(problem, known),
        *_items_at_the_same_time(known),
        *_half_days_of_others(problem, known),
        *_stages_out_of_order(problem, known),
        *_lecturers_who_do_not_qualify(problem, known),
        *_lecturers_who_cannot_come(problem, known),
        *_lecturers_in_two_places(known),
        *_days_too_long(problem, known),
        *_weeks_too_long(problem, known),
        *_halls_that_do_not_suit(problem, known),
        *_halls_taken_by_others(problem, known),
        *_halls_taken_twice(known),
        *_pins_pulled_out(problem, known),
    ]


def _is_known(problem: Problem, placement: Placement) -> bool:
    return (
        any(cls.id == placement.class_id for cls in problem.classes)
        and any(item.id == placement.item_id for item in problem.items)
        and any(hall.id == placement.hall_id for hall in problem.halls)
        and (placement.lecturer_id is None or any(one.id == placement.lecturer_id for one in problem.lecturers))
    )


def _items_missing_or_repeated(problem: Problem, placements: Sequence[Placement]) -> Iterator[Demand]:
    times = Counter((placement.class_id, placement.item_id) for placement in placements)
    for cls in problem.classes:
        for item in problem.items:
            off = abs(times[cls.id, item.id] - 1)
            if off:
                yield Demand(rule="every_item_once", classes=(cls.id,), items=(item.id,), by=off)


def _items_at_the_same_time(placements: Sequence[Placement]) -> Iterator[Demand]:
    together: defaultdict[tuple[ClassId, Slot], list[ItemId]] = defaultdict(list)
    for placement in placements:
        together[placement.class_id, placement.slot].append(placement.item_id)
    for (class_id, slot), items in together.items():
        if len(items) > 1:
            by = len(items) - 1
            yield Demand(rule="one_item_at_a_time", classes=(class_id,), items=tuple(sorted(items)), slot=slot, by=by)


def _half_days_of_others(problem: Problem, placements: Sequence[Placement]) -> Iterator[Demand]:
    slots = {cls.id: set(cls.slots) for cls in problem.classes}
    for placement in placements:
        if placement.slot not in slots[placement.class_id]:
            yield _of(placement, "half_days_of_the_class", slot=placement.slot)


def _stages_out_of_order(problem: Problem, placements: Sequence[Placement]) -> Iterator[Demand]:
    items = {item.id: item for item in problem.items}
    by_time = sorted(placements, key=lambda placement: placement.slot.moment)
    for earlier, later in combinations(by_time, 2):
        same_class, then_and_later = earlier.class_id == later.class_id, earlier.slot.moment < later.slot.moment
        if same_class and then_and_later and _belongs_before(items[later.item_id], items[earlier.item_id]):
            pair = (later.item_id, earlier.item_id)
            yield Demand(rule="stages_in_order", classes=(earlier.class_id,), items=pair)


def _belongs_before(one: Item, other: Item) -> bool:
    if "opening" in {one.kind, other.kind}:
        return one.kind != other.kind and one.kind == "opening"
    if "closing" in {one.kind, other.kind}:
        return one.kind != other.kind and other.kind == "closing"
    if one.block != other.block:
        return one.block < other.block
    return (one.kind, other.kind) == ("topic", "discussion")


def _lecturers_who_do_not_qualify(problem: Problem, placements: Sequence[Placement]) -> Iterator[Demand]:
    qualified: Mapping[ItemId, frozenset[LecturerId | None]] = {
        item.id: frozenset(item.lecturers) or frozenset({None}) for item in problem.items
    }
    for placement in placements:
        if placement.lecturer_id not in qualified[placement.item_id]:
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
    limits = {lecturer.id: lecturer.max_per_day for lecturer in problem.lecturers}
    for (lecturer_id, on), lessons in _lessons_by(lambda slot: slot.on, placements).items():
        limit = limits[lecturer_id]
        if limit is not None and len(lessons) > limit:
            yield Demand(rule="max_per_day", lecturer_id=lecturer_id, on=on, by=len(lessons) - limit)


def _weeks_too_long(problem: Problem, placements: Sequence[Placement]) -> Iterator[Demand]:
    limits = {lecturer.id: lecturer.max_per_week for lecturer in problem.lecturers}
    for (lecturer_id, week), lessons in _lessons_by(lambda slot: slot.on.isocalendar()[:2], placements).items():
        limit = limits[lecturer_id]
        if limit is not None and len(lessons) > limit:
            yield Demand(rule="max_per_week", lecturer_id=lecturer_id, week=week, by=len(lessons) - limit)


def _halls_that_do_not_suit(problem: Problem, placements: Sequence[Placement]) -> Iterator[Demand]:
    classes = {cls.id: cls for cls in problem.classes}
    capacity = {hall.id: hall.capacity for hall in problem.halls}
    for placement in placements:
        cls = classes[placement.class_id]
        if placement.hall_id not in cls.halls:
            yield _in_hall(placement, "halls_of_the_class")
        if capacity[placement.hall_id] < cls.participants:
            yield _in_hall(placement, "hall_large_enough", by=cls.participants - capacity[placement.hall_id])


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
    pins = {(pin.class_id, pin.item_id): pin for pin in problem.pins}
    for placement in placements:
        pin = pins.get((placement.class_id, placement.item_id))
        if pin is not None and not (
            pin.slot in {None, placement.slot}
            and pin.hall_id in {None, placement.hall_id}
            and pin.lecturer_id in {None, placement.lecturer_id}
        ):
            yield _of(placement, "pinned")


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
        rule=rule, classes=(placement.class_id,), items=(placement.item_id,), slot=slot, lecturer_id=lecturer_id
    )


def _in_hall(placement: Placement, rule: Rule, *, by: int = 1) -> Demand:
    return Demand(rule=rule, classes=(placement.class_id,), hall_id=placement.hall_id, slot=placement.slot, by=by)
