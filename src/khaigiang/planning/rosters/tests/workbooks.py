"""Correction workbooks as a sender's own program would read, change and save them."""

import io
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile

import xlsxwriter
from python_calamine import CalamineWorkbook

from khaigiang.planning.rosters.models import Roster
from khaigiang.planning.rosters.queries.correction import correction_workbook
from khaigiang.planning.rosters.queries.doubts import unit_labels
from khaigiang.planning.rosters.queries.returned import Returned, returned
from khaigiang.registry.units.models import Unit

Grid = list[list[str]]


def labels_for(roster: Roster) -> dict[str, str]:
    """The units that may be chosen."""
    return unit_labels(Unit.objects.on(roster.holds_on).select_related("parent"))


def workbook_of(roster: Roster) -> bytes:
    """The workbook as it goes out."""
    return correction_workbook(roster, labels_for(roster))


def grid_of(workbook: bytes) -> Grid:
    """The sheet with the rows."""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_index(1)
    return [[str(cell) for cell in row] for row in sheet.to_python()]


def saved(grid: Grid) -> bytes:
    """A workbook with these cells alone, as another program saves it."""
    written = io.BytesIO()
    file = xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False})
    page = file.add_worksheet("Danh sach")
    for y, row in enumerate(grid):
        for x, text in enumerate(row):
            page.write_string(y, x, text)
    file.close()
    return written.getvalue()


def changed(roster: Roster, change: Callable[[Grid], Grid]) -> bytes:
    """The workbook of a list after somebody has changed it."""
    return saved(change(grid_of(workbook_of(roster))))


def set_cell(row: int, heading: str, text: str) -> Callable[[Grid], Grid]:
    """Type into the cell under a heading; rows of the list count from 0."""

    def change(grid: Grid) -> Grid:
        grid[row + 1][grid[0].index(heading)] = text
        return grid

    return change


def read_back(roster: Roster, content: bytes) -> Returned:
    """What a workbook says that came back."""
    with NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        return returned(roster, Path(file.name), labels_for(roster))
