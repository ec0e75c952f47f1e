"""What could be given up when no timetable is possible: the cheapest sets of demands without which there is one."""

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from khaigiang.solvers import relaxations
from khaigiang.solvers.errors import NoPlanExists, NoPlanInTime
from khaigiang.solvers.progress import until_stopped
from khaigiang.solvers.subsets import needed, ways_out
from khaigiang.solvers.time_limit import TimeLimit, never
from khaigiang.solvers.timetabling.conflict import THE_HALLS_THERE_ARE, is_possible, smallest_conflict
from khaigiang.solvers.timetabling.demands import Demand
from khaigiang.solvers.timetabling.problem import Plan, Problem
from khaigiang.solvers.timetabling.relaxing import without
from khaigiang.solvers.timetabling.solve import solve

# One question may take this share of the time that is left.
QUESTIONS: Final = 10

Drop: TypeAlias = frozenset[Demand]
Relaxation: TypeAlias = relaxations.Relaxation[Demand, Plan]


def cheapest_relaxations(
    problem: Problem,
    *,
    seconds: float,
    seed: int = 0,
    most: int = 3,
    conflict: tuple[Demand, ...] = (),
    is_stopped: Callable[[], bool] = never,
) -> tuple[Relaxation, ...]:
    """Up to `most` different sets of demands to drop, cheapest timetable first; empty when the problem has one.

    Each makes the whole problem solvable and has no member of which it is known in time that it is one too many.
    `conflict` saves time when it is already known. Once `is_stopped`, it ends with what has a price.
    """
    limit = TimeLimit(seconds, is_stopped=is_stopped)
    drops = ways_out(conflict, lambda some: _contradiction_without(problem, some, limit), _alternatives, _rule)
    return relaxations.cheapest(drops, lambda drop: _priced(problem, drop, limit, seed), limit=limit, most=most)


def _rule(demand: Demand) -> str:
    return demand.rule


def _alternatives(conflict: Sequence[Demand]) -> list[Drop]:
    return [frozenset([demand]) for demand in conflict if demand != THE_HALLS_THERE_ARE]


def _contradiction_without(problem: Problem, drop: Drop, limit: TimeLimit) -> tuple[Demand, ...] | None:
    if not limit.left():
        return None
    some = without(problem, drop)
    if _is_possible(some, limit):
        return ()
    try:
        return smallest_conflict(some, seconds=limit.left(), is_stopped=limit.is_stopped)
    except NoPlanInTime:
        return None


def _is_possible(problem: Problem, limit: TimeLimit) -> bool:
    """Is it known within a share of the time that is left? One hard question must not take it all."""
    return bool(is_possible(problem, limit.share(limit.left() / QUESTIONS)))


def _priced(problem: Problem, drop: Drop, limit: TimeLimit, seed: int) -> Relaxation | None:
    kept = list(drop)
    if len(kept) > 1:
        kept = needed(sorted(kept, key=repr), lambda some: _is_possible(without(problem, some), limit))
    try:
        seconds = relaxations.seconds_of_one(limit)
        plan = solve(without(problem, kept), seconds=seconds, seed=seed, watch=until_stopped(limit))
    except (NoPlanExists, NoPlanInTime):
        return None
    return relaxations.Relaxation(drop=tuple(kept), plan=plan)
