"""Tables of Word documents; what stands around them, in headers and in text boxes is not the list."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from typing import Any, Final

from khaigiang.lists.files.archive import opened
from khaigiang.lists.files.fonts import legacy
from khaigiang.lists.files.refusing import Reason, refused
from khaigiang.lists.files.tables import Drawn, Table
from khaigiang.lists.files.xml import attribute, local, tree
from khaigiang.lists.grid import Book, Cell, Sheet

DOCUMENT: Final = "word/document.xml"
LARGEST: Final = 60_000_000
WRAPPERS: Final = ("sdt", "sdtContent", "ins", "smartTag", "hyperlink", "customXml", "r")


def read_word(path: Path) -> Book:
    """Every table of a checked .docx, tables within cells after the one that holds them."""
    with opened(path) as archive:
        if archive.getinfo(DOCUMENT).file_size > LARGEST:
            raise refused(Reason.TOO_LARGE, f"{archive.getinfo(DOCUMENT).file_size // 1_000_000} MB")
        with archive.open(DOCUMENT) as source:
            document = tree(source)
    tables = [table for table in document.iter("{*}tbl") if next(table.iterancestors("{*}txbxContent"), None) is None]
    if not tables:
        raise refused(Reason.NOT_A_WORKBOOK, "a document without a table")
    return Book("word", [_sheet(table) for table in tables])


def _sheet(table: Any) -> Sheet:
    laid = Table()
    rows = list(_inside(table, "tr"))
    placed = [list(_placed(row)) for row in rows]
    for number, row in enumerate(rows):
        is_hidden = row.find("{*}trPr/{*}hidden") is not None
        laid.lay(_spanned(placed, number), number=number + 1, is_hidden=is_hidden)
    return Sheet(None, laid.lines, merged=tuple(laid.merged))


def _inside(element: Any, kind: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also those wrapped in a control or a tracked change."""
    for child in element:
        if local(child) == kind:
            yield child
        elif local(child) in WRAPPERS:
            yield from _inside(child, kind)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell, and what it says of the one above: `restart` opens a tall cell, `continue` goes on with it."""

    drawn: Drawn
    merge: str


def _placed(row: Any) -> Iterator[_Placed]:
    column = _told(row.find("{*}trPr/{*}gridBefore"), 0)
    for cell in _inside(row, "tc"):
        columns = _told(cell.find("{*}tcPr/{*}gridSpan"), 1)
        merge = cell.find("{*}tcPr/{*}vMerge")
        kind = (attribute(merge, "val") or "continue") if merge is not None else ""
        text = "\n".join(_paragraphs(cell)).strip()
        yield _Placed(Drawn(Cell(text, _font(cell)) if text else None, 1, columns, column), kind)
        column += columns


def _spanned(rows: list[list[_Placed]], number: int) -> Iterator[Drawn]:
    """The cells of a row that open there, each as tall as it goes on below."""
    for placed in rows[number]:
        if placed.merge == "restart":
            yield replace(placed.drawn, rows=1 + _continued(rows, number + 1, placed.drawn.starts_at))
        elif placed.merge != "continue":
            yield placed.drawn


def _continued(rows: list[list[_Placed]], below: int, column: int | None) -> int:
    further = takewhile(
        lambda number: any(one.merge == "continue" and one.drawn.starts_at == column for one in rows[number]),
        range(below, len(rows)),
    )
    return sum(1 for _ in further)


def _paragraphs(cell: Any) -> Iterator[str]:
    return ("".join(_words(paragraph)) for paragraph in _inside(cell, "p"))


def _words(element: Any) -> Iterator[str]:
    for child in element:
        kind = local(child)
        if kind == "t":
            yield child.text or ""
        elif kind in ("tab", "br", "cr"):
            yield "\t" if kind == "tab" else "\n"
        elif kind == "noBreakHyphen":
            yield "-"
        elif kind in WRAPPERS:
            yield from _words(child)


def _font(cell: Any) -> str:
    fonts = (legacy(attribute(told, "ascii") or attribute(told, "hAnsi")) for told in cell.iter("{*}rFonts"))
    return next((font for font in fonts if font), "")


def _told(element: Any, otherwise: int) -> int:
    told = attribute(element, "val") if element is not None else None
    return int(told) if told and told.isdecimal() and len(told) < 5 else otherwise
