"""What a timetable costs, reckoned from its placements alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from khaigiang.solvers.timetabling.problem import ClassId, Cost, Piece, Placement, Problem, TrainingClass


def cost(problem: Problem, placements: Sequence[Placement]) -> Cost:
    """The price of placements (of known classes, pieces, lecturers and halls), by part, in units of `problem.weights`.

    What is counted stands in `Weights`; a part without a weight is not counted.
    """
    weights = problem.weights
    return Cost(
        unwanted=weights.unwanted and weights.unwanted * _half_days_unwanted(problem, placements),
        hall_change=weights.hall_change and weights.hall_change * _further_halls_on_a_date(placements),
        load=weights.load and weights.load * _half_days_off_the_share(problem, placements),
        order=weights.order and weights.order * _pairs_the_other_way_round(problem, placements),
        travel=weights.travel and weights.travel * _dates_on_which_lecturers_come(problem, placements),
        spread=weights.spread and weights.spread * _pieces_crammed(problem, placements),
        moved=weights.moved and weights.moved * _pieces_moved(problem, placements),
    )


def of_each_class(problem: Problem, placements: Iterable[Placement]) -> list[tuple[TrainingClass, list[Placement]]]:
    """The placements class by class, each class's in the order of time; those of unknown classes are left out."""
    found: defaultdict[ClassId, list[Placement]] = defaultdict(list)
    for placement in placements:
        found[placement.class_id].append(placement)
    return [(cls, sorted(found[cls.id], key=lambda placement: placement.slot)) for cls in problem.classes]


def _half_days_unwanted(problem: Problem, placements: Sequence[Placement]) -> int:
    unwanted = {lecturer.id: lecturer.unwanted for lecturer in problem.lecturers}
    return sum(one.lecturer_id is not None and one.slot in unwanted[one.lecturer_id] for one in placements)


def _further_halls_on_a_date(placements: Sequence[Placement]) -> int:
    sat_in = {(one.class_id, one.slot.on, one.hall_id) for one in placements}
    return len(sat_in) - len({(one.class_id, one.slot.on) for one in placements})


def _half_days_off_the_share(problem: Problem, placements: Sequence[Placement]) -> int:
    taught = Counter(lesson.lecturer_id for lesson in _taught(placements))
    return sum(
        max(0, fewest - taught[lecturer_id]) + max(0, taught[lecturer_id] - most)
        for lecturer_id, (fewest, most) in problem.shares().items()
    )


def _dates_on_which_lecturers_come(problem: Problem, placements: Sequence[Placement]) -> int:
    in_any_case = {(lecturer.id, one.slot.on) for lecturer in problem.lecturers for one in lecturer.engaged}
    return len({(one.lecturer_id, one.slot.on) for one in _taught(placements)} - in_any_case)


def _pairs_the_other_way_round(problem: Problem, placements: Sequence[Placement]) -> int:
    count = 0
    for cls, own in of_each_class(problem, placements):
        pieces = {piece.id: piece for piece in cls.pieces}
        for earlier, later in combinations(own, 2):
            belongs_after = _belong_the_other_way_round(pieces[earlier.piece_id], pieces[later.piece_id])
            count += earlier.slot != later.slot and belongs_after
    return count


def _belong_the_other_way_round(earlier: Piece, later: Piece) -> bool:
    ordered = earlier.order is not None and later.order is not None and earlier.order > later.order
    return ordered and earlier.stage == later.stage


def _pieces_crammed(problem: Problem, placements: Sequence[Placement]) -> int:
    count = 0
    for cls, own in of_each_class(problem, placements):
        count += sum(max(0, pieces - cls.most_a_day) for pieces in Counter(one.slot.on for one in own).values())
    return count


def _pieces_moved(problem: Problem, placements: Sequence[Placement]) -> int:
    published = {(one.class_id, one.piece_id): one for one in problem.published}
    return sum(published.get((one.class_id, one.piece_id), one) != one for one in placements)


def _taught(placements: Sequence[Placement]) -> list[Placement]:
    return [placement for placement in placements if placement.lecturer_id is not None]
