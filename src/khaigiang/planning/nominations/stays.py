"""Who sits in which class on which days: told by the feature above that places people."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """One official in one class, from its first day to its last, and the nomination that led there."""

    official_id: int
    nomination_id: int | None
    class_name: str
    first_day: date
    last_day: date

    def meets(self, first: date, last: date) -> bool:
        """Does it share a day with these days, both included?"""
        return self.first_day <= last and first <= self.last_day


Provider = Callable[[Collection[int]], Iterable[Stay]]
Stays = dict[int, list[Stay]]

_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Ask this callable in which classes officials (by their ids) are placed or listed."""
    if provider not in _providers:
        _providers.append(provider)


def stays_of(official_ids: Collection[int]) -> Stays:
    """The classes of each official, by the first day."""
    found: defaultdict[int, list[Stay]] = defaultdict(list)
    told = [stay for provider in _providers for stay in provider(official_ids)]
    for stay in sorted(told, key=lambda one: (one.first_day, one.class_name)):
        found[stay.official_id].append(stay)
    return found
