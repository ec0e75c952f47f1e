"""The sender's own columns in a correction workbook, the same when it goes out and when it comes back: pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from khaigiang.lists.facts import FIELDS
from khaigiang.lists.grid import letters as letters_of
from khaigiang.lists.grid import place_of
from khaigiang.vietnamese.names import tidy

# Which fact of the reader a column holds that the sender's list did not have.
FACT_OF_FIELD: Final[Mapping[str, str]] = {
    "full_name": "full_name",
    "gender": "gender",
    "dob": "dob",
    "cccd": "cccd",
    "phone": "phone",
    "unit": "unit",
    "district": "district",
    "position": "position",
    "party_date": "party_official",
    "party_probationary": "party_probation",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnColumn:
    """One column as the sender had it: its letters and fact, its heading made unlike any other, what is read from it."""

    letters: str
    fact: str
    heading: str
    told: str
    fields: tuple[str, ...]


def own_columns(sheet: Mapping[str, Any]) -> list[OwnColumn]:
    """The columns of one sheet, as the reader described it, in their order; the numbering is left out."""
    facts = {letters: fact for fact, places in sheet["columns"].items() for letters in places}
    places = sorted({*sheet["headings"], *facts}, key=place_of)
    told = {letters: tidy(sheet["headings"].get(letters, "")) or letters for letters in places}
    often = Counter(told.values())
    return [
        OwnColumn(
            letters=letters,
            fact=facts.get(letters, ""),
            told=sheet["headings"].get(letters, ""),
            heading=told[letters] if often[told[letters]] == 1 else f"{told[letters]} [{letters}]",
            fields=tuple(FIELDS.get(facts.get(letters, ""), ())),
        )
        for letters in places
        if facts.get(letters) != "ordinal"
    ]


def text_in(column: OwnColumn, raw: Mapping[str, Iterable[Any]], other: Mapping[str, str]) -> str:
    """What a row holds in a column, as it stood."""
    cells = (cell for field in column.fields for cell in raw.get(field, ()))
    return next((text for letters, text in cells if letters == column.letters), other.get(column.told, ""))


def free_letters(columns: Iterable[OwnColumn]) -> dict[str, str]:
    """Letters for facts that the sender's list has no column for, behind its own; by field."""
    used = list(columns)
    first = max((place_of(column.letters) for column in used), default=-1) + 1
    missing = without_column(used)
    return {field: letters_of(place) for place, field in enumerate(missing, first)}


def without_column(columns: Iterable[OwnColumn]) -> list[str]:
    """Facts that can be added to a sender's list."""
    had = {field for column in columns for field in column.fields}
    return [field for field in FACT_OF_FIELD if field not in had]


def lines_for_reading(
    columns: Iterable[OwnColumn], rows: Iterable[Mapping[str, str]]
) -> tuple[list[list[str]], dict[str, str]]:
    """Rows (texts by letters) under the sender's headings, and what each column holds, as the reader is told it."""
    own, rows = list(columns), list(rows)
    # An empty column would say of a fact that the list has it.
    free = {field: at for field, at in free_letters(own).items() if any(row.get(at) for row in rows)}
    said = {column.letters: column.fact for column in own}
    said |= {letters: FACT_OF_FIELD[field] for field, letters in free.items()}
    width = max((place_of(letters) for letters in said), default=-1) + 1
    headings = {column.letters: column.told for column in own}
    # Every row is numbered: a name alone would be taken for a signature.
    said[letters_of(width)] = "ordinal"
    numbered = [[*_line(row, width), str(number)] for number, row in enumerate(rows, 1)]
    # An empty line keeps the first row from being taken for a second row of headings.
    return [[*_line(headings, width), "STT"], [], *numbered], said


def by_field(texts: Mapping[str, str], columns: Iterable[OwnColumn]) -> dict[str, list[str]]:
    """The texts of a row by what is read from them."""
    found: dict[str, list[str]] = defaultdict(list)
    for column in columns:
        for field in column.fields:
            if texts.get(column.letters):
                found[field].append(texts[column.letters])
    return found


def _line(texts: Mapping[str, str], width: int) -> list[str]:
    return [" ".join(texts.get(letters_of(place), "").split()) for place in range(width)]
