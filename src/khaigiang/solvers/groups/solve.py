"""The most mixed division of a class into groups, proven."""

from collections.abc import Iterator

from ortools.sat.python import cp_model

from khaigiang.solvers.groups.check import cost
from khaigiang.solvers.groups.problem import Group, PersonId, Plan, Problem
from khaigiang.solvers.groups.rules import HARD_RULES, SOFT_RULES
from khaigiang.solvers.groups.seating import Seating, seat
from khaigiang.solvers.progress import Watch, unwatched
from khaigiang.solvers.search import Found, best_by_rules
from khaigiang.solvers.time_limit import TimeLimit


def solve(problem: Problem, *, seconds: float, seed: int = 0, watch: Watch = unwatched) -> Plan:
    """Divide everybody into groups at the least cost found in `seconds` (wall clock, building the model included).

    The same problem and seed give the same plan whenever the optimum is proven in time. Raises NoPlanExists when no
    number of groups keeps the sizes within bounds, NoPlanInTime when the time ended before a first division.
    """
    limit = TimeLimit(seconds)
    model = cp_model.CpModel()
    seating = seat(model, problem)
    found = best_by_rules(
        model, seating, HARD_RULES, SOFT_RULES, limit=limit, seed=seed, branch_on_the_relaxation=False, watch=watch
    )
    division = dict(_places(seating, found))
    return Plan(
        status=found.status,
        division=division,
        cost=cost(problem, division),
        bound=found.bound,
        seconds=limit.spent(),
    )


def _places(seating: Seating, found: Found) -> Iterator[tuple[PersonId, Group]]:
    for number, people in enumerate(seating.kinds):
        waiting = iter(people)
        for group in seating.sizes:
            for _ in range(found.solver.value(seating.seats[number, group])):
                yield next(waiting).id, group
