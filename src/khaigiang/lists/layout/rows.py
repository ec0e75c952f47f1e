"""Walks a sheet: headings, groups and footers fall away, what is left are people under their columns."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, islice
from typing import NamedTuple

from khaigiang.lists.grid import Cell, Line, Sheet
from khaigiang.lists.layout.table import (
    FOOTERS,
    TOTALS,
    Columns,
    columns_of,
    group_of,
    is_column_numbers,
    is_heading,
    is_second_heading,
)
from khaigiang.lists.values import dates
from khaigiang.lists.values.numbers import as_digits
from khaigiang.vietnamese import encodings
from khaigiang.vietnamese.encodings import Decoded

# Habits are learnt from so many lines; the rest of a long list streams by.
LEARNT_FROM = 2_000
DATES = ("dob", "dob_male", "dob_female", "male", "female", "party", "party_official", "party_probation")
NOTHING_SAID: Mapping[int, str] = {}


class Person(NamedTuple):
    """One row of a list: its line, its texts in Unicode, the group above it, and how its columns are read."""

    line: Line
    texts: tuple[str, ...]
    group: str
    columns: Columns
    dates: Mapping[str, dates.Habit]


class Walk:
    """One sheet walked once."""

    def __init__(self, sheet: Sheet, on: date, said: Mapping[int, str] = NOTHING_SAID) -> None:
        """`said` tells what a person said of columns, by their place."""
        self._sheet = sheet
        self._said = said
        self._on = on
        lines = iter(sheet.lines)
        self._first = list(islice(lines, LEARNT_FROM))
        self.heading_rows: list[int] = []
        self.columns = Columns({}).told(said)
        self._columns: Columns | None = self.columns if said else None
        self._habits: dict[str, dates.Habit] = {}
        self._lines: Iterable[Line] = chain(self._first, lines)
        self.habit = encodings.habit_of(
            cell.value for line in self._first for cell in line.cells if cell and isinstance(cell.value, str)
        )

    def decoded(self, cell: Cell) -> Decoded:
        """The text of a cell in Unicode."""
        if isinstance(cell.value, str):
            return encodings.decode(cell.value, cell.font, self.habit)
        return Decoded("" if cell.value is None else as_digits(cell.value))

    def people(self) -> Iterator[Person]:
        """The rows of people, in their order."""
        group = ""
        heading: tuple[Line, tuple[str, ...]] | None = None
        for line in self._lines:
            texts = tuple(self.decoded(cell).text if cell else "" for cell in line.cells)
            if heading:
                is_read = self._under(*heading, texts)
                heading = None
                if is_read:
                    continue
            if is_heading(texts):
                heading, group = (line, texts), group if self._columns else ""
            elif named := self._group(texts):
                group = named
            elif columns := self._columns_for(texts):
                yield Person(line, texts, group, columns, self._habits)

    def _under(self, heading: Line, upper: tuple[str, ...], texts: tuple[str, ...]) -> bool:
        """Learn the columns of a heading; whether the row beneath it is a part of it."""
        lower = texts if is_second_heading(texts) else ()
        self._columns = columns_of(upper, lower, self._merged(heading)).told(self._said)
        self.columns = self._columns if not self.heading_rows else self.columns
        self.heading_rows += [heading.number, heading.number + 1] if lower else [heading.number]
        self._habits = self._date_habits(self._columns, heading.number)
        return bool(lower)

    def _group(self, texts: tuple[str, ...]) -> str:
        if self._columns is None or _ends(texts) or is_column_numbers(texts):
            return ""
        return _group(texts, self._columns)

    def _columns_for(self, texts: tuple[str, ...]) -> Columns | None:
        """The columns, where a row is a person's; a footer ends them."""
        if self._columns is None or not any(texts) or is_column_numbers(texts):
            return None
        if _ends(texts):
            self._columns = None
            return None
        return self._columns if _is_person(texts, self._columns) else None

    def _merged(self, heading: Line) -> dict[int, int]:
        return {
            column: left
            for top, left, bottom, right in self._sheet.merged
            if top <= heading.number <= bottom
            for column in range(left, right + 1)
        }

    def _date_habits(self, columns: Columns, heading: int) -> dict[str, dates.Habit]:
        below = [line.cells for line in self._first if line.number > heading]
        return {
            fact: dates.habit_of(
                (cell.value for cells in below for cell in cells[place : place + 1] if cell),
                uses_1904=self._sheet.uses_1904,
                latest=self._on.year,
            )
            for fact in DATES
            for place in columns.of.get(fact, ())
        }


def _ends(texts: tuple[str, ...]) -> bool:
    found = [text for text in texts if text]
    return len(found) <= 3 and any(FOOTERS.match(text) for text in found)


def _group(texts: tuple[str, ...], columns: Columns) -> str:
    """The name of a group, where a row is no person's."""
    named = group_of(texts)
    place = columns.first("ordinal")
    ordinal = texts[place] if place is not None and place < len(texts) else ""
    has_kind = named.lower().startswith(GROUPS)
    if not named or has_kind:
        return named
    # Without a word for a unit, a text alone may be a person of whom the list knows no more than the name.
    stands_as_name = place is None and bool(_at(texts, columns.first("full_name")))
    return "" if ordinal.isdecimal() or stands_as_name else named


GROUPS = (
    "quận", "huyện", "thị xã", "phường", "xã ", "thị trấn", "khối", "đảng ủy", "đảng uỷ", "đảng bộ", "ubnd", "đơn vị", "cụm",
    "ban ", "lớp", "tổ ", "các ", "cơ quan",
)  # fmt: skip


def _at(texts: tuple[str, ...], place: int | None) -> str:
    return texts[place] if place is not None and place < len(texts) else ""


def _is_person(texts: tuple[str, ...], columns: Columns) -> bool:
    names = [_at(texts, columns.first(fact)) for fact in ("full_name", "family", "given")]
    if any(TOTALS.match(text) for text in texts if text):
        return False
    return any(names) or sum(1 for fact in ("dob", "cccd", "phone", "unit") if _at(texts, columns.first(fact))) >= 2
