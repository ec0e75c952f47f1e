"""The command `khaigiang timetable`: a timetable for the classes of a file, written as a file."""

import time
from typing import Literal

from khaigiang.solvers.errors import NoPlanExists, NoPlanInTime
from khaigiang.solvers.reading import read, write
from khaigiang.solvers.task import Task
from khaigiang.solvers.timetabling.form import PlanForm, ProblemForm, plan_form, problem_of

# What remains of the limit for writing the plan, in seconds and as a share.
FOR_WRITING = 0.1


def timetable(task: Task) -> None:
    """Give every class of the file a timetable at the least cost found, and say what is proven."""
    form = read(task.problem, ProblemForm)
    problem = problem_of(form)
    from khaigiang.solvers.timetabling.solve import solve  # noqa: PLC0415  a malformed file is told without OR-Tools

    left = task.seconds - FOR_WRITING - (time.perf_counter() - task.started)
    try:
        plan = solve(problem, seconds=left, seed=task.seed, steps=task.steps)
    except NoPlanExists:
        write(task.out, _without_plan("infeasible", task))
    except NoPlanInTime:
        write(task.out, _without_plan("no_plan_in_time", task))
    else:
        write(task.out, plan_form(form, plan, seconds=time.perf_counter() - task.started))


def _without_plan(status: Literal["infeasible", "no_plan_in_time"], task: Task) -> PlanForm:
    return PlanForm(status=status, pieces={}, seconds=round(time.perf_counter() - task.started, 3))
