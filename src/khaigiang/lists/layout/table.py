"""Finds headings, and tells what the columns under them hold."""

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from khaigiang.lists.layout.words import fact_of, plain

NAMED: Final = frozenset({"full_name", "family", "given"})
PARTY: Final = frozenset({"party", "party_probation", "party_official", "party_both", "other"})
PARTS_OF_A_DAY: Final = {"ngày": "dob_day", "tháng": "dob_month", "năm": "dob_year"}
LONGEST_HEADING: Final = 90
_DATA: Final = re.compile(r"\d{3,}|\d+[/.]\d+")
_FIGURES: Final = re.compile(r"\b(nam|nu)\s*(?:=|:|la|ghi|so)?\s*(\d)\b|\b(\d)\s*(?:=|:|la)?\s*(nam|nu)\b")


class Columns(NamedTuple):
    """Which columns hold which fact; what figures mean where sex is written with them; the headings by their place."""

    of: Mapping[str, tuple[int, ...]]
    figures: Mapping[str, str] = {}
    headings: Mapping[int, str] = {}

    def first(self, fact: str) -> int | None:
        """The first column of a fact."""
        found = self.of.get(fact)
        return found[0] if found else None

    def told(self, said: Mapping[int, str]) -> "Columns":
        """These columns as a person said them: of each place the fact it holds, or "" for none."""
        kept = {fact: tuple(place for place in places if place not in said) for fact, places in self.of.items()}
        for place, fact in sorted(said.items()):
            if fact:
                kept[fact] = (*kept.get(fact, ()), place)
        return Columns({fact: places for fact, places in kept.items() if places}, self.figures, self.headings)


def is_heading(texts: Sequence[str]) -> bool:
    """Whether a row names columns: a name, another fact, and hardly anything that names none."""
    filled = [text for text in texts if text]
    if len(filled) < 2 or any(len(text) > LONGEST_HEADING or _DATA.search(text) for text in filled):
        return False
    facts = {fact for text in filled if (fact := fact_of(text))}
    if not facts & NAMED:
        return False
    # "Họ" and "Tên" alone prove little beside words of data: "Nam" may be a man's name or sex.
    others = facts - NAMED - ({"male", "female", "ordinal"} if "full_name" not in facts else set())
    if "full_name" in facts and facts == {"full_name"}:
        return len(filled) <= 3 and not any(text.isdigit() for text in filled)
    enough = bool(others) or {"family", "given"} <= facts
    return enough and 3 * len(facts) >= len(set(filled)) - 1


def is_second_heading(texts: Sequence[str], columns: Columns) -> bool:
    """Whether a row stands under headings and says more of some of them."""
    found = [text for text in texts if text]
    names = [_at(texts, place) for fact in NAMED for place in columns.of.get(fact, ())]
    if not found or any(text[:1].isdigit() or len(text) > LONGEST_HEADING for text in found):
        return False
    known = sum(1 for text in found if fact_of(text) or text.lower() in PARTS_OF_A_DAY)
    if any(names) and not all(fact_of(name) in NAMED for name in names if name):
        return False
    return known >= 1 and 2 * known >= len(found)


def columns_of(rows: Sequence[Sequence[str]], merged: Sequence[Mapping[int, int]]) -> Columns:
    """The meaning of each column; `merged` tells of each row in which column the cell over a place begins."""
    found: dict[str, list[int]] = {}
    headings: dict[int, str] = {}
    figures: Mapping[str, str] = {}
    filled = [-1] * len(rows)
    for place in range(max(len(texts) for texts in rows)):
        fact = ""
        parts: list[str] = []
        for level, texts in enumerate(rows):
            text = _at(texts, place)
            filled[level] = place if text else filled[level]
            below = any(_at(lower, place) for lower in rows[level + 1 :])
            begins = merged[level].get(place, filled[level] if below and not text else place)
            above = _at(texts, begins)
            fact = fact_of(above) if not parts else _fact(fact, above)
            if begins != place and above and not below:
                fact = _continued(fact)
            if above and above not in parts:
                parts.append(above)
        if fact:
            found.setdefault(fact, []).append(place)
        if parts:
            headings[place] = " ".join(parts)
        if fact == "gender":
            figures = _figures(headings[place])
    return Columns({fact: tuple(places) for fact, places in _settled(found).items()}, figures, headings)


def _fact(above: str, written: str) -> str:
    """The fact of a column by the heading over it and the one beneath."""
    below = fact_of(written)
    if not plain(written):
        return above
    if above == "dob":
        return PARTS_OF_A_DAY.get(written.lower()) or (
            f"dob_{below}" if below in {"male", "female"} else below or above
        )
    if above in PARTY - {"other"}:
        return below if below in PARTY else "" if below else "party"
    if above in {"phone", "cccd"}:
        return above if below == above or plain(written) in {"so", "di dong", "ca nhan"} else "other"
    if above in {"qualification", "position"}:
        return _of_a_wide_one(above, below)
    return below or above


def _of_a_wide_one(above: str, below: str) -> str:
    """Under "Trình độ" stand many things, under "Chức vụ" several posts."""
    if above == "qualification":
        return below if below not in {"", "unit", "position"} else "other"
    return below if below in {"unit", "commune", "district", "other"} else "position"


def _continued(fact: str) -> str:
    """The fact of a further column under one heading: the given name beside the family's, else nothing is known."""
    return "given" if fact in {"full_name", "family"} else "position" if fact == "position" else ""


def _settled(found: dict[str, list[int]]) -> dict[str, list[int]]:
    # One heading "Họ và tên" over two columns: the first holds family and middle name.
    if "given" in found and "full_name" in found and "family" not in found:
        found["family"] = found.pop("full_name")
    if "given" in found and not found.keys() & {"family", "full_name"}:
        found["full_name"] = found.pop("given")
    # Beside a column of communes, the other one names the district or the body.
    if communes := found.pop("commune", None):
        if "unit" in found and "district" not in found:
            found["body"] = found.pop("unit")
        found["unit"] = communes + found.pop("unit", [])
    return found


def _figures(heading: str) -> dict[str, str]:
    """What figures mean, where a heading says it: "Giới tính (Nam: 1, Nữ: 0)"."""
    words = re.sub(r"[()\[\],;/]", " ", plain_with_brackets(heading))
    told = {
        (found[2] or found[3]): "M" if (found[1] or found[4]) == "nam" else "F" for found in _FIGURES.finditer(words)
    }
    if len(told) == 1 and next(iter(told)) in {"0", "1"}:
        [(figure, sex)] = told.items()
        told["1" if figure == "0" else "0"] = "M" if sex == "F" else "F"
    return told


def plain_with_brackets(text: str) -> str:
    """A heading folded, with what stands in brackets."""
    return plain(text.replace("(", " ").replace(")", " "))


def _at(texts: Sequence[str], place: int) -> str:
    return texts[place] if 0 <= place < len(texts) else ""


def is_column_numbers(texts: Sequence[str]) -> bool:
    """Whether a row counts the columns: (1) (2) (3), or A B 1 2."""
    found = [text.strip(" ()[]") for text in texts if text]
    numbers = [int(text) for text in found if text.isdecimal()]
    return (
        len(found) >= 3
        and len(numbers) >= max(len(found) - 2, 2)
        and all(len(text) <= 2 for text in found)
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    )
