"""What calamine does not tell of a sheet of .xlsx: hidden rows and columns, fonts, errors, formulas without results.

The sheet's XML is scanned, not parsed: a parser takes five times as long as calamine takes for the values.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Final

from khaigiang.lists.files.archive import chunks
from khaigiang.lists.files.refusing import Reason, refused

# calamine lays a sheet out as a full rectangle, 32 bytes a cell: one value at XFD1048576 would be 550 GB.
LARGEST_AREA: Final = 4_000_000
LONGEST_ROW: Final = 8_000_000

PREFIX: Final = re.compile(rb"<(\w+:)?worksheet\b")
# No pattern may look further than the next tag: one that does takes hours for tags that never end.
CELL: Final = re.compile(rb"<(?:\w+:)?c\b([^<>]*)>")
COLUMN: Final = re.compile(rb"<(?:\w+:)?col\b([^<>]*)>")
REFERENCE: Final = re.compile(rb'\br="([A-Z]{1,3})\d')
NUMBER: Final = re.compile(rb'\br="(\d{1,9})"')
NO_HEIGHT: Final = re.compile(rb'\bht="0(?:\.0*)?"')
HIDDEN: Final = re.compile(rb'\bhidden="(?:1|true)"')
STYLE: Final = re.compile(rb'\bs="(\d{1,9})"')
FORMULA: Final = re.compile(rb"<(?:\w+:)?f\b")
RESULT: Final = re.compile(rb"<(?:\w+:)?v\b[^<>]*>([^<]+)<")
HOLDS: Final = (b"<v>", b":v>", b"<is", b":is", b"<v ", b":v ")
END: Final = b"sheetData>"
MOST_COLUMNS: Final = 16_384
IS_ERROR: Final = b't="e"'
IS_TEXT: Final = b't="str"'
IS_SHARED: Final = b't="s"'
FIRST, LAST = re.compile(rb'\bmin="(\d{1,9})"'), re.compile(rb'\bmax="(\d{1,9})"')

CellMarks = tuple[tuple[int, str, str, bool], ...]  # column, font, error, is it without a result


@dataclass(frozen=True, slots=True)
class Fonts:
    """Which styles and which shared texts are written in a legacy font."""

    of_styles: Mapping[int, str] = field(default_factory=dict)
    of_texts: Mapping[int, str] = field(default_factory=dict)

    def of(self, attributes: bytes, content: bytes) -> str:
        """The legacy font of one cell; that of its letters wins over that of its style."""
        if self.of_texts and IS_SHARED in attributes and (text := RESULT.search(content)):
            own = self.of_texts.get(int(text[1]))
            if own:
                return own
        style = STYLE.search(attributes)
        return self.of_styles.get(int(style[1]), "") if style else ""

    def __bool__(self) -> bool:
        return bool(self.of_styles or self.of_texts)


@dataclass(slots=True)
class Marks:
    """What is known of one sheet beside its values."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    cells: dict[int, CellMarks] = field(default_factory=dict)
    first_row: int = 0
    last_row: int = 0
    last_column: int = 0

    def fit(self, row: int, column: int) -> None:
        """Widen the area to hold a cell with a value."""
        self.first_row = self.first_row or row
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, column)
        if (self.last_row - self.first_row + 1) * (self.last_column + 1) > LARGEST_AREA:
            raise refused(Reason.TOO_LARGE, f"a cell in row {row}, column {column + 1}")


def marks(archive: zipfile.ZipFile, part: str, fonts: Fonts) -> Marks:
    """Walk the XML of one sheet once."""
    found = Marks()
    alike: dict[CellMarks, CellMarks] = {}  # most rows are marked like the row before: one tuple serves them all
    row = 0
    for attributes, body in _rows(archive, part, found):
        number = NUMBER.search(attributes)
        row = int(number[1]) if number else row + 1
        if HIDDEN.search(attributes) or NO_HEIGHT.search(attributes):
            found.hidden_rows.add(row)
        _fit(found, row, body)
        if fonts or IS_ERROR in body or b"<f" in body or b":f" in body:
            cells = tuple(_cells(body, fonts))
            if cells:
                found.cells[row] = alike.setdefault(cells, cells)
    return found


def _rows(archive: zipfile.ZipFile, part: str, found: Marks) -> Iterator[tuple[bytes, bytes]]:
    """Attributes and content of every row; what stands before the first tells the columns."""
    rest = b""
    opening = None
    for chunk in chunks(archive, part):
        rest += chunk
        if opening is None:
            root = PREFIX.search(rest)
            opening = re.compile(b"<" + ((root and root[1]) or b"") + rb"row\b([^<>]*)>")
            found.hidden_columns |= hidden_columns(rest[: rest.find(b"sheetData")])
        starts = list(opening.finditer(rest))
        for this, following in pairwise(starts):
            yield this[1], rest[this.end() : following.start()]
        if starts:
            rest = rest[starts[-1].start() :]
            if END in rest:
                break
        if len(rest) > LONGEST_ROW:
            raise refused(Reason.TOO_LARGE, f"{len(rest) // 1_000_000} MB in one row")
    last = opening.match(rest) if opening else None
    if last:
        yield last[1], rest[last.end() :]


def hidden_columns(head: bytes) -> set[int]:
    """The columns that what stands before the rows of a sheet hides."""
    hidden: set[int] = set()
    for column in islice(COLUMN.finditer(head), MOST_COLUMNS):
        first, last = FIRST.search(column[1]), LAST.search(column[1])
        if HIDDEN.search(column[1]) and first and last:
            # A form often hides everything right of itself, to XFD: those columns hold nothing.
            hidden.update(range(int(first[1]) - 1, min(int(last[1]), int(first[1]) + 999)))
    return hidden


def _fit(found: Marks, row: int, body: bytes) -> None:
    """A wide or far row counts only where a cell holds something: styles alone take no room."""
    if not any(held in body for held in HOLDS):
        return
    last = body.rfind(b'r="')
    reference = REFERENCE.match(body, last) if last >= 0 else None
    column = column_index(reference[1]) if reference else 0
    if column > found.last_column and column > 99:
        filled = [index for index, attributes, content in _indexed(body) if any(held in content for held in HOLDS)]
        column = max(filled, default=0)
    found.fit(row, column)


def _indexed(body: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Every cell of a row with its column."""
    index = -1
    cells = list(CELL.finditer(body))
    ends = [*(cell.start() for cell in cells), len(body)][1:]
    for cell, end in zip(cells, ends, strict=True):
        reference = REFERENCE.search(cell[1])
        index = column_index(reference[1]) if reference else index + 1
        yield index, cell[1], b"" if cell[1].endswith(b"/") else body[cell.end() : end]


def _cells(body: bytes, fonts: Fonts) -> Iterator[tuple[int, str, str, bool]]:
    for index, attributes, content in _indexed(body):
        result = RESULT.search(content)
        font = fonts.of(attributes, content) if any(held in content for held in HOLDS) else ""
        error = result[1].decode("ascii", "replace") if result and IS_ERROR in attributes else ""
        is_uncomputed = not result and IS_TEXT not in attributes and FORMULA.search(content) is not None
        if font or error or is_uncomputed:
            yield index, font, error, is_uncomputed


def column_index(letters: bytes) -> int:
    """`A` is 0, `AA` is 26."""
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1
