"""How every model here is searched: one worker, one seed, one time limit, the same way each time."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from ortools.sat.python import cp_model

from khaigiang.solvers.errors import NoPlanExists, NoPlanInTime
from khaigiang.solvers.progress import Progress, Watch, unwatched
from khaigiang.solvers.proof import Status
from khaigiang.solvers.time_limit import TimeLimit, never

# A watcher is asked at least so often (in seconds) whether to go on.
SILENCE: Final = 1.0
STEPS_A_SECOND: Final = 1000

Drawn = TypeVar("Drawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The best assignment of a model's variables, and what is proven about it: nothing costs less than `bound`."""

    solver: cp_model.CpSolver
    status: Status
    bound: int


def best_of(
    model: cp_model.CpModel,
    *,
    limit: TimeLimit,
    seed: int,
    branch_on_the_relaxation: bool,
    steps: int | None = None,
    watch: Watch = unwatched,
) -> Found:
    """Search `model` until its optimum is proven, the limit ends, `steps` are made or `watch` stops it.

    A step is a thousandth of the solver's own second, which measures its work and not the clock.
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
    if steps is not None:
        parameters.max_deterministic_time = steps / STEPS_A_SECOND
    parameters.linearization_level = 2
    parameters.add_lp_constraints_lazily = not branch_on_the_relaxation
    if branch_on_the_relaxation:
        parameters.search_branching = cp_model.LP_SEARCH
        # The relaxation decides; looking for what follows from single values took as long as the search itself.
        parameters.cp_model_probing_level = 0
        parameters.symmetry_level = 0
    if watch is unwatched:
        return _found(solver, solver.solve(model))
    return _found(solver, _watched(solver, model, limit, watch))


def best_by_rules(
    model: cp_model.CpModel,
    drawn: Drawn,
    hard_rules: Iterable[Callable[[cp_model.CpModel, Drawn], None]],
    soft_rules: Iterable[Callable[[cp_model.CpModel, Drawn], cp_model.LinearExprT]],
    *,
    limit: TimeLimit,
    seed: int,
    branch_on_the_relaxation: bool,
    steps: int | None = None,
    watch: Watch = unwatched,
) -> Found:
    """Search what was drawn up in `model` under these rules, soft ones at their price; see `best_of`."""
    for hard_rule in hard_rules:
        hard_rule(model, drawn)
    model.minimize(cp_model.LinearExpr.sum([soft_rule(model, drawn) for soft_rule in soft_rules]))
    return best_of(
        model, limit=limit, seed=seed, branch_on_the_relaxation=branch_on_the_relaxation, steps=steps, watch=watch
    )


def answer_of(solver: cp_model.CpSolver, model: cp_model.CpModel, limit: TimeLimit) -> cp_model.CpSolverStatus:
    """What a solver answers within a limit, which may be stopped at least every second."""
    solver.parameters.max_time_in_seconds = limit.left()
    if limit.is_stopped is never:
        return solver.solve(model)
    with _in_a_thread(solver, model) as search:
        while not search.done() and not limit.is_stopped():
            wait([search], timeout=SILENCE)
    return search.result()


class _Overheard(cp_model.CpSolverSolutionCallback):
    """What the search has said so far: it searches in a thread of its own and sets `news`."""

    def __init__(self) -> None:
        super().__init__()
        self.cost: int | None = None
        self.bound: int | None = None
        self.news = threading.Event()

    def on_solution_callback(self) -> None:
        self.cost = round(self.objective_value)
        self.news.set()

    def hear_bound(self, bound: float) -> None:
        self.bound = round(bound)
        self.news.set()


def _watched(
    solver: cp_model.CpSolver, model: cp_model.CpModel, limit: TimeLimit, watch: Watch
) -> cp_model.CpSolverStatus:
    # The watcher is told in the caller's thread: there its database connection and its signals are at home.
    heard = _Overheard()
    solver.best_bound_callback = heard.hear_bound
    with _in_a_thread(solver, model, heard) as search:
        search.add_done_callback(lambda _: heard.news.set())
        _tell_until_the_end(search, heard, limit, watch)
    if heard.cost is not None:
        # What is proven at the very end is told by nothing else.
        bound = round(solver.best_objective_bound)
        watch(Progress(seconds=limit.spent(), cost=round(solver.objective_value), bound=bound))
    return search.result()


@contextmanager
def _in_a_thread(solver: cp_model.CpSolver, *asked: Any) -> "Iterator[Future[cp_model.CpSolverStatus]]":
    """A search in a thread of its own, which ends with the block."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        search = pool.submit(solver.solve, *asked)
        try:
            yield search
        finally:
            # Asked again until it is heard: a search that has not quite begun hears nothing.
            while not search.done():
                solver.stop_search()
                time.sleep(SILENCE / 100)


def _tell_until_the_end(
    search: "Future[cp_model.CpSolverStatus]", heard: _Overheard, limit: TimeLimit, watch: Watch
) -> None:
    is_over = False
    while not is_over:
        heard.news.wait(SILENCE)
        heard.news.clear()
        is_over = search.done()
        is_over |= not watch(Progress(seconds=limit.spent(), cost=heard.cost, bound=heard.bound))


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
