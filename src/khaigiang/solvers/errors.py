"""Why a solver gives no plan."""


class MalformedProblem(ValueError):
    """The problem speaks of something it does not contain, or of an impossible quantity."""

    def __init__(self, where: str, fault: str) -> None:
        """Say where the fault stands, then what it is."""
        super().__init__(f"{where}: {fault}")


class NoPlanExists(Exception):
    """The hard rules contradict each other: it is proven that no plan keeps them all."""


class NoPlanInTime(Exception):
    """The time limit ended before a first plan was found; one may still exist."""
