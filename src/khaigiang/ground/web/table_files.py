"""A table of a page as a file: the rows that the page shows, all of them, as a workbook or as comma-separated text.

What a file holds can never differ from the page, nor from what the page lets a person see: it is read off the page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import formats
from django.utils.text import slugify
from lxml import html
from lxml.html import HtmlElement

from khaigiang.papers.spreadsheet import Cell, Column, Sheet, csv, xlsx
from khaigiang.vietnamese.names import fold

EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES: Final = {"xlsx": EXCEL, "csv": "text/csv; charset=utf-8"}
EVERY_ROW: Final = "every-row"
NARROWEST: Final = 6
WIDEST: Final = 44
# How a page that speaks of another day than today says so.
DAY_OF_PAGE: Final = re.compile(r'data-day="(\d{4}-\d{2}-\d{2})"')
DAY: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
# What stands in a cell beside its text: a drawing, and what only a screen reader says.
PASSED_OVER: Final = ("svg", "script", "button")
UNSEEN: Final = "visually-hidden"
OWN_LINE: Final = frozenset({"br", "div", "p", "li", "details"})
NOTHING: Final = frozenset({"", "–", "—"})
Row = TypeVar("Row")


def kind_asked(request: HttpRequest) -> str:
    """The kind of file that a table is asked for as; empty for the page itself."""
    kind = request.GET.get("file", "")
    return kind if kind in TYPES and request.method == "GET" else ""


def page_asked(request: HttpRequest) -> str | None:
    """The number of the page asked for; a file has one page with every row."""
    return EVERY_ROW if kind_asked(request) else request.GET.get("page")


def leaf(found: QuerySet[Any, Row] | Sequence[Row], per_page: int, number: str | None) -> Page[Row]:
    """One page of a list; a number that is none shows the first."""
    pages = Paginator(found, per_page)
    return Paginator(found, max(pages.count, 1)).get_page(1) if number == EVERY_ROW else pages.get_page(number)


def key_of(caption: str) -> str:
    """How a table is named in an address."""
    return slugify(fold(caption))


def day_shown(page: str) -> date | None:
    """The day that a page speaks of where it is not today."""
    found = DAY_OF_PAGE.search(page)
    return date.fromisoformat(found[1]) if found else None


def table_file(page: str, key: str, kind: str, *, on: date) -> bytes | None:
    """The file with one table of a page; None where the page has no such table. `on` is the day it speaks of."""
    tree = html.fromstring(page)
    for table in tree.iter("table"):
        caption = _text(table.find("caption"))
        if key_of(caption) == key:
            # The title of a page names its subject too, and after it the product.
            subject = _text(tree.find(".//title")).rpartition(" · ")[0]
            sheet = _sheet(table, name=caption, title=tuple(dict.fromkeys((subject, caption, f"{on:%d/%m/%Y}"))))
            return xlsx([sheet]) if kind == "xlsx" else csv(sheet)
    return None


def _sheet(table: HtmlElement, *, name: str, title: tuple[str, ...]) -> Sheet:
    heads = _spread(table.iterfind("./thead/tr"), repeated=True)
    rows = _spread(table.iterfind("./tbody/tr"), repeated=False)
    headings = [_heading(heads, position) for position in range(max(map(len, heads), default=0))]
    shown = [position for position, heading in enumerate(headings) if heading]
    cells = [[_value(row[position]) if position < len(row) else None for position in shown] for row in rows]
    columns = tuple(
        Column(heading=headings[position], width=_width([headings[position], *(row[order] for row in cells)]))
        for order, position in enumerate(shown)
    )
    return Sheet(name=name, title=title, columns=columns, rows=cells, landscape=True, filters=True)


def _spread(rows: Iterable[HtmlElement], *, repeated: bool) -> list[list[HtmlElement | None]]:
    """Cells by row and column, those that span several in the first of them, or `repeated` in each."""
    spread: list[list[HtmlElement | None]] = []
    below: dict[int, tuple[int, HtmlElement | None]] = {}
    for row in rows:
        line: list[HtmlElement | None] = []
        waiting = [cell for cell in row if cell.tag in {"td", "th"}]
        while waiting or len(line) in below:
            if len(line) in below:
                left, cell = below.pop(len(line))
                if left > 1:
                    below[len(line)] = (left - 1, cell)
                line.append(cell)
                continue
            cell = waiting.pop(0)
            for turn in range(int(cell.get("colspan", 1))):
                kept = cell if repeated or turn == 0 else None
                if int(cell.get("rowspan", 1)) > 1:
                    below[len(line)] = (int(cell.get("rowspan", 1)) - 1, kept if repeated else None)
                line.append(kept)
        spread.append(line)
    return spread


def _heading(heads: list[list[HtmlElement | None]], position: int) -> str:
    """The headings above a column from top to bottom; none where the page shows none (a column of acts)."""
    texts = [_text(line[position]).replace("\n", " ") for line in heads if position < len(line)]
    return " – ".join(dict.fromkeys(filter(None, texts)))


def _value(cell: HtmlElement | None) -> Cell:
    """What a cell shows, as a number where it stands among numbers and as a day where it is one."""
    text = _text(cell)
    if cell is None or text in NOTHING:
        return None
    day = DAY.fullmatch(text)
    if day:
        return date(int(day[3]), int(day[2]), int(day[1]))
    number = _number(text) if "num" in cell.classes else None
    return text if number is None else number


def _number(text: str) -> int | Decimal | None:
    """A number as the reader's language writes it; a code with zeros before it is none."""
    point, grouping = formats.get_format("DECIMAL_SEPARATOR"), formats.get_format("THOUSAND_SEPARATOR")
    written = rf"-?(0|[1-9]\d*|[1-9]\d{{0,2}}({re.escape(grouping)}\d{{3}})+)({re.escape(point)}\d+)?"
    if not re.fullmatch(written, text):
        return None
    plain = text.replace(grouping, "").replace(point, ".")
    return Decimal(plain) if "." in plain else int(plain)


def _text(element: HtmlElement | None) -> str:
    """The text that a person sees, a line for each that the page begins."""
    lines = "" if element is None else "".join(_pieces(element))
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines.split("\n"))))


def _pieces(element: HtmlElement) -> Iterator[str]:
    yield _flat(element.text)
    for part in element:
        if _is_seen(part):
            yield "\n" if part.tag in OWN_LINE or "cell-sub" in part.classes else " "
            yield from _typed(part) if part.tag in {"input", "select", "textarea"} else _pieces(part)
        yield _flat(part.tail)


def _flat(text: str | None) -> str:
    return (text or "").replace("\n", " ")


def _is_seen(part: HtmlElement) -> bool:
    return isinstance(part.tag, str) and part.tag not in PASSED_OVER and UNSEEN not in part.classes


def _typed(field: HtmlElement) -> Iterator[str]:
    """What stands in a field: the words of the choice made, a cross for a tick."""
    if field.tag == "select":
        yield from (_text(option) for option in field.iter("option") if "selected" in option.attrib)
    elif field.get("type") in {"checkbox", "radio"}:
        yield "x" if "checked" in field.attrib else ""
    elif field.get("type") != "hidden":
        yield field.get("value") or field.text or ""


def _width(cells: Iterable[Cell]) -> int:
    """Wide enough for most lines of a column, within reason."""
    longest = max((len(line) for cell in cells for line in str(cell or "").split("\n")), default=0)
    return min(max(longest + 2, NARROWEST), WIDEST)
