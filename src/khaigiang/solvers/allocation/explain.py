"""Why somebody is in their class: what each other class would break, or cost."""

from dataclasses import dataclass, replace

from khaigiang.solvers.allocation.check import broken_demands, cost
from khaigiang.solvers.allocation.demands import Demand
from khaigiang.solvers.allocation.problem import Assignment, ClassId, PersonId, Problem


@dataclass(frozen=True, slots=True)
class Refusal:
    """A move that hard rules forbid: the demands it would break, or break further."""

    broken: tuple[Demand, ...]


def price_of_move(problem: Problem, assignment: Assignment, person_id: PersonId, class_id: ClassId) -> int | Refusal:
    """What the total cost grows by (below zero: falls by) when this person alone moves to this class.

    A Refusal instead, when the move would break a hard demand that holds now, or break one further. `assignment` maps
    person id → class id; a person it does not yet hold is placed. An unknown person or class is refused by `attends`.
    """
    moved = {**assignment, person_id: class_id}
    before = {replace(demand, by=0): demand.by for demand in broken_demands(problem, assignment)}
    after = broken_demands(problem, moved)
    worse = [demand for demand in after if demand.by > before.get(replace(demand, by=0), 0)]
    if worse:
        return Refusal(tuple(worse))
    return cost(problem, moved).total - cost(problem, assignment).total


def price_of_each_class(problem: Problem, assignment: Assignment, person_id: PersonId) -> dict[ClassId, int | Refusal]:
    """`price_of_move` to every class, in the order of the problem; 0 for the class the person is in."""
    return {cls.id: price_of_move(problem, assignment, person_id, cls.id) for cls in problem.classes}
