"""The cheapest timetable of several classes, proven."""

from khaigiang.solvers.progress import Watch, unwatched
from khaigiang.solvers.time_limit import TimeLimit
from khaigiang.solvers.timetabling.exact import prove
from khaigiang.solvers.timetabling.problem import Plan, Problem


def solve(
    problem: Problem, *, seconds: float, seed: int = 0, steps: int | None = None, watch: Watch = unwatched
) -> Plan:
    """Place every piece of every class at the least cost found in `seconds` (wall clock, building the model included).

    Placements come class by class in the order of time. The same problem and seed give the same plan whenever the
    optimum is proven in time. Raises NoPlanExists when the hard rules contradict each other, NoPlanInTime when the
    time (or the work, where `steps` limit it) ended, or `watch` stopped the search, before a first plan.
    """
    return prove(problem, limit=TimeLimit(seconds), seed=seed, steps=steps, watch=watch)
