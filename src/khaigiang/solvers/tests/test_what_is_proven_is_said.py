"""The search: what it proves, what it only finds, and when it gives up."""

from itertools import combinations

import pytest
from ortools.sat.python import cp_model

from khaigiang.solvers.errors import NoPlanExists, NoPlanInTime
from khaigiang.solvers.proof import Status, is_consistent
from khaigiang.solvers.search import TimeLimit, best_of


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
