"""The sheet of a reform as people send it: text, or a workbook that only the child process opens."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from khaigiang.oversight.reforms.errors import NoSheet
from khaigiang.oversight.reforms.rules import EXAMPLE, HEADINGS
from khaigiang.papers.spreadsheet import Column, Sheet, xlsx
from khaigiang.planning.rosters.reading import grid_of

# How zip archives (.xlsx, .ods) and the older workbooks of Excel begin.
WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def text_of(content: bytes) -> str:
    """The lines of a sheet as comma-separated text; raises NoSheet, or NotRead with what is wrong with a workbook."""
    if content.startswith(WORKBOOKS):
        return _of_workbook(content)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise NoSheet from wrong


def workbook() -> bytes:
    """The sheet to fill in, with one line as an example; codes stay text."""
    columns = tuple(Column(heading=heading, width=24) for heading in HEADINGS)
    return xlsx([Sheet(name="Sắp xếp đơn vị", columns=columns, rows=[EXAMPLE], typed_into=True)])


def _of_workbook(content: bytes) -> str:
    """The first sheet that holds lines; a line keeps its number."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sheet"
        path.write_bytes(content)
        written = io.StringIO()
        rows, number = csv.writer(written, lineterminator="\n"), 0
        for answer in grid_of(path):
            if "sheet" in answer and number:
                break
            if "line" in answer:
                rows.writerows([] for _ in range(answer["line"] - number - 1))
                number = answer["line"]
                rows.writerow(" ".join((value or "").split()) for value in answer["values"])
        return written.getvalue()
