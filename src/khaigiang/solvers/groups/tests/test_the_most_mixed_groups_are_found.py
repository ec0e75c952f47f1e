"""The solver against every possible division, against its checker, and on classes of the real size."""

from collections import Counter
from collections.abc import Iterator
from itertools import product
from os import environ

import pytest
from hypothesis import given, settings

from khaigiang.solvers.errors import NoPlanExists, NoPlanInTime
from khaigiang.solvers.groups import Division, Problem, broken_demands, broken_rules, cost
from khaigiang.solvers.groups.solve import solve
from khaigiang.solvers.groups.tests.makers import a_class_of, make_problem, tiny_problems

TRIALS = int(environ.get("KHAIGIANG_TRIALS", "80"))


def every_division(problem: Problem) -> Iterator[Division]:
    groups = range(1, len(problem.sizes()) + 1)
    for choice in product(groups, repeat=len(problem.people)):
        yield {person.id: group for person, group in zip(problem.people, choice, strict=True)}


@settings(max_examples=TRIALS, deadline=None)
@given(problem=tiny_problems())
def test_the_optimum_equals_that_of_trying_every_division(problem: Problem) -> None:
    try:
        problem.sizes()
    except NoPlanExists:
        with pytest.raises(NoPlanExists):
            solve(problem, seconds=60)
        return

    plan = solve(problem, seconds=60)

    assert (plan.status, broken_rules(problem, plan)) == ("optimal", [])
    lawful = [division for division in every_division(problem) if not broken_demands(problem, division)]
    assert plan.cost.total == plan.bound == min(cost(problem, division).total for division in lawful)


@pytest.mark.parametrize("people", [107, 130])
def test_a_class_is_divided_as_evenly_as_it_can_be(people: int) -> None:
    problem = a_class_of(people)

    plan = solve(problem, seconds=20)

    assert (plan.status, plan.cost.total, plan.bound) == ("optimal", 0, 0)
    assert broken_rules(problem, plan) == []
    assert sorted(Counter(plan.division.values()).values(), reverse=True) == list(problem.sizes())


@pytest.mark.parametrize(
    ("people", "sizes"),
    [
        (0, ()),
        (8, (8,)),
        (15, (15,)),
        (16, (8, 8)),
        (107, (12,) * 8 + (11,)),
        (110, (11,) * 10),
        (120, (12,) * 10),
        (130, (12,) * 9 + (11,) * 2),
    ],
)
def test_groups_are_nearly_equal_and_near_the_middle_of_the_bounds(people: int, sizes: tuple[int, ...]) -> None:
    assert make_problem(people).sizes() == sizes


@pytest.mark.parametrize(("people", "fewest", "most"), [(7, 8, 15), (1, 2, 2), (13, 10, 12)])
def test_too_few_people_or_too_narrow_bounds_have_no_plan(people: int, fewest: int, most: int) -> None:
    with pytest.raises(NoPlanExists):
        solve(make_problem(people, fewest=fewest, most=most), seconds=5)


def test_the_same_seed_gives_the_same_groups() -> None:
    problem = a_class_of(107, seed=1)

    assert solve(problem, seconds=20, seed=4).division == solve(problem, seconds=20, seed=4).division


def test_no_time_at_all_is_said_to_be_too_little() -> None:
    with pytest.raises(NoPlanInTime):
        solve(a_class_of(130), seconds=0)


def test_nobody_to_divide_is_a_plan() -> None:
    assert dict(solve(make_problem(0), seconds=5).division) == {}
