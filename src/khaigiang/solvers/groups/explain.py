"""Why somebody is in their group: what each other group, or a trade with somebody, would break, or cost."""

from typing import TypeAlias

from khaigiang.solvers.groups.check import broken_demands, cost
from khaigiang.solvers.groups.demands import Demand
from khaigiang.solvers.groups.problem import Division, Group, PersonId, Problem
from khaigiang.solvers.moves import Refusal, made_worse

Answer: TypeAlias = int | Refusal[Demand]


def price_of_change(problem: Problem, division: Division, changes: Division) -> Answer:
    """What the total cost grows by (below zero: falls by) when these people go to these groups, all at once.

    A Refusal instead, when that would break a hard demand that holds now, or break one further. Raises NoPlanExists as
    `Problem.sizes` does.
    """
    changed = {**division, **changes}
    worse = made_worse(broken_demands(problem, division), broken_demands(problem, changed))
    if worse:
        return Refusal(worse)
    return cost(problem, changed).total - cost(problem, division).total


def price_of_trade(problem: Problem, division: Division, one: PersonId, other: PersonId) -> Answer:
    """The price of two people changing groups with each other; KeyError when one of them has no group."""
    return price_of_change(problem, division, {one: division[other], other: division[one]})


def price_of_each_group(problem: Problem, division: Division, person_id: PersonId) -> dict[Group, Answer]:
    """The price of this person alone moving to each group; 0 for the group they are in."""
    groups = range(1, len(problem.sizes()) + 1)
    return {group: price_of_change(problem, division, {person_id: group}) for group in groups}
