"""What must follow when the places or the people of a plan have changed: features above fill what became free."""

from collections.abc import Callable
from datetime import datetime

from khaigiang.ground.accounts.models import User
from khaigiang.planning.plans.models import Plan

Callback = Callable[[Plan, User, datetime], None]

_callbacks: list[Callback] = []


def register(callback: Callback) -> None:
    """Call this, at the end of the same transaction, whenever places or people of a plan have changed."""
    if callback not in _callbacks:
        _callbacks.append(callback)


def tell(plan: Plan, by: User, at: datetime) -> None:
    """Say that places or people of a plan have changed."""
    for callback in _callbacks:
        callback(plan, by, at)
