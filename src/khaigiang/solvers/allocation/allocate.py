"""The command `khaigiang allocate`: a problem in one file, its plan in another."""

import time
from typing import Final

from khaigiang.solvers.allocation.form import CostForm, DemandForm, PlanForm, ProblemForm, RelaxationForm, Told
from khaigiang.solvers.allocation.problem import Problem
from khaigiang.solvers.contradictions import explained
from khaigiang.solvers.errors import NoPlanExists, NoPlanInTime
from khaigiang.solvers.reading import read, write
from khaigiang.solvers.task import Task

# Among more people a contradiction is not looked for: that takes longer than any plan.
MOST_EXPLAINED: Final = 20_000


def allocate(task: Task) -> None:
    """Place the people of PROBLEM in its classes at the least cost that is found in time, and write the plan."""
    problem = read(task.problem, ProblemForm).problem
    write(task.out, _answer(problem, task))


def _answer(problem: Problem, task: Task) -> PlanForm:
    from khaigiang.solvers.allocation.solve import solve  # noqa: PLC0415  a malformed file is refused without it

    left = task.seconds - _seconds_to_write(problem) - _spent(task)
    try:
        plan = solve(problem, seconds=max(0.0, left), seed=task.seed, steps=task.steps)
    except NoPlanExists:
        return _why_nothing_fits(problem, task, "infeasible")
    except NoPlanInTime:
        return _why_nothing_fits(problem, task, "no_plan_in_time")
    return PlanForm(
        status=plan.status,
        assignment=plan.assignment,
        cost=CostForm.of(plan.cost, problem),
        bound=plan.bound,
        seconds=_spent(task),
    )


def _why_nothing_fits(problem: Problem, task: Task, status: Told) -> PlanForm:
    """The contradiction and the cheapest ways out of it, as far as the time that is left finds them."""
    from khaigiang.solvers.allocation.conflict import smallest_conflict  # noqa: PLC0415  seldom needed
    from khaigiang.solvers.allocation.relaxations import cheapest_relaxations  # noqa: PLC0415  seldom needed

    if len(problem.people) > MOST_EXPLAINED:
        return PlanForm(status=status, seconds=_spent(task))
    left = task.seconds - _spent(task) - _seconds_to_write(problem)
    found = explained(problem, smallest_conflict, cheapest_relaxations, seconds=left, seed=task.seed)
    return PlanForm(
        status="infeasible" if found.demands else status,
        seconds=_spent(task),
        conflict=tuple(DemandForm.of(problem, demand) for demand in found.demands),
        relaxations=tuple(RelaxationForm.of(problem, way.drop, way.plan.cost.total) for way in found.ways_out),
    )


def _spent(task: Task) -> float:
    return time.perf_counter() - task.started


def _seconds_to_write(problem: Problem) -> float:
    return 0.1 + len(problem.people) / 150_000
