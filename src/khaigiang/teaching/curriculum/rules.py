"""How typed topics are read, and how items fill half-days."""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, Protocol, TypeVar

# "1. ", "Chuyên đề 2: ", "CĐ3 - ", "- ": what a list pasted from an older document carries before its titles.
LEAD: Final = re.compile(r"^(?:(?:(?:chuyên đề|cđ)\s*)?\d+\s*[.:)–-]|[-–•*+])\s+", re.IGNORECASE)


class Sharing(Protocol):
    """What may be had in the half-day of the item before it."""

    @property
    def shares_half_day(self) -> bool:
        """Is it?"""


class Timed(Sharing, Protocol):
    """What takes so many minutes of a half-day, or all that is left of one."""

    @property
    def minutes(self) -> int | None:
        """The minutes; None for what is left."""


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


def minutes_by_item(items: Sequence[Timed], half_day: int) -> list[int]:
    """The minutes of items in the order of the programme; those without share what their half-day leaves, evenly."""
    found: list[int] = []
    for together in by_half_day(items):
        left = max(0, half_day - sum(one.minutes or 0 for one in together))
        untold = sum(one.minutes is None for one in together)
        found += [left // untold if one.minutes is None else one.minutes for one in together]
    return found


def moved_line(lines: Sequence[str], line: str, before: str) -> list[str]:
    """The lines of a programme with one moved before another, or to the end where `before` is empty.

    A block ("b3") takes along all lines down to the next block, and stands before or after whole blocks only; an item
    ("i12") never comes to stand above the first block.
    """
    going = block_of_lines(lines, line) if line.startswith("b") else [line]
    if before in going:
        return list(lines)
    rest = [one for one in lines if one not in going]
    place = rest.index(before) if before else len(rest)
    if line.startswith("b"):
        # Before the block in which it was dropped, or at the end.
        while place < len(rest) and not rest[place].startswith("b"):
            place += 1
    else:
        first = next((at for at, one in enumerate(rest) if one.startswith("b")), 0)
        place = max(place, first + 1)
    return [*rest[:place], *going, *rest[place:]]


def block_of_lines(lines: Sequence[str], block: str) -> list[str]:
    """A block with the lines under it, down to the next block."""
    start = lines.index(block)
    end = next((at for at in range(start + 1, len(lines)) if lines[at].startswith("b")), len(lines))
    return list(lines[start:end])


def neighbour_after_a_step(lines: Sequence[str], line: str, *, up: bool) -> str:
    """Before which line one comes to stand when it goes a step up or down; empty for the end."""
    is_block = line.startswith("b")
    going = block_of_lines(lines, line) if is_block else [line]
    above = [one for one in lines[: lines.index(line)] if not is_block or one.startswith("b")]
    below = lines[lines.index(going[-1]) + 1 :]
    if up:
        return above[-1] if above else going[0]
    past = block_of_lines(below, below[0]) if is_block and below and below[0].startswith("b") else below[:1]
    return below[len(past)] if len(below) > len(past) else ""


def months_before(on: date, months: int) -> date:
    """The same day so many months ago, or the last of that month where it is shorter."""
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))
