"""Why a move by hand is refused: the demands it would break, or break further."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A hard demand that a plan leaves unmet, and by how much."""

    by: int = 1


MissedT = TypeVar("MissedT", bound=Missed)


@dataclass(frozen=True, slots=True)
class Refusal(Generic[MissedT]):
    """A move that hard rules forbid."""

    broken: tuple[MissedT, ...]


def made_worse(before: Iterable[MissedT], after: Iterable[MissedT]) -> tuple[MissedT, ...]:
    """What is missed after a move and was not, or was by less, before it."""
    already = {replace(demand, by=0): demand.by for demand in before}
    return tuple(demand for demand in after if demand.by > already.get(replace(demand, by=0), 0))
