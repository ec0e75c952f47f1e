"""What a timetable costs, reckoned from its placements alone."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations, pairwise

from khaigiang.solvers.timetabling.problem import ClassId, Cost, Placement, Problem


def cost(problem: Problem, placements: Sequence[Placement]) -> Cost:
    """The price of placements (of known classes, items, lecturers and halls), by part, in units of `problem.weights`.

    order: pairs of topics of one block that a class has against their `order`; hall_change: times a class sits in
    another hall than the time before; load: half-days a lecturer teaches outside `problem.share_of`; travel: dates on
    which a lecturer teaches, summed over lecturers; half: half-days taught in another half than the lecturer prefers.
    """
    weights = problem.weights
    return Cost(
        order=weights.order * _topics_the_other_way_round(problem, placements),
        hall_change=weights.hall_change * _changes_of_hall(placements),
        load=weights.load * _half_days_off_the_share(problem, placements),
        travel=weights.travel * len({(lesson.lecturer_id, lesson.slot.on) for lesson in _lessons(placements)}),
        half=weights.half * _half_days_not_preferred(problem, placements),
    )


def _topics_the_other_way_round(problem: Problem, placements: Sequence[Placement]) -> int:
    topics = {item.id: item for item in problem.items if item.kind == "topic"}
    pairs = combinations(_by_time([placement for placement in placements if placement.item_id in topics]), 2)
    return sum(
        earlier.class_id == later.class_id
        and earlier.slot != later.slot
        and topics[earlier.item_id].block == topics[later.item_id].block
        and topics[earlier.item_id].order > topics[later.item_id].order
        for earlier, later in pairs
    )


def _changes_of_hall(placements: Sequence[Placement]) -> int:
    sitting: defaultdict[ClassId, list[Placement]] = defaultdict(list)
    for placement in _by_time(placements):
        sitting[placement.class_id].append(placement)
    return sum(before.hall_id != after.hall_id for sits in sitting.values() for before, after in pairwise(sits))


def _half_days_off_the_share(problem: Problem, placements: Sequence[Placement]) -> int:
    taught = Counter(lesson.lecturer_id for lesson in _lessons(placements))
    off = 0
    for lecturer in problem.lecturers:
        fewest, most = problem.share_of(lecturer)
        off += max(0, fewest - taught[lecturer.id]) + max(0, taught[lecturer.id] - most)
    return off


def _half_days_not_preferred(problem: Problem, placements: Sequence[Placement]) -> int:
    prefers = {lecturer.id: lecturer.prefers for lecturer in problem.lecturers if lecturer.prefers is not None}
    return sum(
        lesson.lecturer_id in prefers and lesson.slot.half != prefers[lesson.lecturer_id]
        for lesson in _lessons(placements)
        if lesson.lecturer_id is not None
    )


def _lessons(placements: Sequence[Placement]) -> list[Placement]:
    return [placement for placement in placements if placement.lecturer_id is not None]


def _by_time(placements: Sequence[Placement]) -> list[Placement]:
    return sorted(placements, key=lambda placement: placement.slot.moment)
