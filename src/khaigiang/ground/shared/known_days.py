"""Days known only as far as their source knows them, as text: "1975", "1975-05" or "1975-05-19"; nothing known is ""."""

import re
from datetime import date, timedelta
from typing import Final

WHOLE: Final = len("1975-05-19")
# As database constraints and lists write it, and as people type it.
FORM: Final = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
_TYPED: Final = re.compile(r"(?:(?:([0-9]{1,2})\s*[/.-]\s*)?([0-9]{1,2})\s*[/.-]\s*)?([0-9]{4})")
_DECEMBER: Final = 12


def day_in_words(known: str | date) -> str:
    """As people write it: "19/5/1975", "5/1975" or "1975"."""
    return "/".join(str(int(part)) for part in reversed(str(known).split("-"))) if known else ""


def day_typed(text: str) -> str | None:
    """What a person typed, day first or as it is kept; None where it is no day, month or year."""
    found = _TYPED.fullmatch(text)
    parts = [part for part in reversed(found.groups()) if part] if found else text.split("-")
    known = "-".join(part.zfill(2) for part in parts)
    return known if _is_real(known) else None


def first_day(known: str) -> date:
    """The earliest day that it may be."""
    return date.fromisoformat(known + "0000-01-01"[len(known) :])


def last_day(known: str) -> date:
    """The latest day that it may be."""
    first = first_day(known)
    if len(known) == WHOLE:
        return first
    month = first.month if "-" in known else _DECEMBER
    following = date(first.year + month // _DECEMBER, month % _DECEMBER + 1, 1)
    return following - timedelta(days=1)


def agree(one: str, other: str) -> bool:
    """Do two say the same as far as both know?"""
    return one.startswith(other) or other.startswith(one)


def _is_real(known: str) -> bool:
    try:
        return bool(re.fullmatch(FORM, known)) and bool(first_day(known))
    except ValueError:
        return False
