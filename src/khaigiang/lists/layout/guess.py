"""Columns of a list without headings, told by what they hold where that leaves no doubt."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from khaigiang.lists.layout.table import Columns
from khaigiang.lists.values.dates import Habit, read_date
from khaigiang.lists.values.names import looks_like_name, read_name
from khaigiang.lists.values.numbers import PROVINCES, SEX_DIGITS, read_identity, read_phone
from khaigiang.lists.values.reading import is_dash, says_none
from khaigiang.lists.values.sexes import WORDS

LOOKED_AT: Final = 300
# So many of the filled cells of a column must be of one kind, so few of another, and so many rows there must be.
MOST: Final = 0.6
HALF: Final = 0.45
FEW: Final = 0.3
FEWEST: Final = 2
LAST_OF_BIRTHS: Final = 1988
ADMITTED_FROM: Final = 18
MOST_APART: Final = 0.8
_DATE: Final = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}|(19[3-9]\d|20[01]\d)|\d{1,2}[-/.]\d{4}")
_UNIT: Final = re.compile(r"(phường|xã|thị trấn|p\.|x\.|tt\.?|ubnd|đảng ủy|đảng uỷ)\s*\S+", re.IGNORECASE)
_DISTRICT: Final = re.compile(r"(quận|huyện|thị xã|q\.|h\.|tx\.?)\s*\S+", re.IGNORECASE)
_POST: Final = re.compile(
    r"(phó |quyền |nguyên )?(bí thư|chủ tịch|trưởng|giám đốc|ủy viên|uỷ viên|công chức|chuyên viên|cán bộ|thường trực|chánh|hiệu trưởng|tổng|cộng tác viên|nhân viên|thư ký|kế toán)\b.*",
    re.IGNORECASE,
)
_HABIT: Final = Habit()


def _is_name(text: str) -> bool:
    return looks_like_name(read_name(text).value or "")


def _is_identity(text: str) -> bool:
    digits = read_identity(text).value or "0000"
    return digits[:3] in PROVINCES and digits[3] in SEX_DIGITS


def _is_date(text: str) -> bool:
    return _DATE.fullmatch(text.strip("' .")) is not None and read_date(text, text, _HABIT).value is not None


KINDS: Final[Mapping[str, Callable[[str], object]]] = {
    "full_name": _is_name,
    "gender": lambda text: text.strip(" .").lower() in WORDS,
    "date": _is_date,
    "cccd": _is_identity,
    "phone": lambda text: (read := read_phone(text)).value is not None or "phone_several" in read.flags,
    "district": _DISTRICT.fullmatch,
    "position": _POST.fullmatch,
}


def guessed(rows: Sequence[Sequence[str]], is_unit: Callable[[str], bool]) -> tuple[Columns | None, int]:
    """The columns, where exactly one holds names and others what can be nothing else; and where the list begins.

    Titles and headings that are not understood stand above the first row with a typed fact; without one there is no list.
    """
    start = next((place for place, row in enumerate(rows) if _typed(row)), len(rows))
    body = [row for row in rows[start:] if sum(1 for text in row if text) >= 3][:LOOKED_AT]
    if len(body) < FEWEST:
        return None, -1
    found: dict[str, list[int]] = {}
    for place in range(max(len(row) for row in body)):
        cells = [row[place] for row in body if place < len(row) and _is_told(row[place])]
        if len(cells) >= max(FEWEST, len(body) * 0.3) and (kind := _kind(cells, is_unit)):
            found.setdefault(kind, []).append(place)
        elif place == 0 and cells and all(text.strip(".").isdecimal() and len(text) < 6 for text in cells):
            found["ordinal"] = [place]
    if len(found.get("full_name", ())) != 1 or len(found) < 2:
        return None, start
    dates = found.pop("date", [])
    for fact, place in _told_apart(dates, body).items():
        found[fact] = [place]
    # Two columns of one kind say different things, and not which.
    return Columns({fact: tuple(places) for fact, places in found.items() if len(places) == 1}), start


def _is_told(text: str) -> bool:
    return bool(text) and not is_dash(text) and not says_none(text)


def _typed(row: Sequence[str]) -> bool:
    filled = sum(1 for text in row if text)
    return filled >= 3 and any(KINDS[kind](text) for text in row if text for kind in ("date", "cccd", "phone"))


def _kind(cells: Sequence[str], is_unit: Callable[[str], bool]) -> str:
    kinds = {"unit": lambda text: _UNIT.fullmatch(text) or is_unit(text), **KINDS}
    shares = {kind: sum(1 for text in cells if fits(text)) / len(cells) for kind, fits in kinds.items()}
    if shares["district"] >= MOST:
        return "district"
    best = max(shares, key=lambda kind: shares[kind])
    others = [share for kind, share in shares.items() if kind not in {best, "district"}]
    # Names are written in more ways than anything else.
    least = HALF if best == "full_name" else MOST
    return best if shares[best] >= least and max(others) <= FEW else ""


def _told_apart(places: Sequence[int], body: Sequence[Sequence[str]]) -> dict[str, int]:
    """Births, and days of the Party: these lie eighteen years and more after those in every row."""
    if len(places) == 1:
        years = [year for year in _years(places[0], body) if year]
        # Nobody in service was admitted to the Party on the average of these years.
        return {"dob": places[0]} if years and sum(years) / len(years) < LAST_OF_BIRTHS else {}
    if len(places) == 2:
        first, second = (_years(place, body) for place in places)
        apart = [later - earlier for earlier, later in zip(first, second, strict=True) if earlier and later]
        for births, admissions, sign in ((*places, 1), (*places[::-1], -1)):
            if apart and sum(1 for years in apart if sign * years >= ADMITTED_FROM) >= MOST_APART * len(apart):
                return {"dob": births, "party": admissions}
    return {}


def _years(place: int, body: Sequence[Sequence[str]]) -> list[int]:
    """The year in each row, 0 where there is none."""
    texts = [row[place] if place < len(row) else "" for row in body]
    return [int((read_date(text, text, _HABIT).value or "0")[:4]) for text in texts]
