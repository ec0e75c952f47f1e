"""The command `khaigiang timetable`: a timetable for the classes of a file, written as a file."""

import time
from typing import Literal

from khaigiang.solvers.contradictions import explained
from khaigiang.solvers.errors import NoPlanExists, NoPlanInTime
from khaigiang.solvers.reading import read, write
from khaigiang.solvers.task import Task
from khaigiang.solvers.timetabling.form import PlanForm, ProblemForm, plan_form, problem_of, slots_of
from khaigiang.solvers.timetabling.problem import Problem

# What remains of the limit for reading the plan off and writing it, in seconds, and pieces that take a second more.
FOR_WRITING = 0.1
PIECES_A_SECOND = 10_000


def timetable(task: Task) -> None:
    """Give every class of the file a timetable at the least cost found, and say what is proven."""
    form = read(task.problem, ProblemForm)
    problem = problem_of(form)
    from khaigiang.solvers.timetabling.solve import solve  # noqa: PLC0415  a malformed file is told without OR-Tools

    pieces = sum(len(cls.pieces) for cls in problem.classes)
    left = task.seconds - FOR_WRITING - pieces / PIECES_A_SECOND - _spent(task)
    try:
        plan = solve(problem, seconds=left, seed=task.seed, steps=task.steps)
    except NoPlanExists:
        write(task.out, _why_none(form, problem, task, "infeasible"))
    except NoPlanInTime:
        write(task.out, _why_none(form, problem, task, "no_plan_in_time"))
    else:
        write(task.out, plan_form(form, plan, seconds=time.perf_counter() - task.started))


def _why_none(
    form: ProblemForm, problem: Problem, task: Task, status: Literal["infeasible", "no_plan_in_time"]
) -> PlanForm:
    """The contradiction and the cheapest ways out of it, as far as the time that is left finds them."""
    from khaigiang.solvers.timetabling.conflict import smallest_conflict  # noqa: PLC0415  seldom needed
    from khaigiang.solvers.timetabling.relaxations import cheapest_relaxations  # noqa: PLC0415  seldom needed
    from khaigiang.solvers.timetabling.told import demand_form, relaxation_form  # noqa: PLC0415  seldom needed

    left = task.seconds - FOR_WRITING - _spent(task)
    found = explained(problem, smallest_conflict, cheapest_relaxations, seconds=left, seed=task.seed)
    half_days = {slot: id_ for id_, slot in slots_of(form).items()}
    return PlanForm(
        status="infeasible" if found.demands else status,
        pieces={},
        seconds=round(_spent(task), 3),
        conflict=[demand_form(problem, demand, half_days) for demand in found.demands],
        relaxations=[relaxation_form(problem, way, half_days) for way in found.ways_out],
    )


def _spent(task: Task) -> float:
    return time.perf_counter() - task.started
