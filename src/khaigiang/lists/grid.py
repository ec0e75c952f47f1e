"""What a reader of files hands on: sheets of lines of cells, as the file has them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypeAlias

Value: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | None


# Named tuples, not dataclasses: a list of 100,000 rows has over a million cells, and these are made twice as fast.
class Cell(NamedTuple):
    """One cell: its value typed as the file has it."""

    value: Value
    font: str = ""  # its name where the format knows it: the capitals of TCVN3 live there
    is_uncomputed: bool = False  # a formula whose result the file does not hold


# A text alone stands for its cell: a long list holds a million of them.
Held: TypeAlias = Cell | str


class Line(NamedTuple):
    """One row of a sheet, or one line of a text file, counted from 1."""

    number: int
    held: tuple[Held | None, ...]
    is_hidden: bool = False  # hidden, filtered away, or of no height

    @property
    def cells(self) -> tuple[Cell | None, ...]:
        """Its cells, each with all that is known of it."""
        return tuple([Cell(one) if isinstance(one, str) else one for one in self.held])


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet or table; its lines may be walked once only."""

    name: str | None
    lines: Iterable[Line]
    is_hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()  # counted from 0
    merged: tuple[tuple[int, int, int, int], ...] = ()  # first row, first column, last row, last column: rows from 1
    uses_1904: bool = False  # its dates count from 1904; those typed as dates are already right


@dataclass(frozen=True, slots=True)
class Book:
    """A file opened: its format, its sheets in their order, and codes of what the reader should be told."""

    kind: str
    sheets: Iterable[Sheet]
    notices: tuple[str, ...] = ()


class Refused(Exception):
    """A file that is not read: the code of the reason, and what its sentence names."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        return ", ".join([self.code, *(f"{name}: {value}" for name, value in self.details.items())])


def letters(place: int) -> str:
    """The name of a column counted from 0: A, B, … Z, AA."""
    name = ""
    while place >= 0:
        place, letter = divmod(place, 26)
        name = chr(ord("A") + letter) + name
        place -= 1
    return name


def place_of(name: str) -> int:
    """The place of a column, counted from 0, by its letters."""
    place = 0
    for letter in name.upper():
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
