"""What a search tells while it runs, and how it is told to stop."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from khaigiang.solvers.time_limit import TimeLimit, never


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a search has come after so many seconds: the cost of the best plan, and nothing costs less than `bound`.

    Either is None as long as there is none.
    """

    seconds: float
    cost: int | None = None
    bound: int | None = None


Watch: TypeAlias = Callable[[Progress], bool]
"""Is told each better plan or bound, and asked again at least every second; False stops the search, which keeps its best."""


def unwatched(_: Progress) -> bool:
    """Nobody looks on: the search goes on to its end."""
    return True


def until_stopped(limit: TimeLimit) -> Watch:
    """The search goes on until its limit is stopped."""
    return unwatched if limit.is_stopped is never else lambda _: not limit.is_stopped()
