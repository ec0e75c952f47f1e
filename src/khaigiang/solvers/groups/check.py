"""A second opinion on a division, written from the text of the rules and without the solver."""

from collections import Counter
from collections.abc import Iterator

from khaigiang.solvers.groups.demands import Demand
from khaigiang.solvers.groups.problem import Cost, Division, Group, Plan, Problem
from khaigiang.solvers.proof import is_consistent


def broken_rules(problem: Problem, plan: Plan) -> list[Demand]:
    """Every demand the plan leaves unmet, and every untrue word it says about its price; empty for a good plan.

    The price is recomputed by `cost`; `bound` may not exceed it, and equals it where the plan calls itself optimal.
    """
    broken = broken_demands(problem, plan.division)
    consistent = is_consistent(plan.status, cost=plan.cost.total, bound=plan.bound)
    if plan.cost != cost(problem, plan.division) or not consistent:
        broken.append(Demand(rule="price"))
    return broken


def broken_demands(problem: Problem, division: Division) -> list[Demand]:
    """Every hard demand that the division (person id → group number, from 1) leaves unmet, rule by rule.

    Raises NoPlanExists where no sizes will do for so many people.
    """
    groups = range(1, len(problem.sizes()) + 1)
    people = Counter(dict.fromkeys(groups, 0))
    people.update(group for group in division.values() if group in groups)
    return [
        *_people_without_a_group(problem, division, groups),
        *_groups_out_of_bounds(problem, people),
        *_groups_too_unequal(people),
    ]


def cost(problem: Problem, division: Division) -> Cost:
    """The price of a division (person id → group number), by trait, in the units of `problem.weights`.

    With n people of a value of a trait and G groups: weight · Σ over values and groups of the people of that value
    outside ⌊n / G⌋ … ⌈n / G⌉; those who lack the trait count for nothing. Raises NoPlanExists as `Problem.sizes` does.
    """
    return Cost(
        by_trait={
            trait: weight * _people_off_balance(problem, division, trait) for trait, weight in problem.weights.items()
        }
    )


def _people_without_a_group(problem: Problem, division: Division, groups: range) -> Iterator[Demand]:
    people = dict.fromkeys(person.id for person in problem.people)
    for person_id in people | dict.fromkeys(division):
        if person_id not in people or division.get(person_id) not in groups:
            yield Demand(rule="placed", person_id=person_id)


def _groups_out_of_bounds(problem: Problem, people: Counter[Group]) -> Iterator[Demand]:
    for group, size in people.items():
        if size < problem.min_size:
            yield Demand(rule="min_size", group=group, by=problem.min_size - size)
        if size > problem.max_size:
            yield Demand(rule="max_size", group=group, by=size - problem.max_size)


def _groups_too_unequal(people: Counter[Group]) -> Iterator[Demand]:
    spread = max(people.values(), default=0) - min(people.values(), default=0)
    if spread > 1:
        yield Demand(rule="nearly_equal", by=spread - 1)


def _people_off_balance(problem: Problem, division: Division, trait: str) -> int:
    groups = range(1, len(problem.sizes()) + 1)
    everywhere = Counter(person.value_of(trait) for person in problem.people)
    here = Counter((person.value_of(trait), division.get(person.id)) for person in problem.people)
    off = 0
    for value, people in everywhere.items():
        if value is not None:
            for group in groups:
                fewest, most = people // len(groups), -(-people // len(groups))
                off += max(0, fewest - here[value, group]) + max(0, here[value, group] - most)
    return off
