"""The columns of a list that is typed off a picture, and its lines: pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from khaigiang.lists.grid import letters
from khaigiang.planning.rosters.rules.workbooks import FACT_OF_FIELD
from khaigiang.vietnamese.names import tidy

COLUMNS: Final = ("full_name", "gender", "dob", "cccd", "position", "unit", "phone", "party_date", "note")
FACTS: Final = {**FACT_OF_FIELD, "note": "note"}
LETTERS: Final = {field: letters(place) for place, field in enumerate(COLUMNS)}
# What each column holds, as the reader of lists is told it.
SAID: Final = {LETTERS[field]: FACTS[field] for field in COLUMNS} | {letters(len(COLUMNS)): "ordinal"}
MOST_LINES: Final = 1_000
# By its number on the page, from 1, what was typed into each column of a line.
Lines = Mapping[int, Mapping[str, str]]


def lines_of(columns: Mapping[str, Sequence[str]]) -> dict[int, dict[str, str]]:
    """Lines with something in them, from the texts of each column."""
    many = max((len(texts) for texts in columns.values()), default=0)
    lines = {
        number: {field: tidy(columns[field][number - 1]) for field in COLUMNS if number <= len(columns.get(field, ()))}
        for number in range(1, many + 1)
    }
    return {number: line for number, line in lines.items() if any(line.values())}


def texts_of(raw: Mapping[str, Iterable[Any]]) -> dict[str, str]:
    """A line as it was typed, from the cells of its row."""
    cells = {at: text for found in raw.values() for at, text in found}
    return {field: cells.get(LETTERS[field], "") for field in COLUMNS}


def is_same(line: Mapping[str, str], raw: Mapping[str, Iterable[Any]]) -> bool:
    """Was nothing of a line changed since it was saved?"""
    return {field: line.get(field, "") for field in COLUMNS} == texts_of(raw)
