"""What a search may spend, and whom it tells how far it is."""

import time
from typing import Final

from khaigiang.solvers.progress import Progress, Watch, unwatched

# A kernel knows no clock: it makes so many proposals that the clock is read about this often.
SECONDS_A_CALL: Final = 0.05
CALLS_OF_A_REPEATABLE_RUN: Final = 500
# A watcher is told at least so often.
SILENCE: Final = 1.0


class Budget:
    """Seconds, or so many proposals where a search must be repeatable."""

    def __init__(self, *, seconds: float, steps: int | None = None, watch: Watch = unwatched) -> None:
        self._started = time.perf_counter()
        self._seconds, self._steps, self._watch = seconds, steps, watch
        self._told = Progress(seconds=0.0)

    def spent(self) -> float:
        """Seconds so far."""
        return time.perf_counter() - self._started

    def share(self, steps: int) -> float:
        """How much is spent after so many proposals: 0 at first, 1 or more at the end."""
        if self._steps is not None:
            return steps / self._steps if self._steps > 0 else 1.0
        return self.spent() / self._seconds if self._seconds > 0 else 1.0

    def proposals_at_first(self, fewest: int) -> int:
        """How many proposals the first call should make."""
        return fewest if self._steps is None else -(-self._steps // CALLS_OF_A_REPEATABLE_RUN)

    def proposals_next(self, proposals: int, seconds: float) -> int:
        """How many the next call should make, when so many took so long."""
        if self._steps is not None:
            return proposals
        wanted = proposals * SECONDS_A_CALL / max(seconds, SECONDS_A_CALL / 1000)
        return max(proposals // 2, min(2 * proposals, int(wanted)))

    def tell(self, *, cost: int | None = None, bound: int | None = None) -> bool:
        """Tell the watcher what is better than it knew, or that a second has passed; False when it wants the end."""
        now = self.spent()
        is_news = (cost, bound) != (self._told.cost, self._told.bound)
        if not is_news and now - self._told.seconds < SILENCE:
            return True
        self._told = Progress(seconds=now, cost=cost, bound=bound)
        return self._watch(self._told)

    def tell_the_end(self, *, cost: int, bound: int) -> None:
        """Tell the watcher the last best plan; its answer changes nothing any more."""
        if (cost, bound) != (self._told.cost, self._told.bound):
            self._watch(Progress(seconds=self.spent(), cost=cost, bound=bound))
