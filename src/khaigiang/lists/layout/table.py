"""Finds headings, and tells the rows of people from all others."""

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from khaigiang.lists.layout.words import fact_of, plain

NAMED: Final = frozenset({"full_name", "family", "given"})
TOTALS: Final = re.compile(
    r"^(tổng( cộng| số)?|cộng)\b[\s:.,\d]*|^(danh sách (này )?(có|gồm)|tổng cộng)", re.IGNORECASE
)
FOOTERS: Final = re.compile(
    r"^(nơi nhận|tm\.|t/m|t\.m\.|kt\.|người lập|ghi chú\s*:|.{0,40}, ngày .{0,8}tháng|xác nhận|thủ trưởng|danh sách (này )?(có|gồm))",
    re.IGNORECASE,
)
ROMAN: Final = re.compile(r"^([IVX]+|[A-Z]|\d+)[.)]?$")
GROUP_NUMBER: Final = re.compile(r"^([IVX]+|[A-Z]|\d+)\s*[.)/-]\s*")


class Columns(NamedTuple):
    """Which columns hold which fact; and what 1 means where sex is written with figures."""

    of: Mapping[str, tuple[int, ...]]
    ones: str = ""
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
        return self._replace(of={fact: places for fact, places in kept.items() if places})


def is_heading(texts: Sequence[str]) -> bool:
    """Whether a row names columns: a name, and two facts more or one beside few cells."""
    facts = {fact for text in texts if text and (fact := fact_of(text))}
    filled = sum(1 for text in texts if text)
    return bool(facts & NAMED) and len(facts) >= 2 and 2 * len(facts) >= filled - len(facts)


def is_second_heading(texts: Sequence[str]) -> bool:
    """Whether a row stands under headings and says more of some of them."""
    found = [text for text in texts if text]
    return bool(found) and all(fact_of(text) for text in found) and not any(text[:1].isdigit() for text in found)


def columns_of(upper: Sequence[str], lower: Sequence[str], merged: Mapping[int, int]) -> Columns:
    """The meaning of each column; `merged` tells for a column of the upper row in which column its cell begins."""
    found: dict[str, list[int]] = {}
    headings: dict[int, str] = {}
    last = -1
    ones = ""
    for place in range(max(len(upper), len(lower))):
        above, below = _at(upper, place), _at(lower, place)
        last = place if above else last
        begins = merged.get(place, last if below and not above else place)
        fact = _fact(fact_of(_at(upper, begins)), fact_of(below), is_continued=begins != place)
        if fact:
            found.setdefault(fact, []).append(place)
        if heading := " ".join(text for text in (_at(upper, begins), below) if text):
            headings[place] = heading
        if fact == "gender":
            ones = _ones(_at(upper, place) + " " + below)
    _split_names(found)
    return Columns({fact: tuple(places) for fact, places in found.items()}, ones, headings)


def _fact(above: str, below: str, *, is_continued: bool) -> str:
    if below in {"male", "female"}:
        return f"dob_{below}" if above == "dob" else below
    if above == "party" and below:
        return below
    if above in {"full_name", "family"} and is_continued and not below:
        return "given"
    return below or ("" if is_continued else above)


def _split_names(found: dict[str, list[int]]) -> None:
    # One heading "Họ và tên" over two columns: the first holds family and middle name.
    if "given" in found and "full_name" in found and "family" not in found:
        found["family"] = found.pop("full_name")


def _ones(heading: str) -> str:
    said = re.search(r"\b(nam|nu)\s*(?:=|:|la|ghi)?\s*1\b|\b1\s*(?:=|:|la)?\s*(nam|nu)\b", plain_with_brackets(heading))
    word = (said[1] or said[2]) if said else ""
    return {"nam": "M", "nu": "F"}.get(word, "")


def plain_with_brackets(text: str) -> str:
    """A heading folded, with what stands in brackets."""
    return plain(text.replace("(", " ").replace(")", " "))


def _at(texts: Sequence[str], place: int) -> str:
    return texts[place] if 0 <= place < len(texts) else ""


def is_column_numbers(texts: Sequence[str]) -> bool:
    """Whether a row counts the columns: (1) (2) (3), or A B 1 2."""
    found = [text.strip(" ()") for text in texts if text]
    numbers = [int(text) for text in found if text.isdecimal()]
    return (
        len(found) >= 3
        and len(numbers) >= max(len(found) - 2, 2)
        and all(len(text) <= 2 for text in found)
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    )


def group_of(texts: Sequence[str]) -> str:
    """What a row names that stands over the rows below: one text alone, or a number and a text."""
    found = [text for text in texts if text]
    if found and ROMAN.match(found[0]) and len(found) == 2:
        found = found[1:]
    if len(set(found)) != 1 or not found[0][:1].isalnum():
        return ""
    return GROUP_NUMBER.sub("", found[0])
