"""How typed topics are read."""

import re
from typing import Final

# "1. ", "Chuyên đề 2: ", "CĐ3 - ", "- ": what a list pasted from an older document carries before its titles.
LEAD: Final = re.compile(r"^(?:(?:(?:chuyên đề|cđ)\s*)?\d+\s*[.:)–-]|[-–•*+])\s+", re.IGNORECASE)

# Morning and afternoon; evenings are set by hand.
HALF_DAYS_A_DAY: Final = 2


def topic_lines(text: str) -> list[str]:
    """The titles in a typed or pasted list, one a line, without numbering, bullets and closing full stops."""
    lines = (LEAD.sub("", " ".join(line.split())).strip().rstrip(".;") for line in text.splitlines())
    return [line for line in lines if line]


def half_days_left(days: int, items: int) -> int:
    """Half-days (two a day) that the items of a programme leave free; below zero when they do not fit."""
    return days * HALF_DAYS_A_DAY - items
