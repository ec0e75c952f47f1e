"""How every model here is searched: two workers, one seed, one time limit, the same way each time."""

import time
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from ortools.sat.python import cp_model

from khaigiang.solvers.errors import NoPlanExists, NoPlanInTime

Status: TypeAlias = Literal["optimal", "feasible"]

WORKERS: Final = 2


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
    """The best assignment of a model's variables, and what is proven about it."""

    solver: cp_model.CpSolver
    status: Status
    bound: int


def best_of(model: cp_model.CpModel, *, limit: TimeLimit, seed: int) -> Found:
    """Search `model` until its optimum is proven or the limit ends.

    Raises NoPlanExists when it is proven that nothing satisfies the model, NoPlanInTime when nothing was found.
    """
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    # Interleaving makes two workers as reproducible as one: the same seed walks the same way.
    solver.parameters.interleave_search = True
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = limit.left()
    match solver.solve(model):
        case cp_model.OPTIMAL:
            return Found(solver=solver, status="optimal", bound=round(solver.best_objective_bound))
        case cp_model.FEASIBLE:
            return Found(solver=solver, status="feasible", bound=round(solver.best_objective_bound))
        case cp_model.INFEASIBLE:
            raise NoPlanExists
        case _:
            raise NoPlanInTime
