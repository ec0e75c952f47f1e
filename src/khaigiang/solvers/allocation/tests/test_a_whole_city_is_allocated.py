"""The search for a whole city: against every possible plan of tiny problems, the checker, and itself."""

from dataclasses import replace
from itertools import product
from os import environ

import pytest
from hypothesis import given, settings

from khaigiang.solvers.allocation import Plan, Problem, Weights, broken_demands, broken_rules, cost, pinned
from khaigiang.solvers.allocation.city.census import census_of
from khaigiang.solvers.allocation.city.draft import Sizes, drafted
from khaigiang.solvers.allocation.city.pace import Pace
from khaigiang.solvers.allocation.city.search import empty_seats
from khaigiang.solvers.allocation.city.solve import solve
from khaigiang.solvers.allocation.tests.makers import (
    a_city,
    a_programme_of_579_officials,
    make_class,
    make_people,
    make_person,
    tiny_problems,
)
from khaigiang.solvers.errors import NoPlanExists, NoPlanInTime
from khaigiang.solvers.progress import Progress, Watch, unwatched
from khaigiang.solvers.time_limit import TimeLimit

TRIALS = int(environ.get("KHAIGIANG_TRIALS", "100"))

ROUNDS = 25
BY_MODEL = Sizes()
BY_NETWORK = Sizes(variables_of_a_model=0)
FORETOLD = Sizes(variables_of_a_model=0, people_to_foretell=0, districts_to_foretell=1)

however_drafted = pytest.mark.parametrize(
    "sizes", [BY_MODEL, BY_NETWORK, FORETOLD], ids=["model", "network", "foretold"]
)


def searched(
    problem: Problem, sizes: Sizes = BY_MODEL, *, seed: int = 0, steps: int = ROUNDS, watch: Watch = unwatched
) -> Plan:
    return solve(problem, limit=TimeLimit(600), seed=seed, steps=steps, watch=watch, sizes=sizes)


def cheapest_of_all(problem: Problem) -> int | None:
    classes = [cls.id for cls in problem.classes]
    plans = (
        {person.id: class_id for person, class_id in zip(problem.people, choice, strict=True)}
        for choice in product(classes, repeat=len(problem.people))
    )
    return min((cost(problem, plan).total for plan in plans if not broken_demands(problem, plan)), default=None)


@however_drafted
@settings(max_examples=TRIALS, deadline=None)
@given(problem=tiny_problems())
def test_the_bound_lies_below_the_optimum_and_the_plan_above(sizes: Sizes, problem: Problem) -> None:
    cheapest = cheapest_of_all(problem)

    try:
        plan = searched(problem, sizes)
    except NoPlanExists:
        assert cheapest is None
    except NoPlanInTime:
        return
    else:
        assert broken_rules(problem, plan) == []
        assert cheapest is not None
        assert plan.bound <= cheapest <= plan.cost.total


@however_drafted
@settings(max_examples=60, deadline=None)
@given(problem=tiny_problems())
def test_without_traits_lists_and_units_the_optimum_is_proven(sizes: Sizes, problem: Problem) -> None:
    of_districts = {name: weight for name, weight in problem.weights.balance.items() if name == "district"}
    plain = replace(
        problem,
        together=(),
        apart=(),
        places=(),
        unit_max_per_week=None,
        people=tuple(replace(person, cannot=frozenset()) for person in problem.people),
        weights=replace(problem.weights, balance=of_districts),
    )
    cheapest = cheapest_of_all(plain)

    if cheapest is None:
        with pytest.raises(NoPlanExists):
            searched(plain, sizes)
    else:
        plan = searched(plain, sizes)
        assert (plan.status, plan.cost.total, plan.bound) == ("optimal", cheapest, cheapest)


def test_what_even_traits_cost_is_part_of_the_bound() -> None:
    women = [make_person(f"w{n}", prefers=("c1",), gender="nữ") for n in range(4)]
    men = [make_person(f"m{n}", prefers=("c2",), gender="nam") for n in range(4)]
    classes = (make_class("c1", size=4, most=4), make_class("c2", size=4, most=4))
    problem = Problem(classes=classes, people=(*women, *men), weights=Weights(prefer=3, balance={"gender": 1}))

    plan = searched(problem)

    # A woman and a man who change about save 4 and give up wishes for 6.
    assert (plan.cost.prefer, plan.cost.balance, plan.bound) == (0, 8, 8)


def test_parties_take_the_class_that_is_cheapest_for_all_of_them_and_that_is_proven() -> None:
    classes = (make_class("c1", size=2, most=2), make_class("c2", size=4, most=4))
    wishes = {"p0": ("c1",), "p1": ("c2",), "p2": ("c1",), "p3": ("c1",), "p4": ("c2",), "p5": ("c2",)}
    people = tuple(make_person(person_id, prefers=wished) for person_id, wished in wishes.items())
    problem = Problem(
        classes=classes, people=people, together=(("p0", "p1"), ("p2", "p3"), ("p4", "p5")), weights=Weights(prefer=5)
    )

    plan = searched(problem)

    assert {person_id for person_id, class_id in plan.assignment.items() if class_id == "c1"} == {"p2", "p3"}
    assert (plan.status, plan.cost.total) == ("optimal", 5)


