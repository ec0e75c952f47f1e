"""How long a search may take."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field


def never() -> bool:
    """Nobody stops it."""
    return False


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """Seconds a caller grants for everything: building the model, searching it, reading the answer.

    Whoever granted them may end them early: `is_stopped`, which is asked often, stays true once it is.
    """

    seconds: float
    started: float = field(default_factory=time.perf_counter)
    is_stopped: Callable[[], bool] = never

    def spent(self) -> float:
        """Seconds since the limit was made."""
        return time.perf_counter() - self.started

    def left(self) -> float:
        """Seconds that remain, never below zero; none once it is stopped."""
        return 0.0 if self.is_stopped() else max(0.0, self.seconds - self.spent())

    def share(self, seconds: float) -> "TimeLimit":
        """So many seconds from now on, stopped as the whole is."""
        return TimeLimit(seconds, is_stopped=self.is_stopped)
