"""How many people of each committee fall due in a year: the feature above that knows the requirements says it here."""

from collections.abc import Callable, Mapping
from datetime import date

Quarters = tuple[int, int, int, int]
Source = Callable[[int, int, date], Mapping[int, Quarters] | None]

NOBODY: Quarters = (0, 0, 0, 0)

_sources: list[Source] = []


def register(source: Source) -> None:
    """Ask this who falls due: given a post, a year and a day, by committee; None where no requirement speaks of the post."""
    if source not in _sources:
        _sources.append(source)


def falling_due(post_id: int, year: int, on: date) -> Mapping[int, Quarters] | None:
    """People who hold a post and fall due by the quarters of a year, by the id of their committee; None where nobody knows."""
    for source in _sources:
        found = source(post_id, year, on)
        if found is not None:
            return found
    return None
