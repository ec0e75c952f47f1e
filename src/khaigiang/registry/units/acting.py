"""What the registry's pages ask of whoever opens them; the Actor of mandates, which lies above, has it."""

from datetime import date
from typing import Protocol

from khaigiang.ground.accounts.http import UserRequest


class Acting(Protocol):
    """A person on a day: in which roles, for which nominating committees."""

    @property
    def on(self) -> date: ...

    @property
    def roles(self) -> frozenset[str]: ...

    @property
    def committee_ids(self) -> frozenset[int]: ...


class ActingRequest(UserRequest):
    """A request of a signed-in user, with the mandates in force on the day it came."""

    actor: Acting
