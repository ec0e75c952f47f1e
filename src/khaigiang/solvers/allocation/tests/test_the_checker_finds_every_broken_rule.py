"""The second opinion: for each rule one plan that keeps it and one that breaks it, and prices reckoned by hand."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from khaigiang.solvers.allocation import (
    Assignment,
    Cost,
    Demand,
    Plan,
    Problem,
    Weights,
    broken_demands,
    broken_rules,
    cost,
)
from khaigiang.solvers.allocation.solve import solve
from khaigiang.solvers.allocation.tests.makers import (
    a_programme_of_579_officials,
    make_class,
    make_people,
    make_person,
    make_places,
)

TWO_WEEKS = (make_class("c1", fewest=1, most=3, week=1), make_class("c2", fewest=1, most=3, week=2))
FOUR_PEOPLE = make_people(4)
HALVES = {"p1": "c1", "p2": "c1", "p3": "c2", "p4": "c2"}

PLAIN = Problem(classes=TWO_WEEKS, people=FOUR_PEOPLE)
CANNOT = replace(PLAIN, people=(make_person("p1", cannot=("c2",)), *FOUR_PEOPLE[1:]))
TOGETHER = replace(PLAIN, together=(("p1", "p2"),))
APART = replace(PLAIN, apart=(("p1", "p3"),))
TWO_AWAY = replace(PLAIN, unit_max_per_week=2)


@pytest.mark.parametrize(
    ("problem", "change", "demand"),
    [
        (PLAIN, {"p4": "c9"}, Demand(rule="attends", people=("p4",), by=1)),
        (PLAIN, {"p9": "c1"}, Demand(rule="attends", people=("p9",), by=1)),
        (PLAIN, {"p3": "c1", "p4": "c1"}, Demand(rule="max", class_id="c1", by=1)),
        (PLAIN, {"p3": "c1", "p4": "c1"}, Demand(rule="min", class_id="c2", by=1)),
        (CANNOT, {"p1": "c2"}, Demand(rule="cannot", people=("p1",), class_id="c2", by=1)),
        (TOGETHER, {"p2": "c2"}, Demand(rule="together", people=("p1", "p2"), by=1)),
        (APART, {"p3": "c1"}, Demand(rule="apart", people=("p1", "p3"), by=1)),
        (TWO_AWAY, {"p3": "c1"}, Demand(rule="unit_max_per_week", unit="u1", week=1, by=1)),
    ],
)
def test_a_planted_violation_is_found(problem: Problem, change: Assignment, demand: Demand) -> None:
    assert broken_demands(problem, HALVES) == []
    assert demand in broken_demands(problem, {**HALVES, **change})


def test_an_excused_unit_may_send_more_in_that_week_alone() -> None:
    excused = replace(TWO_AWAY, excused=frozenset({("u1", 1)}))

    assert broken_demands(excused, {**HALVES, "p3": "c1"}) == []
    assert broken_demands(excused, {**HALVES, "p1": "c2"}) == [
        Demand(rule="unit_max_per_week", unit="u1", week=2, by=1)
    ]


def test_somebody_left_out_is_found() -> None:
    assert broken_demands(PLAIN, {"p1": "c1", "p2": "c1", "p3": "c2"}) == [Demand(rule="attends", people=("p4",), by=1)]


@pytest.mark.parametrize(
    "lie",
    [
        lambda plan: replace(plan, bound=plan.bound + 1),
        lambda plan: replace(plan, bound=plan.bound - 1),
        lambda plan: replace(plan, cost=replace(plan.cost, size=plan.cost.size - 1), bound=plan.bound - 1),
    ],
)
def test_a_plan_that_lies_about_its_price_is_found(lie: Callable[[Plan], Plan]) -> None:
    problem = replace(PLAIN, classes=(make_class("c1", size=3, most=3), make_class("c2", size=3, most=3)))
    plan = solve(problem, seconds=5)

    assert broken_rules(problem, plan) == []
    assert [demand.rule for demand in broken_rules(problem, lie(plan))] == ["price"]


def test_a_plan_that_is_only_feasible_may_have_a_gap() -> None:
    plan = solve(PLAIN, seconds=5)
    honest = Plan(status="feasible", assignment=plan.assignment, cost=plan.cost, bound=-1, seconds=plan.seconds)

    assert broken_rules(PLAIN, honest) == []


def test_moving_one_of_579_to_a_class_they_cannot_attend_is_found() -> None:
    problem = a_programme_of_579_officials()
    plan = solve(problem, seconds=20)
    person = next(person for person in problem.people if person.cannot)
    (forbidden,) = person.cannot

    spoiled = replace(plan, assignment={**plan.assignment, person.id: forbidden})

    assert Demand(rule="cannot", people=(person.id,), class_id=forbidden, by=1) in broken_rules(problem, spoiled)


def test_size_costs_each_person_more_or_fewer_than_wanted() -> None:
    problem = replace(PLAIN, weights=Weights(size=10))

    assert cost(problem, HALVES).size == 0
    assert cost(problem, {**HALVES, "p3": "c1"}).size == 20


def test_a_wish_costs_only_where_there_is_one_and_it_is_not_met() -> None:
    wishing = (
        make_person("p1", prefers=("c1",), wish_weight=3),
        make_person("p2", prefers=("c1", "c2")),
        *FOUR_PEOPLE[2:],
    )
    problem = replace(PLAIN, people=wishing, weights=Weights(prefer=10))

    assert cost(problem, HALVES).prefer == 0
    assert cost(problem, {**HALVES, "p1": "c2", "p2": "c2"}).prefer == 30


def test_a_district_crowds_past_one_and_a_half_times_its_share_rounded_up() -> None:
    # Four of one district, half of all places in each class: the share is 2, the limit ⌈1.5 · 2⌉ = 3.
    problem = replace(PLAIN, classes=(make_class("c1"), make_class("c2")), weights=Weights(crowding=10))

    assert cost(problem, {**HALVES, "p3": "c1"}).crowding == 0
    assert cost(problem, {**HALVES, "p3": "c1", "p4": "c1"}).crowding == 10


def test_balance_costs_each_person_outside_the_share_and_nothing_for_those_who_lack_the_trait() -> None:
    # Three men, half of all places in each class: the even share lies between ⌊1.5⌋ = 1 and ⌈1.5⌉ = 2.
    people = (*(make_person(f"p{number}", sex="M") for number in (1, 2, 3)), make_person("p4"))
    problem = replace(PLAIN, people=people, weights=Weights(balance={"sex": 10, "district": 0}))

    assert cost(problem, HALVES).balance == 0
    assert cost(problem, {**HALVES, "p3": "c1"}).balance == 20


def test_the_district_may_be_balanced_like_any_trait() -> None:
    problem = replace(PLAIN, weights=Weights(balance={"district": 10}))

    assert cost(problem, HALVES).balance == 0
    assert cost(problem, {**HALVES, "p3": "c1"}).balance == 20


def test_each_person_more_or_fewer_than_the_places_given_costs() -> None:
    problem = replace(PLAIN, places=(make_places("d1", "c1", 3),), weights=Weights(places=10))

    assert cost(problem, {**HALVES, "p3": "c1"}).places == 0
    assert cost(problem, HALVES).places == 10
    assert cost(problem, dict.fromkeys(HALVES, "c1")).places == 10


def test_where_places_are_given_neither_crowding_nor_the_fair_share_of_the_district_counts() -> None:
    # Four of one district, half of all places in each class: its share is 2, and a fourth person would crowd.
    problem = replace(
        PLAIN,
        classes=(make_class("c1"), make_class("c2")),
        places=(make_places("d1", "c1", 4), make_places("d1", "c2", 0)),
        weights=Weights(crowding=10, balance={"district": 10, "sex": 10}, places=7),
    )
    everybody_in_one = dict.fromkeys(HALVES, "c1")

    assert replace(cost(problem, everybody_in_one), size=0) == Cost(size=0, prefer=0, crowding=0, balance=0)
    assert replace(cost(problem, HALVES), size=0) == Cost(size=0, prefer=0, crowding=0, balance=0, places=28)


def test_a_class_for_which_a_district_was_given_no_places_keeps_its_share_and_its_crowding() -> None:
    problem = replace(
        PLAIN,
        classes=(make_class("c1"), make_class("c2")),
        places=(make_places("d1", "c2", 0),),
        weights=Weights(crowding=10, balance={"district": 100}),
    )

    spread = cost(problem, dict.fromkeys(HALVES, "c1"))

    assert (spread.crowding, spread.balance, spread.places) == (10, 200, 0)


def test_each_person_who_leaves_the_class_they_were_told_costs_once() -> None:
    problem = replace(PLAIN, keep={"p1": "c1", "p3": "c1"}, weights=Weights(moved=10))

    assert cost(problem, {**HALVES, "p3": "c1"}).moved == 0
    assert cost(problem, HALVES).moved == 10
    assert cost(problem, {}).moved == 0
