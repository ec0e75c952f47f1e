"""Tables of a page saved as .xls, as registers and web offices export them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from lxml import etree

from khaigiang.lists.files.fonts import legacy
from khaigiang.lists.files.refusing import Reason, refused
from khaigiang.lists.files.tables import Drawn, Table
from khaigiang.lists.files.text import decoded
from khaigiang.lists.grid import Book, Cell, Sheet

LARGEST_PAGE: Final = 30_000_000
CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
# An attribute `mso-hide` or a style; Excel writes display:none for a filtered row.
HIDDEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?<![\w-])height\s*:\s*0(?!\.?[1-9])", re.IGNORECASE
)
FAMILY: Final = re.compile(r"font-family\s*:\s*[\"']?([^;,\"']+)", re.IGNORECASE)
UNREAD: Final = ("script", "style")
BREAKS: Final = ("br", "p", "div")


def read_html(path: Path) -> Book:
    """Every outermost table of the page."""
    data = path.read_bytes()
    if len(data) > LARGEST_PAGE:
        raise refused(Reason.TOO_LARGE, f"{len(data) // 1_000_000} MB")
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        page = etree.fromstring(_page(data), parser)
    except etree.LxmlError as error:
        # This parser mends whatever it reads: it stops only where no memory is left.
        raise refused(Reason.TOO_MUCH_MEMORY) from error
    if page is None:
        raise refused(Reason.NOT_A_WORKBOOK, "an empty page")
    tables = [table for table in page.iter("table") if next(table.iterancestors("table"), None) is None]
    if not tables:
        raise refused(Reason.NOT_A_WORKBOOK, "a page without a table")
    return Book("html", [_sheet(table) for table in tables])


def _page(data: bytes) -> str:
    told = CHARSET.search(data[:4_000])
    try:
        if told and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
            return data.decode(told[1].decode("ascii"))
    except (LookupError, UnicodeDecodeError):
        pass
    return decoded(data)


def _sheet(table: Any) -> Sheet:
    laid = Table()
    for row in _rows(table):
        laid.lay((_drawn(cell) for cell in row if cell.tag in ("td", "th")), is_hidden=_is_hidden(row))
    return Sheet(None, laid.lines, _is_hidden(table), _hidden_columns(table), tuple(laid.merged))


def _rows(table: Any) -> Iterator[Any]:
    """The rows of this table, not those of tables within its cells."""
    for element in table:
        if element.tag == "tr":
            yield element
        elif element.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in element if row.tag == "tr")


def _hidden_columns(table: Any) -> frozenset[int]:
    hidden: set[int] = set()
    column = 0
    for told in (element for element in table.iter("col") if _span(element, "span") < 1_000):
        times = _span(told, "span")
        if _is_hidden(told):
            hidden.update(range(column, column + times))
        column += times
    return frozenset(hidden)


def _is_hidden(element: Any) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("height") in ("0", "0px", "0pt")
        or HIDDEN.search(element.get("style", "")) is not None
    )


def _drawn(cell: Any) -> Drawn:
    text = _text(cell).strip("\n")
    lines = [
        " ".join(line.split()) if line.isascii() or "\xa0" not in line else line.strip() for line in text.split("\n")
    ]
    value = "\n".join(line for line in lines if line)
    return Drawn(Cell(value, _font(cell)) if value else None, _span(cell, "rowspan"), _span(cell, "colspan"))


def _font(cell: Any) -> str:
    """The legacy font that the cell or an element within it names."""
    for element in cell.iter():
        family = FAMILY.search(element.get("style", ""))
        font = legacy(element.get("face") or (family[1].strip() if family else ""))
        if font:
            return font
    return ""


def _text(element: Any) -> str:
    parts = [" ".join(element.text.split("\n")) if element.text else ""]
    for child in element:
        if child.tag in BREAKS and any(parts):
            parts.append("\n")
        if child.tag not in UNREAD:
            parts.append(_text(child))
        parts.append(" ".join(child.tail.split("\n")) if child.tail else "")
    return "".join(parts)


def _span(element: Any, name: str) -> int:
    told = (element.get(name) or "").strip()
    return min(max(int(told), 1), 100_000) if told.isdecimal() and len(told) < 7 else 1
