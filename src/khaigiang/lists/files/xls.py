"""Workbooks of Excel 97 and older, by xlrd."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any, Final

import xlrd

from khaigiang.lists.files.fonts import legacy
from khaigiang.lists.files.refusing import Reason, refused
from khaigiang.lists.grid import Book, Cell, Line, Sheet, Value

IS_DATE: Final = xlrd.XL_CELL_DATE


def read_xls(path: Path) -> Book:
    """The sheets of an .xls."""
    try:
        book = xlrd.open_workbook(str(path), logfile=StringIO(), formatting_info=True, ragged_rows=True)
    except xlrd.XLRDError as error:
        raise refused(Reason.PASSWORD if "encrypted" in str(error) else Reason.DAMAGED) from error
    except MemoryError:
        raise
    # xlrd trusts the records' own lengths: a broken file fails wherever it is broken.
    except Exception as error:
        raise refused(Reason.DAMAGED) from error
    return Book("xls", [_sheet(book, sheet) for sheet in book.sheets()])


def _sheet(book: Any, sheet: Any) -> Sheet:
    return Sheet(
        name=sheet.name,
        lines=_lines(book, sheet),
        is_hidden=sheet.visibility != 0,
        hidden_columns=frozenset(index for index, told in sheet.colinfo_map.items() if told.hidden and index < 256),
        merged=tuple((top + 1, left, bottom, right - 1) for top, bottom, left, right in sheet.merged_cells),
        uses_1904=book.datemode == 1,
    )


def _lines(book: Any, sheet: Any) -> Iterator[Line]:
    fonts = [legacy(font.name) for font in book.font_list]
    of_styles = {
        number: fonts[style.font_index] for number, style in enumerate(book.xf_list) if style.font_index < len(fonts)
    }
    for row in range(sheet.nrows):
        told = sheet.rowinfo_map.get(row)
        is_hidden = bool(told and (told.hidden or told.height == 0))
        cells = tuple(
            _cell(book, cell, _font(sheet, (row, column), fonts) or of_styles.get(cell.xf_index, ""))
            for column, cell in enumerate(sheet.row(row))
        )
        yield Line(row + 1, cells, is_hidden)


def _font(sheet: Any, at: tuple[int, int], fonts: list[str]) -> str:
    """The legacy font of the first letters, where they have one of their own."""
    runs = sheet.rich_text_runlist_map.get(at)
    if not runs:
        return ""
    start, font = runs[0]
    return fonts[font] if start == 0 and font < len(fonts) else ""


def _cell(book: Any, cell: Any, font: str) -> Cell | None:
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) or cell.value == "":
        return None
    return Cell(_value(book, cell), font)


def _value(book: Any, cell: Any) -> Value:
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    if cell.ctype == IS_DATE:
        return _day(book, float(cell.value))
    if isinstance(cell.value, float) and cell.value.is_integer() and abs(cell.value) < 1e15:
        return int(cell.value)
    told: str | float = cell.value
    return told


def _day(book: Any, serial: float) -> Value:
    try:
        moment = xlrd.xldate_as_datetime(serial, book.datemode)
    except (ValueError, OverflowError):
        return serial
    told: Value = moment
    if 0 <= serial < 1:
        told = moment.time()
    elif serial.is_integer():
        told = moment.date()
    return told
