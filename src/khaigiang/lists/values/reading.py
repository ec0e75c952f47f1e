"""What is read from one cell."""

import re
from typing import Final, NamedTuple


class Reading(NamedTuple):
    """A value, if any is known; codes of doubts and of repairs (see `khaigiang.lists.codes`); other facts beside it."""

    value: str | None = None
    flags: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()  # field and value of a second fact of the cell


NOTHING = Reading()
_DASHES: Final = re.compile(r"[-–—_.…\s/]+")
_NONE: Final = frozenset({"không", "không có", "ko", "ko có", "chưa", "chưa có", "chưa vào", "chưa vào đảng", "trống", "n/a", "null"})  # fmt: skip
_DITTO: Final = re.compile(
    r"[-(\s]*(nt|n\.t|như trên|như trên\.|\"|''|”|“|″|〃|//|-//-|\" \"|'' ''|” ”)[-)\s.]*", re.IGNORECASE
)
ERRORS: Final = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#####", "########"})  # fmt: skip


def is_dash(text: str) -> bool:
    """A stroke where nothing is to be told."""
    return _DASHES.fullmatch(text) is not None


def says_none(text: str) -> bool:
    """Words for "there is none"."""
    return text.lower().strip(" .") in _NONE


def is_ditto(text: str) -> bool:
    """Signs for "as above"."""
    return len(text) <= 12 and _DITTO.fullmatch(text) is not None
