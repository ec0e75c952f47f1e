"""The solver against every possible plan, against its checker, and against the clock."""

from itertools import product
from os import environ

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khaigiang.solvers.allocation import Assignment, Problem, Weights, broken_demands, broken_rules, cost, pinned
from khaigiang.solvers.allocation.solve import solve
from khaigiang.solvers.allocation.tests.makers import (
    OFFICIALS,
    a_programme_of_579_officials,
    make_class,
    make_people,
    make_person,
    tiny_problems,
)
from khaigiang.solvers.errors import NoPlanExists, NoPlanInTime

TRIALS = int(environ.get("KHAIGIANG_TRIALS", "150"))


def every_assignment(problem: Problem) -> list[Assignment]:
    classes = [cls.id for cls in problem.classes]
    return [
        {person.id: class_id for person, class_id in zip(problem.people, choice, strict=True)}
        for choice in product(classes, repeat=len(problem.people))
    ]


@settings(max_examples=TRIALS, deadline=None)
@given(problem=tiny_problems())
def test_the_optimum_equals_that_of_trying_every_plan(problem: Problem) -> None:
    lawful = [assignment for assignment in every_assignment(problem) if not broken_demands(problem, assignment)]

    if lawful:
        plan = solve(problem, seconds=60)
        assert (plan.status, broken_rules(problem, plan)) == ("optimal", [])
        assert plan.cost.total == plan.bound == min(cost(problem, assignment).total for assignment in lawful)
    else:
        with pytest.raises(NoPlanExists):
            solve(problem, seconds=60)


@pytest.mark.parametrize("seed", [1, 2])
def test_579_people_and_every_rule_are_proven_optimal(seed: int) -> None:
    problem = a_programme_of_579_officials(seed)

    plan = solve(problem, seconds=20)

    assert plan.status == "optimal"
    assert broken_rules(problem, plan) == []
    assert len(plan.assignment) == OFFICIALS
    assert plan.cost.total == plan.bound > 0


def test_the_same_seed_gives_the_same_plan() -> None:
    problem = a_programme_of_579_officials(3)

    assert solve(problem, seconds=20, seed=7).assignment == solve(problem, seconds=20, seed=7).assignment


def test_another_seed_gives_the_same_cost() -> None:
    problem = a_programme_of_579_officials(3)

    assert solve(problem, seconds=20, seed=1).cost.total == solve(problem, seconds=20, seed=2).cost.total


def test_no_time_at_all_is_said_to_be_too_little() -> None:
    with pytest.raises(NoPlanInTime):
        solve(a_programme_of_579_officials(), seconds=0)


def test_a_pinned_person_attends_the_class_their_committee_chose() -> None:
    classes = (make_class("c1", size=3), make_class("c2", size=0))
    people = (pinned(make_person("p1", prefers=("c1",)), "c2", classes=classes), *make_people(3)[1:])

    plan = solve(Problem(classes=classes, people=people), seconds=5)

    assert dict(plan.assignment) == {"p1": "c2", "p2": "c1", "p3": "c1"}


def test_a_heavier_wish_wins_the_last_place() -> None:
    light, heavy = make_person("p1", prefers=("c1",)), make_person("p2", prefers=("c1",), wish_weight=2)
    classes = (make_class("c1", size=1, most=1), make_class("c2", size=1))

    plan = solve(Problem(classes=classes, people=(light, heavy)), seconds=5)

    assert dict(plan.assignment) == {"p1": "c2", "p2": "c1"}


def test_a_new_plan_near_a_published_one_moves_only_whom_it_must() -> None:
    classes = (make_class("c1", size=2, most=2), make_class("c2", size=2))
    keep = {"p1": "c1", "p2": "c1", "p3": "c1", "p4": "c2"}

    plan = solve(Problem(classes=classes, people=make_people(4), keep=keep, weights=Weights(moved=5)), seconds=5)

    assert plan.cost.total == plan.cost.moved == 5
    assert plan.assignment["p4"] == "c2"


def test_nobody_to_place_is_a_plan() -> None:
    plan = solve(Problem(classes=(make_class(size=2),), people=()), seconds=5)

    assert (dict(plan.assignment), plan.cost.total) == ({}, 2)


@settings(max_examples=15, deadline=None)
@given(people=st.integers(6, 40), districts=st.integers(1, 6), weight=st.integers(0, 4))
def test_the_checker_accepts_every_plan_the_solver_makes(people: int, districts: int, weight: int) -> None:
    problem = Problem(
        classes=tuple(make_class(f"c{week}", size=1 + people // 3, most=people, week=week) for week in (1, 2, 3)),
        people=tuple(
            make_person(f"p{number}", unit=f"u{number // 4}", district=f"d{number % districts}", prefers=("c1",))
            for number in range(people)
        ),
        apart=tuple((f"p{number}", f"p{number + 1}") for number in range(0, people - 1, 5)),
        unit_max_per_week=2,
        weights=Weights(prefer=weight, balance={"district": 1}),
    )

    assert broken_rules(problem, solve(problem, seconds=60)) == []
