"""What could be given up when nothing fits, and what it would cost."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings

from khaigiang.solvers.allocation import Demand, Problem, Weights, broken_demands, broken_rules, cost
from khaigiang.solvers.allocation.relaxations import cheapest_relaxations
from khaigiang.solvers.allocation.relaxing import alone, demands_of, plain, without
from khaigiang.solvers.allocation.tests.makers import make_class, make_people, make_person, tiny_problems
from khaigiang.solvers.allocation.tests.planted import PLANTS, a_roomy_problem
from khaigiang.solvers.allocation.tests.test_the_cheapest_allocation_is_found import every_assignment


@settings(max_examples=25, deadline=None)
@given(problem=tiny_problems())
def test_they_are_the_cheapest_of_all_that_could_be_given_up(problem: Problem) -> None:
    told = {frozenset(map(plain, broken_demands(problem, assignment))): 0 for assignment in every_assignment(problem)}
    least = [broken for broken in told if not any(other < broken for other in told)]

    found = cheapest_relaxations(problem, seconds=30)

    if frozenset() in told:
        assert found == ()
        return
    prices = sorted(_cheapest_without(problem, drop) for drop in least)
    assert [relaxation.plan.cost.total for relaxation in found] == prices[:3]
    assert {frozenset(map(plain, relaxation.drop)) for relaxation in found} <= set(least)


def _cheapest_without(problem: Problem, drop: frozenset[Demand]) -> int:
    relaxed = without(problem, drop)
    return min(
        cost(problem, assignment).total
        for assignment in every_assignment(problem)
        if not broken_demands(relaxed, assignment)
    )


@pytest.mark.parametrize("name", ["too_many_people", "too_many_for_two_classes", "together_and_apart"])
def test_each_makes_the_whole_solvable_and_they_come_in_the_order_of_their_price(name: str) -> None:
    problem = PLANTS[name](a_roomy_problem(100, classes=6)).problem

    found = cheapest_relaxations(problem, seconds=20)

    assert len({relaxation.drop for relaxation in found}) == len(found) == 3
    for relaxation in found:
        assert broken_rules(without(problem, relaxation.drop), relaxation.plan) == []
    assert all(one.plan.cost.total <= other.plan.cost.total for one, other in pairwise(found))


def test_two_contradictions_are_given_up_at_once() -> None:
    classes = (make_class("c1", most=1), make_class("c2", most=2))
    people = (make_person("p1", cannot=("c1", "c2")), *make_people(5)[1:])
    problem = Problem(classes=classes, people=people, weights=Weights(size=1))

    best, *_ = cheapest_relaxations(problem, seconds=20)

    assert [demand.rule for demand in best.drop] == ["cannot", "max"]
    assert broken_demands(without(problem, best.drop), best.plan.assignment) == []


def test_demands_dropped_and_demands_alone_are_all_demands() -> None:
    problem = replace(a_roomy_problem(60, classes=6), unit_max_per_week=4)
    demands = demands_of(problem)

    assert demands_of(without(problem, demands)) == ()
    assert demands_of(alone(problem, demands[::2])) == demands[::2]
    assert demands_of(without(problem, demands[::2])) == demands[1::2]
