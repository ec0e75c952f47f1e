"""Looking on while a search lasts, whichever solver searches."""

from collections.abc import Callable
from typing import Protocol, TypeAlias


class Told(Protocol):
    """What a search tells: after so many seconds, the cost of the best plan, and that none costs less than `bound`."""

    @property
    def seconds(self) -> float: ...

    @property
    def cost(self) -> int | None: ...

    @property
    def bound(self) -> int | None: ...


# False stops the search, which keeps its best.
Watch: TypeAlias = Callable[[Told], bool]
