"""Files as offices and strangers send them."""

import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter
import xlwt

from khaigiang.lists.files.opening import open_book
from khaigiang.lists.grid import Cell, Refused, Sheet, Value

Rows = Sequence[Sequence[Any]]
PLAIN: Rows = [["STT", "Họ và tên", "Năm sinh"], [1, "Nguyễn Thị Lan", 1980], [2, "Trần Văn Bình", 1975]]


def values(sheet: Sheet) -> dict[int, list[Value]]:
    """The values of every line that holds something, by its number; empty cells at the end are left out."""
    found = {line.number: [cell.value if cell else None for cell in line.cells] for line in sheet.lines}
    for row in found.values():
        while row and row[-1] is None:
            row.pop()
    return {number: row for number, row in found.items() if row}


def only_sheet(path: Path) -> Sheet:
    """The one sheet of a file."""
    [sheet] = open_book(path).sheets
    return sheet


def read(path: Path) -> dict[int, list[Value]]:
    """The values of the only sheet of a file, read while it is open."""
    [found] = [values(sheet) for sheet in open_book(path).sheets]
    return found


def cell_at(sheet: Sheet, row: int, column: int) -> Cell | None:
    """One cell, by its row from 1 and its column from 0."""
    return next(line.cells[column] for line in sheet.lines if line.number == row)


def refusal(path: Path) -> str:
    """Why a file is refused; "" when it is read."""
    try:
        for sheet in open_book(path).sheets:
            for _ in sheet.lines:
                pass
    except Refused as told:
        return told.code
    return ""


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def xlsx(path: Path, rows: Rows = PLAIN, *, name: str = "Danh sách", **options: object) -> Path:
    """A workbook of one sheet."""
    book = xlsxwriter.Workbook(str(path), options)
    sheet = book.add_worksheet(name)
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return path


def changed(path: Path, parts: Mapping[str, bytes | None]) -> Path:
    """A zip with some parts put in or put in place of others; None takes one out."""
    with zipfile.ZipFile(path) as old:
        kept = {name: old.read(name) for name in old.namelist()}
    return zipped(path, {name: data for name, data in (kept | dict(parts)).items() if data is not None})


def zipped(path: Path, parts: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path


def part(path: Path, name: str) -> bytes:
    """One part of a zip."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


SHEET_1 = "xl/worksheets/sheet1.xml"


def with_sheet_xml(path: Path, sheet_data: str, *, head: str = "", prefix: str = "") -> Path:
    """A workbook whose first sheet has just these rows, written as they stand; its texts stay those of `path`."""
    if not path.exists():
        xlsx(path)
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    p = f"{prefix}:" if prefix else ""
    declared = f'xmlns:{prefix}="{namespace}"' if prefix else f'xmlns="{namespace}"'
    xml = (
        f'<?xml version="1.0"?><{p}worksheet {declared}>{head}<{p}sheetData>{sheet_data}</{p}sheetData></{p}worksheet>'
    )
    return changed(path, {SHEET_1: xml.encode()})


def xls(path: Path, rows: Rows = PLAIN) -> Path:
    """A workbook of Excel 97 with one sheet."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Danh sách")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    book.save(str(path))
    return path


def ole_with_stream(path: Path, name: str) -> Path:
    """A compound file whose only stream bears that name."""
    data = bytearray(xls(path).read_bytes())
    at = data.index("Workbook".encode("utf-16-le"))
    encoded = name.encode("utf-16-le")
    data[at : at + 64] = encoded.ljust(64, b"\0")
    data[at + 64 : at + 66] = (len(encoded) + 2).to_bytes(2, "little")
    return written(path, bytes(data))


class _Locked(xlwt.Workbook):  # type: ignore[misc]  # xlwt has no types
    """A workbook whose second record says that the rest is encrypted (FILEPASS)."""

    def get_biff_data(self) -> bytes:
        data: bytes = super().get_biff_data()
        opening = 4 + int.from_bytes(data[2:4], "little")
        return data[:opening] + b"\x2f\x00\x06\x00\x01\x00\x01\x00\x01\x00" + b"\0" * 44 + data[opening:]


def locked_xls(path: Path) -> Path:
    """An .xls that asks for its password."""
    book = _Locked()
    book.add_sheet("Danh sách").write(0, 0, "Họ và tên")
    stream = BytesIO()
    book.save(stream)
    return written(path, stream.getvalue())


ODS_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in [("office", "office"), ("table", "table"), ("text", "text"), ("style", "style")]
)
ODS_KIND = b"application/vnd.oasis.opendocument.spreadsheet"


def ods(path: Path, tables: str, *, styles: str = "", more: Mapping[str, bytes] | None = None) -> Path:
    """An OpenDocument sheet with these tables, written as they stand."""
    xml = (
        f"<office:document-content {ODS_NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(path, {"mimetype": ODS_KIND, "content.xml": xml.encode(), **(more or {})})


def ods_row(*cells: str, attributes: str = "") -> str:
    """One row of texts."""
    filled = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
        if cell
        else "<table:table-cell/>"
        for cell in cells
    )
    return f"<table:table-row {attributes}>{filled}</table:table-row>"


def ods_table(*rows: str, name: str = "Danh sách", style: str = "", columns: str = "") -> str:
    told = f' table:style-name="{style}"' if style else ""
    return f'<table:table table:name="{name}"{told}>{columns}{"".join(rows)}</table:table>'
