"""The cheapest allocation of people to classes, proven or with a proven bound."""

from typing import Final

from khaigiang.solvers.allocation.problem import Plan, Problem
from khaigiang.solvers.errors import NoPlanExists
from khaigiang.solvers.progress import Watch, unwatched
from khaigiang.solvers.time_limit import TimeLimit

# Up to so many seats (people times classes) one model proves the optimum in seconds; beyond, a city is searched.
SEATS_OF_A_PROGRAMME: Final = 40_000
# Among so many people a contradiction that shows at a glance is looked for first.
LOOKED_AT_FIRST: Final = 20_000


def solve(
    problem: Problem, *, seconds: float, seed: int = 0, steps: int | None = None, watch: Watch = unwatched
) -> Plan:
    """Place everybody at the least cost found in `seconds` (wall clock, building the model included).

    The same problem, seed and `steps` give the same plan, and without `steps` too whenever the optimum is proven in
    time. `watch` is told of each better plan and bound. Raises NoPlanExists when the hard rules contradict each other,
    NoPlanInTime when the time ended before a first plan.
    """
    limit = TimeLimit(seconds)
    if len(problem.people) * len(problem.classes) <= SEATS_OF_A_PROGRAMME:
        from khaigiang.solvers.allocation import exact  # noqa: PLC0415  each search loads what the other needs not

        return exact.solve(problem, limit=limit, seed=seed, steps=steps, watch=watch)
    from khaigiang.solvers.allocation.city.solve import solve as solve_city  # noqa: PLC0415  it loads numba
    from khaigiang.solvers.allocation.conflict import is_plainly_contradictory  # noqa: PLC0415  cities alone need it

    # A city's search would spend the time in which the contradiction can be told.
    if len(problem.people) <= LOOKED_AT_FIRST and is_plainly_contradictory(problem):
        raise NoPlanExists
    return solve_city(problem, limit=limit, seed=seed, steps=steps, watch=watch)
