"""Tables drawn cell by cell with spans, as HTML, Word and the XML of 2003 draw them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from khaigiang.lists.files.refusing import Reason, refused
from khaigiang.lists.grid import Cell, Line

MOST_COLUMNS: Final = 1_000
MOST_CELLS: Final = 3_000_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """One cell as it is drawn: how many rows and columns it covers, and where it starts when the file says so."""

    cell: Cell | None
    rows: int = 1
    columns: int = 1
    starts_at: int | None = None  # counted from 0


@dataclass(slots=True)
class Table:
    """A table laid out to lines; covered cells are empty, and their areas are kept."""

    lines: list[Line] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    _covered: dict[int, int] = field(default_factory=dict)  # column → the last row that a cell above covers
    _laid: int = 0

    def lay(self, drawn: Iterable[Drawn], *, number: int = 0, is_hidden: bool = False) -> None:
        """Lay one more row beneath."""
        number = number or (self.lines[-1].number + 1 if self.lines else 1)
        cells: list[Cell | None] = []
        for one in drawn:
            if (one.starts_at or 0) > MOST_COLUMNS:
                raise refused(Reason.TOO_LARGE, f"a cell in column {one.starts_at}")
            cells.extend([None] * ((one.starts_at or 0) - len(cells)))
            cells.extend(self._skipped(number, len(cells)))
            self._lay_cell(one, number, len(cells))
            cells.extend([one.cell, *[None] * (min(one.columns, MOST_COLUMNS) - 1)])
            if len(cells) > MOST_COLUMNS:
                raise refused(Reason.TOO_LARGE, f"{len(cells)} columns")
        self._laid += len(cells)
        if self._laid > MOST_CELLS:
            raise refused(Reason.TOO_LARGE, f"{self._laid} cells")
        self.lines.append(Line(number, tuple(cells), is_hidden))

    def _skipped(self, number: int, column: int) -> Iterator[None]:
        while self._covered.get(column, 0) >= number:
            yield None
            column += 1

    def _lay_cell(self, one: Drawn, number: int, column: int) -> None:
        if one.rows <= 1 and one.columns <= 1:
            return
        last_row, last_column = number + max(one.rows, 1) - 1, column + min(one.columns, MOST_COLUMNS) - 1
        self.merged.append((number, column, last_row, last_column))
        if one.rows > 1:
            self._covered.update(dict.fromkeys(range(column, last_column + 1), last_row))
