"""How long a search may take."""

import time
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """Seconds a caller grants for everything: building the model, searching it, reading the answer."""

    seconds: float
    started: float = field(default_factory=time.perf_counter)

    def spent(self) -> float:
        """Seconds since the limit was made."""
        return time.perf_counter() - self.started

    def left(self) -> float:
        """Seconds that remain, never below zero."""
        return max(0.0, self.seconds - self.spent())
