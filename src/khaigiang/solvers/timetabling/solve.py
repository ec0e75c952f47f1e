"""The cheapest timetable of several classes: annealed, then proven where the problem is small enough for it."""

from dataclasses import replace
from typing import Final

from khaigiang.solvers.errors import NoPlanExists, NoPlanInTime
from khaigiang.solvers.progress import Progress, Watch, unwatched
from khaigiang.solvers.time_limit import TimeLimit
from khaigiang.solvers.timetabling.bounds import bound as least_cost
from khaigiang.solvers.timetabling.bounds import refuse_too_few_halls
from khaigiang.solvers.timetabling.conflict import contradicts_in_part
from khaigiang.solvers.timetabling.crammed import is_crammed
from khaigiang.solvers.timetabling.exact import prove
from khaigiang.solvers.timetabling.local import Effort, anneal
from khaigiang.solvers.timetabling.problem import Placement, Plan, Problem
from khaigiang.solvers.timetabling.reckoning import cost

# What is annealed in about a thousandth of a second.
PROPOSALS_A_STEP: Final = 1500
# A problem of no more pieces is annealed for so many proposals a piece, then proven as one model; where that takes half of
# the time that is left, the other half is annealed. A larger problem is annealed to the end, and searched as one model
# only where that found nothing.
PIECES_TO_PROVE: Final = 300
PROPOSALS_A_PIECE: Final = 42_000


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
    if any(is_crammed(problem, cls) for cls in problem.classes):
        raise NoPlanExists
    refuse_too_few_halls(problem)
    search = _Search(problem, limit=limit, seed=seed, watch=watch)
    effort = _effort_at_first(problem, limit, steps)
    if effort:
        search.anneal(effort)
        if search.is_over:
            return search.answer()
    if search.plan is None and contradicts_in_part(problem, TimeLimit(limit.left() / 2)):
        raise NoPlanExists
    if search.plan is None or _size(problem) <= PIECES_TO_PROVE:
        search.prove(steps)
        if search.plan and not search.is_over:
            search.anneal(Effort(limit=TimeLimit(limit.left()), proposals=_proposals(steps)))
    return search.answer()


class _Search:
    """The best timetable and the highest bound that the engines have found so far."""

    def __init__(self, problem: Problem, *, limit: TimeLimit, seed: int, watch: Watch) -> None:
        self.problem, self.limit, self.seed = problem, limit, seed
        self.told = _BestSoFar(watch, least_cost(problem))
        self.plan: Plan | None = None

    @property
    def is_over(self) -> bool:
        """Has the watcher had enough, or is nothing left to be found?"""
        return self.told.to_stop or (self.plan is not None and self.plan.status == "optimal")

    def anneal(self, effort: Effort) -> None:
        """Look for a cheaper timetable, each time with other dice."""
        found = anneal(self.problem, effort=effort, bound=self.told.bound, seed=self.seed, watch=self.told)
        self.seed += 1
        if found is not None:
            self._take(found)

    def prove(self, steps: int | None) -> None:
        """Ask the exact model: for half the time that is left where there is a timetable already."""
        left = self.limit.left() / (2 if self.plan else 1)
        try:
            proven = prove(self.problem, limit=TimeLimit(left), seed=self.seed, steps=steps, watch=self.told)
        except NoPlanInTime:
            return
        self.told.bound = max(self.told.bound, proven.bound)
        self._take(proven.placements)

    def answer(self) -> Plan:
        """The best timetable; raises NoPlanInTime where there is none."""
        if self.plan is None:
            raise NoPlanInTime
        return replace(self.plan, seconds=self.limit.spent())

    def _take(self, placements: tuple[Placement, ...]) -> None:
        price = cost(self.problem, placements)
        if self.plan is None or price.total < self.plan.cost.total:
            self.plan = Plan(status="feasible", placements=placements, cost=price, bound=0, seconds=0.0)
        bound = self.told.bound
        self.plan = replace(self.plan, bound=bound, status="optimal" if self.plan.cost.total == bound else "feasible")


def _effort_at_first(problem: Problem, limit: TimeLimit, steps: int | None) -> Effort | None:
    """How long to anneal before the exact model; None where that comes first."""
    most = _proposals(steps)
    if _size(problem) > PIECES_TO_PROVE:
        return Effort(limit=limit, proposals=most)
    weights = problem.weights
    # Annealing is the shortest proof where the flow sees nearly all that is paid; elsewhere it takes time from the model.
    if weights.order or weights.travel or weights.spread or weights.moved:
        return None
    proposals = _size(problem) * PROPOSALS_A_PIECE
    return Effort(limit=limit, proposals=proposals if most is None else min(most, proposals))


def _proposals(steps: int | None) -> int | None:
    return None if steps is None else steps * PROPOSALS_A_STEP


def _size(problem: Problem) -> int:
    return sum(len(cls.pieces) for cls in problem.classes)


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
