"""What must follow when a summons is issued: features above wait for the answers of the people it calls."""

from collections.abc import Callable
from datetime import datetime

from khaigiang.ground.accounts.models import User
from khaigiang.teaching.cohorts.models import Summons

Callback = Callable[[Summons, User, datetime], None]

_callbacks: list[Callback] = []


def register(callback: Callback) -> None:
    """Call this, in the same transaction, with every summons that is issued."""
    if callback not in _callbacks:
        _callbacks.append(callback)


def tell(summons: Summons, by: User, at: datetime) -> None:
    """Say that a summons is issued."""
    for callback in _callbacks:
        callback(summons, by, at)
