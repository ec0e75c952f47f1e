"""The search that proves: one model of kinds of people and classes, for as many as a programme has."""

from collections.abc import Iterator

from ortools.sat.python import cp_model

from khaigiang.solvers.allocation.check import cost
from khaigiang.solvers.allocation.problem import ClassId, PersonId, Plan, Problem
from khaigiang.solvers.allocation.rules import HARD_RULES, SOFT_RULES
from khaigiang.solvers.allocation.seating import Seating, seat
from khaigiang.solvers.progress import Watch
from khaigiang.solvers.search import Found, best_by_rules
from khaigiang.solvers.time_limit import TimeLimit


def solve(problem: Problem, *, limit: TimeLimit, seed: int, steps: int | None, watch: Watch) -> Plan:
    """The best plan found until the limit ends or `steps` are made. Raises NoPlanExists or NoPlanInTime."""
    model = cp_model.CpModel()
    seating = seat(model, problem)
    found = best_by_rules(
        model,
        seating,
        HARD_RULES,
        SOFT_RULES,
        limit=limit,
        seed=seed,
        branch_on_the_relaxation=True,
        steps=steps,
        watch=watch,
    )
    assignment = dict(_places(seating, found))
    return Plan(
        status=found.status,
        assignment=assignment,
        cost=cost(problem, assignment),
        bound=found.bound,
        seconds=limit.spent(),
    )


def _places(seating: Seating, found: Found) -> Iterator[tuple[PersonId, ClassId]]:
    for number, kind in enumerate(seating.kinds):
        waiting = iter(kind.people)
        for cls in seating.problem.classes:
            for _ in range(found.solver.value(seating.seats[number, cls.id])):
                yield next(waiting).id, cls.id
