"""What jobs there are, named by the features that do the work."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.utils.functional import Promise


class Run(Protocol):
    """One attempt at a job, as the work sees it: which it is, who asked, and when."""

    @property
    def job_id(self) -> int: ...

    @property
    def fence(self) -> int: ...

    @property
    def by(self) -> Any: ...

    @property
    def at(self) -> datetime: ...

    def tell(self, done: int, total: int) -> None:
        """Say how much of how much is done; raises LeaseLost when another worker has the job."""

    def hold(self) -> None:
        """Inside the transaction that writes: nobody takes the job over before it commits. Raises LeaseLost."""


Work = Callable[..., str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of job: its name for people, what does it, and the page where its result stands.

    `work` takes the run and the ids that the job was asked with, may be run twice without harm, and returns what came
    of it in words.
    """

    name: str
    label: Promise
    work: Work
    url_name: str


# What a worker does by itself while no job waits: a short step that is true while there may be more to do.
Chore = Callable[[], bool]
_kinds: dict[str, Kind] = {}
_chores: list[Chore] = []


def register(kind: Kind) -> None:
    """Add a kind of job, or put it in the place of the one of that name."""
    _kinds[kind.name] = kind


def register_chore(chore: Chore) -> None:
    """Add what workers do while no job waits; several may do it at once."""
    _chores.append(chore)


def chores() -> tuple[Chore, ...]:
    """All that workers do while no job waits."""
    return tuple(_chores)


def kind_of(name: str) -> Kind | None:
    """The kind of that name, while a feature offers it."""
    return _kinds.get(name)
