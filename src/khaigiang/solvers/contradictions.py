"""Why a problem has no plan: what contradicts itself and the cheapest ways out, whichever solver is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from khaigiang.solvers.errors import NoPlanInTime
from khaigiang.solvers.relaxations import ENOUGH, Costed, Relaxation
from khaigiang.solvers.time_limit import TimeLimit, never

DemandT = TypeVar("DemandT")
PlanT = TypeVar("PlanT", bound=Costed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction(Generic[DemandT, PlanT]):
    """Demands that have no plan together, and what could be given up, the cheapest first; empty when none is known."""

    demands: tuple[DemandT, ...] = ()
    ways_out: tuple[Relaxation[DemandT, PlanT], ...] = ()


def explained(
    problem: Any,
    smallest_conflict: Callable[..., tuple[DemandT, ...]],
    cheapest_relaxations: Callable[..., tuple[Relaxation[DemandT, PlanT], ...]],
    *,
    seconds: float,
    for_ways_out: float | None = None,
    seed: int = 0,
    most: int = ENOUGH,
    tell: Callable[[tuple[DemandT, ...]], object] = tuple,
    is_stopped: Callable[[], bool] = never,
) -> Contradiction[DemandT, PlanT]:
    """What contradicts itself in a problem, asked of one solver's two functions; the first takes `seconds` at most.

    The second looks for `most` ways out in what is left of them, or in `for_ways_out`, and ends with what it has once `is_stopped`.

    `tell` hears of the demands before ways out are looked for, which takes longer.
    No demands when the time ended before a contradiction was proven; no ways out when it ended before one was found.
    """
    limit = TimeLimit(seconds)
    try:
        conflict = smallest_conflict(problem, seconds=limit.left(), seed=seed) if limit.left() else ()
    except NoPlanInTime:
        conflict = ()
    if not conflict:
        return Contradiction()
    tell(conflict)
    left = limit.left() if for_ways_out is None else for_ways_out
    ways_out = cheapest_relaxations(
        problem, seconds=left, seed=seed, most=most, conflict=conflict, is_stopped=is_stopped
    )
    return Contradiction(demands=conflict, ways_out=ways_out)
