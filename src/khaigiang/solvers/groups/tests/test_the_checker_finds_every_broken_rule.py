"""The second opinion: one kept and one broken case for each rule, and prices reckoned by hand."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from khaigiang.solvers.errors import MalformedProblem
from khaigiang.solvers.groups import Demand, Division, Plan, Problem, broken_demands, broken_rules, cost
from khaigiang.solvers.groups.solve import solve
from khaigiang.solvers.groups.tests.makers import a_class_of, make_person, make_problem

PROBLEM = make_problem(4, fewest=2, most=3, weights={"district": 10})
HALVES = {"p1": 1, "p2": 1, "p3": 2, "p4": 2}


@pytest.mark.parametrize(
    ("change", "demand"),
    [
        ({"p9": 1}, Demand(rule="placed", person_id="p9")),
        ({"p4": 3}, Demand(rule="placed", person_id="p4")),
        ({"p4": 0}, Demand(rule="placed", person_id="p4")),
        ({"p3": 1}, Demand(rule="min_size", group=2)),
        ({"p3": 1, "p4": 1}, Demand(rule="max_size", group=1)),
        ({"p3": 1}, Demand(rule="nearly_equal")),
        ({"p3": 1, "p4": 1}, Demand(rule="nearly_equal", by=3)),
    ],
)
def test_a_planted_violation_is_found(change: Division, demand: Demand) -> None:
    assert broken_demands(PROBLEM, HALVES) == []
    assert demand in broken_demands(PROBLEM, {**HALVES, **change})


def test_somebody_left_out_is_found() -> None:
    found = broken_demands(make_problem(5, fewest=2, most=3), HALVES)

    assert found == [Demand(rule="placed", person_id="p5")]


def test_somebody_of_130_left_out_is_found() -> None:
    problem = a_class_of(130)
    plan = solve(problem, seconds=20)

    spoiled = replace(plan, division={person: group for person, group in plan.division.items() if person != "p7"})

    assert Demand(rule="placed", person_id="p7") in broken_rules(problem, spoiled)


@pytest.mark.parametrize(
    "lie",
    [
        lambda plan: replace(plan, bound=plan.bound + 1),
        lambda plan: replace(plan, bound=plan.bound - 1),
        lambda plan: replace(plan, cost=replace(plan.cost, by_trait={"district": -1}), bound=-1),
    ],
)
def test_a_plan_that_lies_about_its_price_is_found(lie: Callable[[Plan], Plan]) -> None:
    plan = solve(PROBLEM, seconds=5)

    assert broken_rules(PROBLEM, plan) == []
    assert [demand.rule for demand in broken_rules(PROBLEM, lie(plan))] == ["price"]


def test_balance_costs_each_person_outside_the_share_and_nothing_for_those_who_lack_the_trait() -> None:
    # Two women for two groups: the even share is one in each. Three of d1: from ⌊1.5⌋ = 1 to ⌈1.5⌉ = 2.
    people = (
        make_person("p1", sex="F"),
        make_person("p2", sex="F"),
        make_person("p3"),
        make_person("p4", district="d2"),
    )
    problem = Problem(people=people, min_size=2, max_size=3, weights={"district": 10, "sex": 100})

    assert cost(problem, HALVES).by_trait == {"district": 0, "sex": 200}
    assert cost(problem, {"p1": 1, "p3": 1, "p2": 2, "p4": 2}).by_trait == {"district": 0, "sex": 0}
    assert cost(problem, {"p1": 1, "p2": 1, "p3": 1, "p4": 2}).by_trait == {"district": 20, "sex": 200}


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: replace(PROBLEM, people=PROBLEM.people * 2), "people: the id 'p1' stands there 2 times"),
        (lambda: replace(PROBLEM, weights={"sex": -1}), "weights: -1 is below zero"),
        (lambda: replace(PROBLEM, min_size=4), "sizes: a group has from 4 to 3 people"),
        (lambda: replace(PROBLEM, min_size=0), "sizes: a group has from 0 to 3 people"),
    ],
)
def test_a_malformed_problem_is_refused_with_its_place(make: Callable[[], Problem], sentence: str) -> None:
    with pytest.raises(MalformedProblem) as refusal:
        make()

    assert str(refusal.value) == sentence
