"""The cheapest timetable of several classes: annealed, then proven where the problem is small enough for it."""

from dataclasses import replace
from typing import Final

from khaigiang.solvers.errors import NoPlanInTime
from khaigiang.solvers.progress import Progress, Watch, unwatched
from khaigiang.solvers.proof import Status
from khaigiang.solvers.time_limit import TimeLimit
from khaigiang.solvers.timetabling.bounds import bound as least_cost
from khaigiang.solvers.timetabling.exact import prove
from khaigiang.solvers.timetabling.local import Effort, anneal
from khaigiang.solvers.timetabling.problem import Cost, Placement, Plan, Problem
from khaigiang.solvers.timetabling.reckoning import cost

# What is annealed in about a thousandth of a second.
PROPOSALS_A_STEP: Final = 300
# A problem of no more pieces is annealed in rounds, each four times as long as the one before, then proven as one model;
# a larger one is annealed to the end, and searched as one model only where that found nothing.
PIECES_TO_PROVE: Final = 300
PROPOSALS_A_PIECE: Final = (800, 3200, 12_800)


def solve(
    problem: Problem, *, seconds: float, seed: int = 0, steps: int | None = None, watch: Watch = unwatched
) -> Plan:
    """Place every piece of every class at the least cost found in `seconds` (wall clock, everything included).

    Placements come class by class in the order of time. The same problem and seed give the same plan whenever the
    optimum is proven in time, or `steps` (thousandths of a second of work, as the engines count it) end the search.
    Raises NoPlanExists when the hard rules contradict each other, NoPlanInTime when the limit came, or `watch` stopped
    the search, before a first plan.
    """
    limit = TimeLimit(seconds)
    if seconds <= 0:
        raise NoPlanInTime
    bound = least_cost(problem)
    told = _BestSoFar(watch, bound)
    plan: Plan | None = None
    for number, effort in enumerate(_efforts(problem, limit, steps)):
        found = anneal(problem, effort=effort, bound=bound, seed=seed + number, watch=told)
        plan = _cheaper(plan, _plan(problem, found, bound, limit))
        if told.to_stop or (plan and plan.status == "optimal"):
            return _or_late(plan, limit)
    if plan and _size(problem) > PIECES_TO_PROVE:
        return replace(plan, seconds=limit.spent())
    try:
        proven = prove(problem, limit=limit, seed=seed, steps=steps, watch=told)
    except NoPlanInTime:
        return _or_late(plan, limit)
    best = proven if plan is None or proven.cost.total <= plan.cost.total else plan
    bound = max(bound, proven.bound)
    return replace(best, bound=bound, status=_status(best.cost, bound), seconds=limit.spent())


def _efforts(problem: Problem, limit: TimeLimit, steps: int | None) -> list[Effort]:
    """How long to anneal, round by round."""
    most = None if steps is None else steps * PROPOSALS_A_STEP
    if _size(problem) > PIECES_TO_PROVE:
        return [Effort(limit=limit, proposals=most)]
    weights = problem.weights
    # Annealing is the shortest proof where the flow sees nearly all that is paid; elsewhere it takes time from the model.
    is_unseen = weights.order or weights.travel or weights.spread or weights.moved
    rounds = [] if is_unseen else [_size(problem) * proposals for proposals in PROPOSALS_A_PIECE]
    return [Effort(limit=limit, proposals=proposals if most is None else min(most, proposals)) for proposals in rounds]


def _size(problem: Problem) -> int:
    return sum(len(cls.pieces) for cls in problem.classes)


def _cheaper(plan: Plan | None, other: Plan | None) -> Plan | None:
    plans = [one for one in (other, plan) if one is not None]
    return min(plans, key=lambda one: one.cost.total, default=None)


def _plan(problem: Problem, placements: tuple[Placement, ...] | None, bound: int, limit: TimeLimit) -> Plan | None:
    if placements is None:
        return None
    price = cost(problem, placements)
    return Plan(
        status=_status(price, bound),
        placements=placements,
        cost=price,
        bound=bound,
        seconds=limit.spent(),
    )


def _status(price: Cost, bound: int) -> Status:
    return "optimal" if price.total == bound else "feasible"


def _or_late(plan: Plan | None, limit: TimeLimit) -> Plan:
    if plan is None:
        raise NoPlanInTime
    return replace(plan, seconds=limit.spent())


class _BestSoFar:
    """Passes progress on as one search: its best never gets worse from one engine to the next."""

    def __init__(self, watch: Watch, bound: int) -> None:
        self.watch, self.bound = watch, bound
        self.cost: int | None = None
        self.to_stop = False

    def __call__(self, progress: Progress) -> bool:
        costs = [cost for cost in (self.cost, progress.cost) if cost is not None]
        self.cost = min(costs, default=None)
        self.bound = max(self.bound, progress.bound or 0)
        goes_on = self.watch(replace(progress, cost=self.cost, bound=self.bound))
        self.to_stop = not goes_on
        return goes_on
