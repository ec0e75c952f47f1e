"""How every model here is searched: one worker, one seed, one time limit, the same way each time."""

import time
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from khaigiang.solvers.errors import NoPlanExists, NoPlanInTime
from khaigiang.solvers.proof import Status


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """Seconds a caller grants for everything: building the model, searching it, reading the answer."""

    seconds: float
    started: float = field(default_factory=time.perf_counter)

    def spent(self) -> float:
        """Seconds since the limit was made."""
        return time.perf_counter() - self.started

    def left(self) -> float:
        """Seconds that remain, never below zero."""
        return max(0.0, self.seconds - self.spent())


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The best assignment of a model's variables, and what is proven about it: nothing costs less than `bound`."""

    solver: cp_model.CpSolver
    status: Status
    bound: int


def best_of(model: cp_model.CpModel, *, limit: TimeLimit, seed: int, branch_on_the_relaxation: bool) -> Found:
    """Search `model` until its optimum is proven or the limit ends.

    `branch_on_the_relaxation` suits a model whose linear relaxation lies close to its optimum. Raises NoPlanExists
    when it is proven that nothing satisfies the model, NoPlanInTime when nothing was found.
    """
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    # A second worker shares what it finds at moments nobody can repeat, and interleaving the two took four to ten
    # times as long (docs/solvers.md).
    parameters.num_workers = 1
    parameters.random_seed = seed
    parameters.max_time_in_seconds = limit.left()
    parameters.linearization_level = 2
    parameters.add_lp_constraints_lazily = not branch_on_the_relaxation
    if branch_on_the_relaxation:
        parameters.search_branching = cp_model.LP_SEARCH
    return _found(solver, solver.solve(model))


def _found(solver: cp_model.CpSolver, status: cp_model.CpSolverStatus) -> Found:
    match status:
        case cp_model.OPTIMAL:
            return Found(solver=solver, status="optimal", bound=round(solver.best_objective_bound))
        case cp_model.FEASIBLE:
            return Found(solver=solver, status="feasible", bound=round(solver.best_objective_bound))
        case cp_model.INFEASIBLE:
            raise NoPlanExists
        case _:
            raise NoPlanInTime
