"""When nothing fits: the demands named contradict each other, and none of them could be left out."""

from itertools import combinations

import pytest
from hypothesis import given, settings

from khaigiang.solvers.allocation import Demand, Problem, broken_demands
from khaigiang.solvers.allocation.conflict import smallest_conflict
from khaigiang.solvers.allocation.relaxing import alone, demands_of, without
from khaigiang.solvers.allocation.tests.makers import make_class, make_people, tiny_problems
from khaigiang.solvers.allocation.tests.planted import PLANTS, a_roomy_problem
from khaigiang.solvers.allocation.tests.test_the_cheapest_allocation_is_found import every_assignment
from khaigiang.solvers.errors import NoPlanInTime

MANY = 10_000
FEW_ENOUGH_TO_TRY_ALL = 12


def has_a_plan(problem: Problem) -> bool:
    return any(not broken_demands(problem, assignment) for assignment in every_assignment(problem))


@settings(max_examples=60, deadline=None)
@given(problem=tiny_problems())
def test_alone_it_has_no_plan_and_less_one_member_it_has(problem: Problem) -> None:
    conflict = smallest_conflict(problem, seconds=20)

    assert bool(conflict) is not has_a_plan(problem)
    if conflict:
        assert not has_a_plan(alone(problem, conflict))
        for left_out in conflict:
            assert has_a_plan(alone(problem, [demand for demand in conflict if demand != left_out]))


@settings(max_examples=30, deadline=None)
@given(problem=tiny_problems())
def test_on_tiny_problems_no_smaller_set_contradicts_itself_by_much(problem: Problem) -> None:
    conflict, demands = smallest_conflict(problem, seconds=20), demands_of(problem)

    if len(demands) <= FEW_ENOUGH_TO_TRY_ALL:
        for some in combinations(demands, max(0, len(conflict) - 2)):
            assert has_a_plan(alone(problem, some))


@pytest.mark.parametrize("name", PLANTS)
@pytest.mark.parametrize("parallel", [1, 2])
def test_a_planted_contradiction_is_found_or_a_smaller_one(name: str, parallel: int) -> None:
    planted = PLANTS[name](a_roomy_problem(600, classes=6, parallel=parallel))

    conflict = smallest_conflict(planted.problem, seconds=20)

    assert set(conflict) == planted.demands or 0 < len(conflict) < len(planted.demands)


@pytest.mark.parametrize("name", ["too_many_for_two_classes", "together_and_apart", "a_unit_away_in_all_but_one_week"])
def test_among_10000_people_the_planted_contradiction_is_found(name: str) -> None:
    planted = PLANTS[name](a_roomy_problem(MANY, parallel=2))

    conflict = smallest_conflict(planted.problem, seconds=20)

    assert set(conflict) == planted.demands or 0 < len(conflict) < len(planted.demands)


def test_a_problem_with_a_plan_has_no_contradiction() -> None:
    assert smallest_conflict(a_roomy_problem(300, classes=6), seconds=20) == ()


def test_places_for_one_person_too_few_are_named_by_all_classes() -> None:
    problem = Problem(classes=(make_class("c1", most=1), make_class("c2", most=1)), people=make_people(3))

    assert smallest_conflict(problem, seconds=5) == (
        Demand(rule="max", class_id="c1"),
        Demand(rule="max", class_id="c2"),
    )


def test_the_same_list_given_twice_is_one_demand() -> None:
    classes = (make_class("c1"), make_class("c2"))
    pair = ("p1", "p2")
    problem = Problem(classes=classes, people=make_people(2), together=(pair, pair), apart=(pair, ("p2", "p1")))

    conflict = smallest_conflict(problem, seconds=5)

    assert [demand.rule for demand in conflict] == ["together", "apart"]
    assert smallest_conflict(without(problem, conflict[1:]), seconds=5) == ()


def test_no_time_at_all_is_said_to_be_too_little() -> None:
    planted = PLANTS["three_groups_for_two_classes"](a_roomy_problem(600, classes=6))

    with pytest.raises(NoPlanInTime):
        smallest_conflict(planted.problem, seconds=0)
