"""Names of people as lists write them."""

import re
from functools import lru_cache
from typing import Final

from khaigiang.lists.values.reading import NOTHING, Reading
from khaigiang.vietnamese.syllables import title_name

_ADDRESS: Final = re.compile(
    r"^(đ/c|đ\.c|đc|đồng chí|ông|bà|ths|thạc sĩ|thạc sỹ|ts|tiến sĩ|tiến sỹ|pgs|gs|cn|ks|bs|ckii|cki|cử nhân|kỹ sư|bác sĩ)"
    r"(\s*[.:/,]\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
# Without a stop after them these may be a part of the name ("Ông Ích Khiêm").
_NEEDS_STOP: Final = frozenset({"ts", "cn", "ks", "bs", "gs", "pgs", "ông", "ths", "cki", "ckii"})
_SEX: Final = re.compile(r"[\s,-]*\(\s*(nam|nữ)\s*\)\s*$", re.IGNORECASE)
_TRAILING: Final = re.compile(r"[\s.,;:*_-]+$")
_ALLOWED: Final = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*['’]?")
LONGEST: Final = 7


@lru_cache(maxsize=50_000)
def read_name(text: str) -> tuple[Reading, str]:
    """A person's full name in title case without forms of address; and the sex ("M", "F") written after it, if any."""
    if not text:
        return NOTHING, ""
    repairs: list[str] = []
    sexed = _SEX.search(text)
    name = text[: sexed.start()] if sexed else text
    sex = "" if not sexed else "M" if sexed[1].lower() == "nam" else "F"
    name = _noted(name, _TRAILING.sub("", name), "trailing_signs", repairs)
    name = _noted(name, _without_address(name), "form_of_address", repairs)
    name = _noted(name, title_name(name), "capitals", repairs)
    odd = not _ALLOWED.fullmatch(name) or len(name.split()) > LONGEST
    return Reading(name or None, ("name_odd",) if odd else (), tuple(repairs)), sex


def _without_address(name: str) -> str:
    while found := _ADDRESS.match(name):
        word, after = found[1].lower(), found[2].strip()
        if not after and (word in _NEEDS_STOP or len(name.split()) <= 2):
            break
        name = name[found.end() :]
    return name


def _noted(before: str, after: str, rule: str, repairs: list[str]) -> str:
    if before != after:
        repairs.append(rule)
    return after
