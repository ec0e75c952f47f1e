"""Workbooks in Excel's XML of 2003, mostly saved as .xls."""

from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any, Final

from khaigiang.lists.files.archive import DECLARES, PROLOG
from khaigiang.lists.files.fonts import legacy
from khaigiang.lists.files.refusing import Reason, refused
from khaigiang.lists.files.tables import Drawn, Table
from khaigiang.lists.files.xml import attribute, local, tree
from khaigiang.lists.grid import Book, Cell, Sheet, Value

LARGEST: Final = 30_000_000


def read_xml_2003(path: Path) -> Book:
    """Its worksheets."""
    with path.open("rb") as source:
        if path.stat().st_size > LARGEST:
            raise refused(Reason.TOO_LARGE, f"{path.stat().st_size // 1_000_000} MB")
        if DECLARES.search(source.read(PROLOG).replace(b"\0", b"")):
            raise refused(Reason.HOSTILE, "a document type")
        source.seek(0)
        book = tree(source)
    if local(book) != "Workbook":
        raise refused(Reason.NOT_A_WORKBOOK, "XML")
    fonts = {str(attribute(style, "ID")): _font(style) for style in book.iter("{*}Style")}
    uses_1904 = next(book.iter("{*}Date1904"), None) is not None
    return Book("xml", [_sheet(sheet, fonts, uses_1904=uses_1904) for sheet in book.iter("{*}Worksheet")])


def _font(style: Any) -> str:
    return next((legacy(attribute(font, "FontName")) for font in style.iter("{*}Font")), "")


def _sheet(sheet: Any, fonts: dict[str, str], *, uses_1904: bool) -> Sheet:
    laid = Table()
    number = 0
    for row in sheet.iterfind("{*}Table/{*}Row"):
        number = _number(row, "Index", number + 1)
        is_hidden = attribute(row, "Hidden") == "1" or attribute(row, "Height") == "0"
        laid.lay(_cells(row, fonts), number=number, is_hidden=is_hidden)
        number += _number(row, "Span", 0)
    visible = next((told.text for told in sheet.iter("{*}Visible")), "")
    return Sheet(
        name=str(attribute(sheet, "Name") or ""),
        lines=laid.lines,
        is_hidden=visible in ("SheetHidden", "SheetVeryHidden"),
        hidden_columns=_hidden_columns(sheet),
        merged=tuple(laid.merged),
        uses_1904=uses_1904,
    )


def _hidden_columns(sheet: Any) -> frozenset[int]:
    hidden: set[int] = set()
    column = 0
    for told in sheet.iterfind("{*}Table/{*}Column"):
        column = _number(told, "Index", column + 1)
        last = column + min(_number(told, "Span", 0), 1_000)
        if attribute(told, "Hidden") == "1":
            hidden.update(range(column - 1, last))
        column = last
    return frozenset(hidden)


def _cells(row: Any, fonts: dict[str, str]) -> Iterator[Drawn]:
    column = 0
    for cell in row.iterfind("{*}Cell"):
        column = _number(cell, "Index", column + 1)
        data = cell.find("{*}Data")
        font = fonts.get(str(attribute(cell, "StyleID")), "")
        value = _value(data) if data is not None else None
        further = _number(cell, "MergeAcross", 0)
        starts_at = column - 1 if attribute(cell, "Index") else None
        filled = Cell(value, font) if value not in (None, "") else None
        yield Drawn(filled, _number(cell, "MergeDown", 0) + 1, further + 1, starts_at)
        column += further


def _value(data: Any) -> Value:
    text = "".join(data.itertext())
    kind = attribute(data, "Type")
    try:
        if kind == "Number":
            number = float(text)
            return int(number) if number.is_integer() and abs(number) < 1e15 else number
        if kind == "DateTime":
            moment = datetime.fromisoformat(text)
            return moment.date() if moment.time() == time() else moment
    except ValueError:
        return text
    return text == "1" if kind == "Boolean" else text


def _number(element: Any, name: str, otherwise: int) -> int:
    told = attribute(element, name)
    return int(told) if told and told.isdecimal() and len(told) < 8 else otherwise
