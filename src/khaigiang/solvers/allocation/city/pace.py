"""How much of its time a search has had."""

from khaigiang.solvers.time_limit import TimeLimit

# The linear model and the network may take such a share of the time at most.
FOR_THE_MODEL = 0.55
FOR_THE_NETWORK = 0.75


class Pace:
    """Seconds, or so many pieces of work where a search must be repeatable."""

    def __init__(self, limit: TimeLimit, steps: int | None) -> None:
        """Begin with nothing done."""
        self._limit, self._steps = limit, steps
        self.pieces = 0

    def share(self) -> float:
        """How much is spent: 0 at first, 1 or more at the end."""
        if self._steps is not None:
            return self.pieces / max(1, self._steps)
        return self._limit.spent() / max(self._limit.seconds, 1e-9)

    def is_late_for_the_network(self) -> bool:
        """Must those whom the network has not sent out be seated without it?"""
        return self._steps is None and self.share() > FOR_THE_NETWORK

    def limit_of_the_model(self) -> TimeLimit:
        """The time the linear model may take: without end where a search must be repeatable."""
        if self._steps is not None:
            return TimeLimit(float("inf"))
        return TimeLimit(max(0.0, FOR_THE_MODEL * self._limit.seconds - self._limit.spent()))
