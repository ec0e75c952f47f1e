"""Why somebody is in their class: what each other class would break, or cost."""

from typing import TypeAlias

from khaigiang.solvers.allocation.check import broken_demands, cost
from khaigiang.solvers.allocation.demands import Demand
from khaigiang.solvers.allocation.problem import Assignment, ClassId, PersonId, Problem
from khaigiang.solvers.moves import Refusal, made_worse

Answer: TypeAlias = int | Refusal[Demand]


def price_of_move(problem: Problem, assignment: Assignment, person_id: PersonId, class_id: ClassId) -> Answer:
    """What the total cost grows by (below zero: falls by) when this person alone moves to this class.

    A Refusal instead, when the move would break a hard demand that holds now, or break one further. `assignment` maps
    person id → class id; a person it does not yet hold is placed. An unknown person or class is refused by `attends`.
    """
    moved = {**assignment, person_id: class_id}
    worse = made_worse(broken_demands(problem, assignment), broken_demands(problem, moved))
    if worse:
        return Refusal(worse)
    return cost(problem, moved).total - cost(problem, assignment).total


def price_of_each_class(problem: Problem, assignment: Assignment, person_id: PersonId) -> dict[ClassId, Answer]:
    """`price_of_move` to every class, in the order of the problem; 0 for the class the person is in."""
    return {cls.id: price_of_move(problem, assignment, person_id, cls.id) for cls in problem.classes}
