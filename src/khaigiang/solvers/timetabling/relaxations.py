"""What could be given up when no timetable is possible: the cheapest sets of demands without which there is one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from khaigiang.solvers.errors import NoPlanExists, NoPlanInTime
from khaigiang.solvers.subsets import needed, ways_out
from khaigiang.solvers.time_limit import TimeLimit
from khaigiang.solvers.timetabling.conflict import THE_HALLS_THERE_ARE, is_possible, smallest_conflict
from khaigiang.solvers.timetabling.demands import Demand
from khaigiang.solvers.timetabling.problem import Plan, Problem
from khaigiang.solvers.timetabling.relaxing import without
from khaigiang.solvers.timetabling.solve import solve

# One timetable may take this share of the time that is left.
SHARE: Final = 4
PRICED: Final = 24

Drop = frozenset[Demand]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """Demands to drop, none of them needlessly, and the best timetable found without them."""

    drop: tuple[Demand, ...]
    plan: Plan


def cheapest_relaxations(
    problem: Problem, *, seconds: float, seed: int = 0, most: int = 3, conflict: tuple[Demand, ...] = ()
) -> tuple[Relaxation, ...]:
    """Up to `most` different sets of demands to drop, cheapest timetable first; empty when the problem has one.

    Each makes the whole problem solvable and has no member too many. `conflict` saves time when it is already known.
    """
    limit = TimeLimit(seconds)
    found: dict[Drop, Relaxation] = {}
    for drop in ways_out(conflict, lambda some: _contradiction_without(problem, some, limit), _alternatives, _rule):
        if len(found) >= PRICED or (len(found) >= most and not limit.left()):
            break
        relaxation = _priced(problem, drop, limit, seed)
        if relaxation is not None:
            found.setdefault(frozenset(relaxation.drop), relaxation)
    return tuple(sorted(found.values(), key=_price)[:most])


def _rule(demand: Demand) -> str:
    return demand.rule


def _price(relaxation: Relaxation) -> tuple[int, int]:
    return relaxation.plan.cost.total, len(relaxation.drop)


def _alternatives(conflict: Sequence[Demand]) -> list[Drop]:
    return [frozenset([demand]) for demand in conflict if demand != THE_HALLS_THERE_ARE]


def _contradiction_without(problem: Problem, drop: Drop, limit: TimeLimit) -> tuple[Demand, ...] | None:
    some = without(problem, drop)
    if is_possible(some, limit):
        return ()
    try:
        return smallest_conflict(some, seconds=limit.left())
    except NoPlanInTime:
        return None


def _priced(problem: Problem, drop: Drop, limit: TimeLimit, seed: int) -> Relaxation | None:
    kept = list(drop)
    if len(kept) > 1:
        kept = needed(sorted(kept, key=repr), lambda some: bool(is_possible(without(problem, some), limit)))
    try:
        plan = solve(without(problem, kept), seconds=max(limit.left() / SHARE, 0.1), seed=seed)
    except (NoPlanExists, NoPlanInTime):
        return None
    return Relaxation(drop=tuple(kept), plan=plan)
