"""A programme that fits, and contradictions planted in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from khaigiang.solvers.timetabling import Demand, Pin, Problem, Slot
from khaigiang.solvers.timetabling.problem import TrainingClass
from khaigiang.solvers.timetabling.tests.makers import MONDAY, a_programme_of_22_half_days


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A problem without a timetable, and the demands that were made to contradict each other."""

    problem: Problem
    demands: frozenset[Demand]


Plant: TypeAlias = Callable[[Problem], Planted]


def a_programme_that_fits() -> Problem:
    """Two parallel classes of 22 half-days sharing lecturers and halls."""
    return a_programme_of_22_half_days((MONDAY, MONDAY))


def a_half_day_too_few(problem: Problem) -> Planted:
    """The second class has one half-day fewer than pieces."""
    cls = problem.classes[1]
    return Planted(
        problem=_with_class(problem, replace(cls, slots=cls.slots[:-1])),
        demands=frozenset([Demand(rule="half_days_of_the_class", classes=(cls.id,))]),
    )


def a_class_larger_than_every_hall(problem: Problem) -> Planted:
    """More take part in the first class than any hall seats."""
    cls = problem.classes[0]
    return Planted(
        problem=_with_class(problem, replace(cls, participants=1_000)),
        demands=frozenset([Demand(rule="hall_large_enough", classes=(cls.id,))]),
    )


def a_feature_nobody_offers(problem: Problem) -> Planted:
    """One piece needs what no hall has."""
    cls = problem.classes[0]
    pieces = tuple(
        replace(piece, features=frozenset({"laboratory"})) if piece.id == "topic 2.3" else piece for piece in cls.pieces
    )
    demand = Demand(rule="hall_features", classes=(cls.id,), pieces=("topic 2.3",))
    return Planted(problem=_with_class(problem, replace(cls, pieces=pieces)), demands=frozenset([demand]))


def a_lecturer_fixed_while_away(problem: Problem) -> Planted:
    """A piece is pinned to a half-day in which its only lecturer is away."""
    cls = problem.classes[0]
    slot = cls.slots[8]
    alone = _taught_by(problem, cls, ("topic 2.1",), "l0")
    away = replace(
        alone,
        lecturers=tuple(
            replace(one, unavailable=one.unavailable | {slot}) if one.id == "l0" else one for one in alone.lecturers
        ),
        pins=(Pin(class_id=cls.id, piece_id="topic 2.1", slot=slot),),
    )
    demands = [
        Demand(rule="qualified", classes=(cls.id,), pieces=("topic 2.1",)),
        Demand(rule="pinned", classes=(cls.id,), pieces=("topic 2.1",)),
        Demand(rule="available", lecturer_id="l0", slot=slot),
    ]
    return Planted(problem=away, demands=frozenset(demands))


def an_opening_after_the_first_topic(problem: Problem) -> Planted:
    """The opening is pinned to the fifth half-day, though it belongs before everything else."""
    cls = problem.classes[1]
    return Planted(
        problem=replace(problem, pins=(Pin(class_id=cls.id, piece_id="opening", slot=cls.slots[4]),)),
        demands=frozenset(
            [
                Demand(rule="pinned", classes=(cls.id,), pieces=("opening",)),
                Demand(rule="stages_in_order", classes=(cls.id,)),
            ]
        ),
    )


def two_pieces_that_follow_each_other(problem: Problem) -> Planted:
    """Each of two topics of one block must come after the other."""
    cls = problem.classes[0]
    after = {"topic 1.1": "topic 1.2", "topic 1.2": "topic 1.1"}
    pieces = tuple(
        replace(piece, after=frozenset([after[piece.id]])) if piece.id in after else piece for piece in cls.pieces
    )
    demands = [Demand(rule="after", classes=(cls.id,), pieces=(earlier, later)) for later, earlier in after.items()]
    return Planted(problem=_with_class(problem, replace(cls, pieces=pieces)), demands=frozenset(demands))


def one_lecturer_in_both_classes_at_once(problem: Problem) -> Planted:
    """Both classes have a piece of the same single lecturer pinned to the same half-day."""
    for cls in problem.classes:
        problem = _taught_by(problem, cls, ("topic 1.1",), "l0")
    slot = Slot(problem.classes[0].slots[2].on, problem.classes[0].slots[2].part)
    free = replace(
        problem,
        lecturers=tuple(replace(one, unavailable=frozenset()) if one.id == "l0" else one for one in problem.lecturers),
        pins=tuple(Pin(class_id=cls.id, piece_id="topic 1.1", slot=slot) for cls in problem.classes),
    )
    demands = [
        Demand(rule=rule, classes=(cls.id,), pieces=("topic 1.1",))
        for cls in problem.classes
        for rule in ("qualified", "pinned")
    ]
    return Planted(problem=free, demands=frozenset(demands))


def halls_closed_in_a_half_day_of_need(problem: Problem) -> Planted:
    """Every half-day of a class is needed, and in one of them all halls are closed."""
    slot = problem.classes[0].slots[6]
    closed = replace(problem, halls=tuple(replace(hall, busy=hall.busy | {slot}) for hall in problem.halls))
    demands = [Demand(rule="hall_free", hall_id=hall.id, slot=slot) for hall in problem.halls]
    own = Demand(rule="half_days_of_the_class", classes=(problem.classes[0].id,))
    return Planted(problem=closed, demands=frozenset([own, *demands]))


PLANTS: Final[Mapping[str, Plant]] = {
    plant.__name__: plant
    for plant in (
        a_half_day_too_few,
        a_class_larger_than_every_hall,
        a_feature_nobody_offers,
        a_lecturer_fixed_while_away,
        an_opening_after_the_first_topic,
        two_pieces_that_follow_each_other,
        one_lecturer_in_both_classes_at_once,
        halls_closed_in_a_half_day_of_need,
    )
}


def _with_class(problem: Problem, changed: TrainingClass) -> Problem:
    return replace(problem, classes=tuple(changed if cls.id == changed.id else cls for cls in problem.classes))


def _taught_by(problem: Problem, cls: TrainingClass, piece_ids: tuple[str, ...], lecturer_id: str) -> Problem:
    pieces = tuple(
        replace(piece, lecturers=frozenset([lecturer_id])) if piece.id in piece_ids else piece for piece in cls.pieces
    )
    return _with_class(problem, replace(cls, pieces=pieces))
