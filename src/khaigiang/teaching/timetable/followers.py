"""What follows when sessions are written: features above say here what they keep in step with a timetable."""

from collections.abc import Collection
from datetime import datetime
from typing import Final, Protocol

from khaigiang.ground.accounts.models import User


class Follower(Protocol):
    """What hangs on the sessions of classes."""

    def __call__(self, class_ids: Collection[int], *, by: User | None, at: datetime) -> object: ...


_followers: Final[list[Follower]] = []


def register(follower: Follower) -> None:
    """Call this with the classes whose sessions were written, within the act that did (call it in `AppConfig.ready`)."""
    if follower not in _followers:
        _followers.append(follower)


def follow(class_ids: Collection[int], *, by: User | None, at: datetime) -> None:
    """Let everything follow that hangs on the sessions of these classes."""
    for follower in _followers:
        follower(class_ids, by=by, at=at)
