"""So many people of a district in a class as it was given places: kept unless a hard rule stands in the way."""

from collections import Counter
from dataclasses import replace
from itertools import product
from time import process_time

import pytest
from hypothesis import given, settings

from khaigiang.solvers.allocation import Assignment, Problem, Weights, broken_demands, broken_rules, cost
from khaigiang.solvers.allocation.city.draft import Sizes
from khaigiang.solvers.allocation.city.solve import solve as solve_city
from khaigiang.solvers.allocation.explain import cheapest_chain, price_of_each_class
from khaigiang.solvers.allocation.solve import solve
from khaigiang.solvers.allocation.tests.makers import (
    a_city,
    a_programme_of_579_officials,
    make_class,
    make_person,
    make_places,
    tiny_problems,
    with_every_place_given,
)
from khaigiang.solvers.progress import unwatched
from khaigiang.solvers.time_limit import TimeLimit

# Four people of one district, three of whom are to attend the first class; all of them would rather attend the second.
THREE_AND_ONE = Problem(
    classes=(make_class("c1", size=3), make_class("c2", size=1)),
    people=tuple(make_person(f"p{number}", prefers=("c2",)) for number in range(1, 5)),
    places=(make_places("d1", "c1", 3), make_places("d1", "c2", 1)),
)


def seated(problem: Problem, assignment: Assignment) -> Counter[tuple[str, str]]:
    return Counter((person.district, assignment[person.id]) for person in problem.people)


def test_places_are_filled_whatever_is_wished_for() -> None:
    plan = solve(THREE_AND_ONE, seconds=5)

    assert seated(THREE_AND_ONE, plan.assignment) == {("d1", "c1"): 3, ("d1", "c2"): 1}
    assert (plan.status, plan.cost.prefer, plan.cost.places) == ("optimal", 3, 0)


def test_places_may_be_as_uneven_as_the_office_wants() -> None:
    uneven = replace(
        THREE_AND_ONE,
        classes=(make_class("c1", size=2), make_class("c2", size=2)),
        places=(make_places("d1", "c1", 4), make_places("d1", "c2", 0)),
        weights=Weights(crowding=9, balance={"district": 9}, places=100),
    )

    plan = solve(uneven, seconds=5)

    assert set(plan.assignment.values()) == {"c1"}
    assert (plan.cost.crowding, plan.cost.balance, plan.cost.places) == (0, 0, 0)


def test_a_hard_rule_comes_before_places_and_each_place_then_costs() -> None:
    pinned = replace(THREE_AND_ONE.people[0], cannot=frozenset({"c2"}))
    full = replace(
        THREE_AND_ONE,
        classes=(make_class("c1", size=3, most=2), make_class("c2", size=1)),
        people=(pinned, *THREE_AND_ONE.people[1:]),
        weights=Weights(size=0, places=10),
    )

    plan = solve(full, seconds=5)

    assert seated(full, plan.assignment) == {("d1", "c1"): 2, ("d1", "c2"): 2}
    assert plan.assignment["p1"] == "c1"
    assert plan.cost.places == 20


def test_places_that_cost_nothing_are_not_kept() -> None:
    plan = solve(replace(THREE_AND_ONE, weights=Weights(size=0, places=0)), seconds=5)

    assert (set(plan.assignment.values()), plan.cost.total) == ({"c2"}, 0)


def test_two_of_one_district_change_about_and_all_places_are_kept() -> None:
    before = {"p1": "c2", "p2": "c1", "p3": "c1", "p4": "c1"}

    exchange = cheapest_chain(THREE_AND_ONE, before, "p2", "c2")

    assert exchange is not None
    assert ([move.person_id for move in exchange.moves], exchange.price) == (["p2", "p1"], 0)


def test_a_place_that_somebody_alone_leaves_or_takes_has_its_price() -> None:
    # One place left empty and one person too many: 2 · 1,000; both classes off their size: 2; a wish is met: −1.
    before = {"p1": "c2", "p2": "c1", "p3": "c1", "p4": "c1"}

    assert price_of_each_class(THREE_AND_ONE, before, "p2") == {"c1": 0, "c2": 2_001}


def test_a_new_plan_near_a_published_one_keeps_its_places_and_moves_only_whom_it_must() -> None:
    keep = {"p1": "c2", "p2": "c2", "p3": "c1", "p4": "c1"}

    plan = solve(replace(THREE_AND_ONE, keep=keep, weights=Weights(moved=50)), seconds=5)

    assert seated(THREE_AND_ONE, plan.assignment) == {("d1", "c1"): 3, ("d1", "c2"): 1}
    assert (plan.cost.moved, plan.cost.places) == (50, 0)


@pytest.mark.parametrize(
    ("limit", "given_up"), [(None, 0), (8, 22_000)], ids=["all are kept", "units at their limit stand in the way"]
)
def test_579_people_with_every_place_given_are_proven_in_two_seconds(limit: int | None, given_up: int) -> None:
    problem = replace(with_every_place_given(a_programme_of_579_officials(2)), unit_max_per_week=limit)

    begun = process_time()
    plan = solve(problem, seconds=100)

    assert (plan.status, broken_rules(problem, plan)) == ("optimal", [])
    assert process_time() - begun <= 2
    assert len(problem.places) == 150
    assert plan.cost.places == given_up


@pytest.mark.parametrize(
    ("sizes", "unproven"), [(Sizes(), 1), (Sizes(variables_of_a_model=0), 0)], ids=["model", "network"]
)
@settings(max_examples=50, deadline=None)
@given(problem=tiny_problems().filter(lambda problem: len(problem.classes) > 1))
def test_a_city_of_districts_with_places_alone_is_solved_and_proven(
    sizes: Sizes, unproven: int, problem: Problem
) -> None:
    plain = replace(
        problem,
        together=(),
        apart=(),
        unit_max_per_week=None,
        people=tuple(replace(person, cannot=frozenset()) for person in problem.people),
        weights=replace(problem.weights, balance={"district": 1}, places=5),
    )
    plans = (
        dict(zip([person.id for person in plain.people], choice, strict=True))
        for choice in product([cls.id for cls in plain.classes], repeat=len(plain.people))
    )
    prices = [cost(plain, plan).total for plan in plans if not broken_demands(plain, plan)]
    if not prices:
        return

    found = solve_city(plain, limit=TimeLimit(600), seed=0, steps=25, watch=unwatched, sizes=sizes)

    assert broken_rules(plain, found) == []
    assert found.cost.total == min(prices)
    # The walk through the model ends when all but one is proven.
    assert min(prices) - unproven <= found.bound <= min(prices)


def test_a_city_of_20_000_keeps_every_place_within_a_thousandth_of_what_is_proven() -> None:
    problem = with_every_place_given(a_city(people=20_000, classes=100))

    plan = solve(problem, seconds=200)

    assert broken_rules(problem, plan) == []
    assert len(problem.places) == 1_000
    assert plan.cost.places == 0
    assert plan.cost.total - plan.bound <= plan.bound // 1_000
