"""The kinds of things that can be removed, as the features that own them say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.functional import Promise

from khaigiang.ground.removal.models import Removable


def _always_possible(_row: Removable) -> None:
    """Nothing stands against taking it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind: who may remove its rows, what goes along with one, and what to do instead where it cannot go."""

    name: str
    words: Promise | str
    model: type[Removable]
    # Rows that an actor may remove, and whether the actor takes back what anybody removed, not the own removals alone.
    removable: Callable[[Any], QuerySet[Any]]
    takes_back_all: Callable[[Any], bool]
    goes_along: frozenset[str] = frozenset()
    instead: Mapping[str, Promise | str] = field(default_factory=dict)
    require_possible: Callable[[Any], None] = _always_possible


_kinds: Final[dict[str, Kind]] = {}


def offer(kind: Kind) -> None:
    """Let things of this kind be removed; what depends on others is offered before them."""
    _kinds[kind.name] = kind


def kinds() -> tuple[Kind, ...]:
    """Every kind, what depends on others before them."""
    return tuple(_kinds.values())


def kind_named(name: str) -> Kind | None:
    """The kind of that name."""
    return _kinds.get(name)


def kind_of(row: Removable) -> Kind:
    """The kind that a row is of."""
    return next(kind for kind in _kinds.values() if isinstance(row, kind.model))
