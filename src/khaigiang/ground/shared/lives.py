"""The life of a thing as one table: which act leads from which states to which, and on which page it is done."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One act of a life.

    `act` is the service that does it; the policy of `page`, an address by its name, says who may.
    """

    act: str
    starts: frozenset[str]
    end: str
    page: str


def steps(life: Iterable[Move]) -> frozenset[tuple[str, str]]:
    """Every step of a life, from state to state, whatever the act."""
    return frozenset((start, move.end) for move in life for start in move.starts)
