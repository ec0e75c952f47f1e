"""The cheapest timetable of several classes, proven."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from ortools.sat.python import cp_model

from khaigiang.solvers.progress import Watch, unwatched
from khaigiang.solvers.search import Found, TimeLimit, best_of
from khaigiang.solvers.timetabling.grid import Choice, Grid, draw_up
from khaigiang.solvers.timetabling.prices import SOFT_RULES
from khaigiang.solvers.timetabling.problem import Placement, Plan, Problem
from khaigiang.solvers.timetabling.reckoning import cost
from khaigiang.solvers.timetabling.rules import HARD_RULES

Key = TypeVar("Key")


def solve(problem: Problem, *, seconds: float, seed: int = 0, watch: Watch = unwatched) -> Plan:
    """Place every item of every class at the least cost found in `seconds` (wall clock, building the model included).

    Placements come class by class in the order of time. The same problem and seed give the same plan whenever the
    optimum is proven in time. Raises NoPlanExists when the hard rules contradict each other, NoPlanInTime when the
    time ended before a first plan.
    """
    limit = TimeLimit(seconds)
    model = cp_model.CpModel()
    grid = draw_up(model, problem)
    for hard_rule in HARD_RULES:
        hard_rule(model, grid)
    model.minimize(cp_model.LinearExpr.sum([soft_rule(model, grid) for soft_rule in SOFT_RULES]))
    found = best_of(model, limit=limit, seed=seed, branch_on_the_relaxation=False, watch=watch)
    placements = tuple(_placements(grid, found))
    return Plan(
        status=found.status,
        placements=placements,
        cost=cost(problem, placements),
        bound=found.bound,
        seconds=limit.spent(),
    )


def _placements(grid: Grid, found: Found) -> Iterator[Placement]:
    teacher = {(class_id, slot): lecturer_id for class_id, _, slot, lecturer_id in _chosen(grid.teaches, found)}
    hall = {(class_id, slot): hall_id for class_id, slot, hall_id in _chosen(grid.sits, found)}
    item = {(class_id, slot): item_id for class_id, item_id, slot in _chosen(grid.at, found)}
    for cls in grid.problem.classes:
        for slot in cls.slots:
            if (cls.id, slot) in item:
                yield Placement(
                    class_id=cls.id,
                    item_id=item[cls.id, slot],
                    slot=slot,
                    hall_id=hall[cls.id, slot],
                    lecturer_id=teacher.get((cls.id, slot)),
                )


def _chosen(choices: Mapping[Key, Choice], found: Found) -> Iterator[Key]:
    return (key for key, choice in choices.items() if found.solver.boolean_value(choice))