@however_drafted
def test_every_rule_is_kept_where_all_are_at_work(sizes: Sizes) -> None:
    problem = a_programme_of_579_officials(1)

    plan = searched(problem, sizes)

    assert broken_rules(problem, plan) == []


def test_the_price_kept_while_annealing_is_that_of_the_plan() -> None:
    problem = a_city(people=600, classes=12)
    told: list[int] = []

    def listen(progress: Progress) -> bool:
        told.extend([progress.cost] if progress.cost is not None else [])
        return True

    plan = searched(problem, BY_NETWORK, steps=60, watch=listen)

    assert told[0] > told[-1] == plan.cost.total == cost(problem, plan.assignment).total


@pytest.mark.parametrize("seconds", [0, 600], ids=["interrupted", "finished"])
def test_a_model_that_is_interrupted_seats_everybody_and_proves_no_more_than_is_true(seconds: float) -> None:
    problem = a_city(people=600, classes=12)
    census = census_of(problem)
    seats = empty_seats(census)

    *_, proven = drafted(census, seats, Pace(TimeLimit(seconds), None), BY_MODEL)

    assert (seats.class_of >= 0).all()
    assert 0 < proven <= searched(problem).cost.total


@however_drafted
def test_so_many_steps_give_the_same_plan_each_time(sizes: Sizes) -> None:
    problem = a_city(people=2_000, classes=20)

    one, other = searched(problem, sizes, seed=3, steps=30), searched(problem, sizes, seed=3, steps=30)

    assert (one.assignment, one.bound) == (other.assignment, other.bound)


def test_the_best_found_never_gets_worse() -> None:
    seen: list[Progress] = []

    def look(progress: Progress) -> bool:
        seen.append(progress)
        return True

    plan = searched(a_city(people=2_000, classes=20), watch=look)

    costs = [progress.cost for progress in seen if progress.cost is not None]
    assert costs == sorted(costs, reverse=True)
    assert costs[-1] >= plan.cost.total
    assert all(progress.bound is not None and progress.bound <= plan.cost.total for progress in seen)


def test_who_is_pinned_stays_where_the_committee_wants_them() -> None:
    problem = a_city(people=2_000, classes=20)
    chosen = {person.id: f"c{number % 20}" for number, person in enumerate(problem.people[:60])}
    people = tuple(
        pinned(person, chosen[person.id], classes=problem.classes) if person.id in chosen else person
        for person in problem.people
    )

    plan = searched(replace(problem, people=people, together=(), apart=(), unit_max_per_week=None))

    assert {person_id: plan.assignment[person_id] for person_id in chosen} == chosen


@however_drafted
def test_a_long_list_sits_together_and_another_apart(sizes: Sizes) -> None:
    classes = tuple(make_class(f"c{number}", size=20, most=150, week=number) for number in range(12))
    people = make_people(240)
    ids = tuple(person.id for person in people)
    problem = Problem(classes=classes, people=people, together=(ids[:120],), apart=(ids[120:132],))

    plan = searched(problem, sizes)

    assert broken_rules(problem, plan) == []


def test_more_people_than_places_is_proven() -> None:
    classes = (make_class("c1", most=3), make_class("c2", most=3))

    with pytest.raises(NoPlanExists):
        searched(Problem(classes=classes, people=make_people(7)))


def test_fewer_people_than_the_classes_need_is_proven() -> None:
    classes = tuple(make_class(f"c{number}", fewest=1) for number in range(3))

    with pytest.raises(NoPlanExists):
        searched(Problem(classes=classes, people=make_people(2)))


@however_drafted
def test_places_for_exactly_everybody_are_filled(sizes: Sizes) -> None:
    classes = tuple(make_class(f"c{number}", size=1, fewest=4, most=5) for number in range(3))
    problem = Problem(classes=classes, people=tuple(make_person(f"p{n}", prefers=("c0",)) for n in range(15)))

    plan = searched(problem, sizes)

    assert (broken_rules(problem, plan), plan.status) == ([], "optimal")


@pytest.mark.parametrize("weights", [Weights(size=0, prefer=0, crowding=0), Weights(size=9_000, prefer=40_000)])
def test_prices_may_be_nothing_or_large(weights: Weights) -> None:
    city = a_city(people=1_000, classes=10)
    problem = replace(city, together=(), apart=(), unit_max_per_week=None, weights=weights)

    plan = searched(problem)

    assert broken_rules(problem, plan) == []
    assert plan.cost.total == plan.bound
