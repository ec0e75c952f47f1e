"""The cheapest ways out of a contradiction, whatever it is about."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

from khaigiang.solvers.time_limit import TimeLimit

# The best plan of one way out may take this share of the time that is left.
SHARE: Final = 4
PRICED: Final = 24
# Whoever waits has something to read with so many.
ENOUGH: Final = 3


class Total(Protocol):
    """A cost that has been added up."""

    @property
    def total(self) -> int: ...


class Costed(Protocol):
    """A plan that says what it costs."""

    @property
    def cost(self) -> Total: ...


DemandT = TypeVar("DemandT")
PlanT = TypeVar("PlanT", bound=Costed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation(Generic[DemandT, PlanT]):
    """Demands to drop, none of them needlessly, and the best plan found for the whole without them."""

    drop: tuple[DemandT, ...]
    plan: PlanT


def cheapest(
    drops: Iterable[frozenset[DemandT]],
    priced: Callable[[frozenset[DemandT]], Relaxation[DemandT, PlanT] | None],
    *,
    limit: TimeLimit,
    most: int,
) -> tuple[Relaxation[DemandT, PlanT], ...]:
    """Up to `most` of the ways out that are priced before the limit ends, cheapest plan first, each way once.

    With that many found, or ENOUGH, no more are priced once half of the time is gone.
    """
    found: dict[frozenset[DemandT], Relaxation[DemandT, PlanT]] = {}
    for drop in drops:
        enough = min(most, ENOUGH) if limit.spent() > limit.seconds / 2 else PRICED
        if len(found) >= enough or not limit.left():
            break
        relaxation = priced(drop)
        if relaxation is not None:
            found.setdefault(frozenset(relaxation.drop), relaxation)
    return tuple(sorted(found.values(), key=_price)[:most])


def _price(relaxation: Relaxation[DemandT, PlanT]) -> tuple[int, int]:
    return relaxation.plan.cost.total, len(relaxation.drop)


def seconds_of_one(limit: TimeLimit) -> float:
    """How long the plan of one way out may be searched."""
    return max(limit.left() / SHARE, 0.1)
