"""Who has completed a class: told by the feature above that recognises results."""

from collections.abc import Callable, Collection, Mapping
from datetime import date

Provider = Callable[[Collection[int], date], Mapping[int, str]]

Kept = Callable[[Collection[int], date], Collection[int]]

_providers: list[Provider] = []
_kept: list[Kept] = []


def register(provider: Provider) -> None:
    """Ask this callable for the completed classes of officials (by their ids) as of a day: id → name of the class."""
    if provider not in _providers:
        _providers.append(provider)


def completed_by(official_ids: Collection[int], on: date) -> dict[int, str]:
    """Officials who completed a class by the day, with its name."""
    return {official_id: name for provider in _providers for official_id, name in provider(official_ids, on).items()}


def register_kept(kept: Kept) -> None:
    """Ask this callable which nominations (by their ids) led to a class completed by a day."""
    if kept not in _kept:
        _kept.append(kept)


def kept_for_good(nomination_ids: Collection[int], on: date) -> frozenset[int]:
    """Nominations whose person completed the class they were named for: they can no longer leave."""
    return frozenset(pk for kept in _kept for pk in kept(nomination_ids, on))
