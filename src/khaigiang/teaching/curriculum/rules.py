"""How typed topics are read, and how items fill half-days."""

import re
from collections.abc import Iterable
from typing import Final, Protocol, TypeVar

# "1. ", "Chuyên đề 2: ", "CĐ3 - ", "- ": what a list pasted from an older document carries before its titles.
LEAD: Final = re.compile(r"^(?:(?:(?:chuyên đề|cđ)\s*)?\d+\s*[.:)–-]|[-–•*+])\s+", re.IGNORECASE)


class Sharing(Protocol):
    """What may be had in the half-day of the item before it."""

    @property
    def shares_half_day(self) -> bool:
        """Is it?"""


One = TypeVar("One", bound=Sharing)

# Morning and afternoon; evenings are set by hand.
HALF_DAYS_A_DAY: Final = 2


def topic_lines(text: str) -> list[str]:
    """The titles in a typed or pasted list, one a line, without numbering, bullets and closing full stops."""
    lines = (LEAD.sub("", " ".join(line.split())).strip().rstrip(".;") for line in text.splitlines())
    return [line for line in lines if line]


def half_days_left(days: int, half_days: int) -> int:
    """Half-days (two a day) that a programme leaves free of those its days hold; below zero when they do not fit."""
    return days * HALF_DAYS_A_DAY - half_days


def by_half_day(items: Iterable[One]) -> list[list[One]]:
    """Items in the order of the programme, those that share a half-day together; the first cannot share."""
    found: list[list[One]] = []
    for item in items:
        if found and item.shares_half_day:
            found[-1].append(item)
        else:
            found.append([item])
    return found
