"""What must follow when accepted people leave: features above that hold a place for them let it go."""

from collections.abc import Callable, Sequence
from datetime import datetime

from khaigiang.ground.accounts.models import User
from khaigiang.planning.nominations.models import Nomination

Callback = Callable[[Sequence[Nomination], User, datetime], None]

_callbacks: list[Callback] = []


def register(callback: Callback) -> None:
    """Call this, in the same transaction, with accepted nominations that are returned, deferred or replaced.

    It may raise a DomainError to refuse the departure.
    """
    if callback not in _callbacks:
        _callbacks.append(callback)


def tell(nominations: Sequence[Nomination], by: User, at: datetime) -> None:
    """Say that these people leave."""
    for callback in _callbacks:
        callback(nominations, by, at)
