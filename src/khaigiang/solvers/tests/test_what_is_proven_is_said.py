"""The search: what it proves, what it only finds, and when it gives up."""

from itertools import combinations, pairwise

import pytest
from ortools.sat.python import cp_model

from khaigiang.solvers.allocation.solve import solve
from khaigiang.solvers.allocation.tests.makers import a_programme_of_579_officials
from khaigiang.solvers.errors import NoPlanExists, NoPlanInTime
from khaigiang.solvers.progress import Progress
from khaigiang.solvers.proof import Status, is_consistent
from khaigiang.solvers.search import SILENCE, best_of
from khaigiang.solvers.time_limit import TimeLimit


def a_sequence_of_low_autocorrelation(length: int) -> cp_model.CpModel:
    """Any sequence of signs will do; which one is best is hard to prove (problem 005 of CSPLib)."""
    model = cp_model.CpModel()
    plus = [model.new_bool_var("") for _ in range(length)]
    unlike = {pair: model.new_bool_var("") for pair in combinations(range(length), 2)}
    for (one, other), differs in unlike.items():
        model.add_bool_xor([plus[one], plus[other], ~differs])
    off_balance = []
    for shift in range(1, length):
        off = model.new_int_var(0, length, "")
        differing = cp_model.LinearExpr.sum([unlike[one, one + shift] for one in range(length - shift)])
        model.add(off >= length - shift - 2 * differing)
        model.add(off >= 2 * differing - (length - shift))
        off_balance.append(off)
    model.minimize(cp_model.LinearExpr.sum(off_balance))
    return model


def test_an_optimum_is_proven() -> None:
    found = best_of(a_sequence_of_low_autocorrelation(7), limit=TimeLimit(20), seed=0, branch_on_the_relaxation=False)

    assert (found.status, found.bound, found.solver.objective_value) == ("optimal", 3, 3)


def test_the_best_found_in_time_is_called_feasible_and_its_bound_is_honest() -> None:
    found = best_of(a_sequence_of_low_autocorrelation(61), limit=TimeLimit(4), seed=0, branch_on_the_relaxation=False)

    assert found.status == "feasible"
    assert 0 <= found.bound < found.solver.objective_value


@pytest.mark.parametrize("branch_on_the_relaxation", [True, False])
def test_a_contradiction_is_proven(*, branch_on_the_relaxation: bool) -> None:
    model = cp_model.CpModel()
    model.add_bool_or([])

    with pytest.raises(NoPlanExists):
        best_of(model, limit=TimeLimit(5), seed=0, branch_on_the_relaxation=branch_on_the_relaxation)


def test_a_limit_already_spent_finds_nothing() -> None:
    with pytest.raises(NoPlanInTime):
        best_of(a_sequence_of_low_autocorrelation(61), limit=TimeLimit(0), seed=0, branch_on_the_relaxation=False)


@pytest.mark.parametrize(
    ("status", "cost", "bound", "consistent"),
    [
        ("optimal", 3, 3, True),
        ("optimal", 4, 3, False),
        ("optimal", 3, 4, False),
        ("feasible", 4, 3, True),
        ("feasible", 3, 3, True),
        ("feasible", 3, 4, False),
    ],
)
def test_a_plan_may_cost_no_less_than_its_bound_and_no_more_when_it_is_optimal(
    status: Status, cost: int, bound: int, *, consistent: bool
) -> None:
    assert is_consistent(status, cost=cost, bound=bound) is consistent


def test_a_search_that_is_watched_tells_how_far_it_is_and_never_gets_worse() -> None:
    told: list[Progress] = []

    def look_on(progress: Progress) -> bool:
        told.append(progress)
        return True

    model = a_sequence_of_low_autocorrelation(14)
    found = best_of(model, limit=TimeLimit(30), seed=0, branch_on_the_relaxation=False, watch=look_on)

    costs = [one.cost for one in told if one.cost is not None]
    bounds = [one.bound for one in told if one.bound is not None]
    assert costs == sorted(costs, reverse=True)
    assert bounds == sorted(bounds)
    assert [one.seconds for one in told] == sorted(one.seconds for one in told)
    assert (costs[-1], bounds[-1], found.status) == (found.bound, found.bound, "optimal")


def test_a_search_told_to_stop_keeps_the_best_it_has_found() -> None:
    def stop_at_the_first_plan(progress: Progress) -> bool:
        return progress.cost is None

    limit = TimeLimit(60)
    model = a_sequence_of_low_autocorrelation(61)
    found = best_of(model, limit=limit, seed=0, branch_on_the_relaxation=False, watch=stop_at_the_first_plan)

    assert found.status == "feasible"
    assert limit.spent() < 30


def test_a_search_stopped_before_its_first_plan_has_none() -> None:
    with pytest.raises(NoPlanInTime):
        best_of(
            a_sequence_of_low_autocorrelation(61),
            limit=TimeLimit(60),
            seed=0,
            branch_on_the_relaxation=False,
            watch=lambda _: False,
        )


def test_whoever_looks_on_is_asked_at_least_every_second() -> None:
    asked: list[float] = []

    def look_on(progress: Progress) -> bool:
        asked.append(progress.seconds)
        return progress.seconds < 4

    model = a_sequence_of_low_autocorrelation(61)
    best_of(model, limit=TimeLimit(60), seed=0, branch_on_the_relaxation=False, watch=look_on)

    # Half a second more for a machine that is busy with other things.
    assert max(later - earlier for earlier, later in pairwise(asked)) < SILENCE + 0.5


def test_what_the_watcher_raises_ends_the_search() -> None:
    def interrupt(_: Progress) -> bool:
        raise KeyboardInterrupt

    limit = TimeLimit(60)
    model = a_sequence_of_low_autocorrelation(61)
    with pytest.raises(KeyboardInterrupt):
        best_of(model, limit=limit, seed=0, branch_on_the_relaxation=False, watch=interrupt)

    assert limit.spent() < 30


def test_a_search_that_is_watched_finds_the_same_plan() -> None:
    problem = a_programme_of_579_officials()

    alone, watched = solve(problem, seconds=60), solve(problem, seconds=60, watch=lambda _: True)

    assert watched.assignment == alone.assignment
