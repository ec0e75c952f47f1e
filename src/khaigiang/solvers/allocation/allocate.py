"""The command `khaigiang allocate`: a problem in one file, its plan in another."""

import time

from khaigiang.solvers.allocation.form import CostForm, PlanForm, ProblemForm
from khaigiang.solvers.allocation.problem import Problem
from khaigiang.solvers.errors import NoPlanExists, NoPlanInTime
from khaigiang.solvers.reading import read, write
from khaigiang.solvers.task import Task


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
        return PlanForm(status="infeasible", seconds=_spent(task))
    except NoPlanInTime:
        return PlanForm(status="no_plan_in_time", seconds=_spent(task))
    return PlanForm(
        status=plan.status,
        assignment=plan.assignment,
        cost=CostForm.of(plan.cost),
        bound=plan.bound,
        seconds=_spent(task),
    )


def _spent(task: Task) -> float:
    return time.perf_counter() - task.started


def _seconds_to_write(problem: Problem) -> float:
    return 0.1 + len(problem.people) / 400_000
