"""Sheets of OpenDocument, from their own XML."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

from khaigiang.lists.files.archive import opened
from khaigiang.lists.files.fonts import legacy
from khaigiang.lists.files.refusing import Reason, refused
from khaigiang.lists.files.xml import attribute, elements, local, tree
from khaigiang.lists.grid import Book, Cell, Line, Sheet, Value

CONTENT: Final = "content.xml"
MANIFEST: Final = "META-INF/manifest.xml"
# "Repeat this 1,048,576 times" costs the writer thirty bytes.
MOST_LINES: Final = 200_000
MOST_CELLS: Final = 4_000_000
MOST_COLUMNS: Final = 1_024
UNSEEN: Final = ("collapse", "filter")


@dataclass(slots=True)
class _Table:
    """One table while it is read."""

    name: str
    style: str
    lines: list[Line] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    columns: int = 0
    number: int = 0
    cells: int = 0


@dataclass(slots=True)
class _Styles:
    """What the styles of this document mean for a list."""

    hidden_tables: set[str] = field(default_factory=set)
    fonts: dict[str, str] = field(default_factory=dict)


def read_ods(path: Path) -> Book:
    """The sheets of a checked .ods."""
    with opened(path) as archive:
        if MANIFEST in archive.namelist() and _is_encrypted(archive):
            raise refused(Reason.PASSWORD)
        if CONTENT not in archive.namelist():
            raise refused(Reason.DAMAGED)
        return Book("ods", list(_sheets(archive)))


def _is_encrypted(archive: zipfile.ZipFile) -> bool:
    with archive.open(MANIFEST) as source:
        return next(tree(source).iter("{*}encryption-data"), None) is not None


def _sheets(archive: zipfile.ZipFile) -> Iterator[Sheet]:
    styles = _Styles()
    table: _Table | None = None
    with archive.open(CONTENT) as source:
        for element in elements(source, ["style", "table-column", "table-row", "table"]):
            kind = local(element)
            if kind == "style":
                _style(element, styles)
                continue
            if kind == "table":
                if table and not _is_inside(element):
                    yield _finished(table, styles)
                    table = None
                continue
            owner = next(element.iterancestors("{*}table"), None)
            if owner is None or _is_inside(owner):
                continue
            table = table or _Table(str(attribute(owner, "name") or ""), str(attribute(owner, "style-name") or ""))
            if kind == "table-column":
                _column(element, table)
            else:
                _row(element, table, styles)


def _is_inside(table: Any) -> bool:
    """A table within a cell is a drawing's, not the sheet's."""
    return next(table.iterancestors("{*}table-cell", "{*}shapes"), None) is not None


def _finished(table: _Table, styles: _Styles) -> Sheet:
    return Sheet(
        name=table.name,
        lines=table.lines,
        is_hidden=table.style in styles.hidden_tables,
        hidden_columns=frozenset(table.hidden_columns),
        merged=tuple(table.merged),
    )


def _style(element: Any, styles: _Styles) -> None:
    name = str(attribute(element, "name"))
    for properties in element:
        if local(properties) == "table-properties" and attribute(properties, "display") == "false":
            styles.hidden_tables.add(name)
        if local(properties) == "text-properties":
            font = legacy(attribute(properties, "font-name") or attribute(properties, "font-family"))
            if font:
                styles.fonts[name] = font


def _column(element: Any, table: _Table) -> None:
    times = _times(element, "number-columns-repeated")
    if attribute(element, "visibility") in UNSEEN:
        table.hidden_columns.update(range(table.columns, min(table.columns + times, MOST_COLUMNS)))
    table.columns += times


def _row(element: Any, table: _Table, styles: _Styles) -> None:
    times = _times(element, "number-rows-repeated")
    cells = _cells(element, table, styles)
    if cells:
        table.cells += times * len(cells)
        if len(table.lines) + times > MOST_LINES or table.cells > MOST_CELLS:
            raise refused(Reason.TOO_LARGE, f"{times} equal rows from row {table.number + 1}")
        is_hidden = attribute(element, "visibility") in UNSEEN
        table.lines.extend(Line(table.number + 1 + further, cells, is_hidden) for further in range(times))
    table.number += times


def _cells(row: Any, table: _Table, styles: _Styles) -> tuple[Cell | None, ...]:
    """The row's cells up to its last filled one."""
    cells: list[Cell | None] = []
    empty = 0
    for element in row:
        if local(element) not in ("table-cell", "covered-table-cell"):
            continue
        times = _times(element, "number-columns-repeated")
        cell = _cell(element, styles)
        _merge(element, table, len(cells) + empty)
        if cell is None:
            empty += times
            continue
        if len(cells) + empty + times > MOST_COLUMNS:
            raise refused(Reason.TOO_LARGE, f"a cell in column {len(cells) + empty + times}")
        cells.extend([None] * empty + [cell] * times)
        empty = 0
    return tuple(cells)


def _merge(element: Any, table: _Table, column: int) -> None:
    rows, columns = _times(element, "number-rows-spanned"), _times(element, "number-columns-spanned")
    if rows > 1 or columns > 1:
        top = table.number + 1
        table.merged.append((top, column, top + rows - 1, column + columns - 1))


def _cell(element: Any, styles: _Styles) -> Cell | None:
    value = _value(element)
    if value in (None, ""):
        return None
    return Cell(value, styles.fonts.get(str(attribute(element, "style-name")), ""))


def _value(element: Any) -> Value:
    kind = attribute(element, "value-type")
    try:
        if kind in ("float", "percentage", "currency"):
            number = float(attribute(element, "value") or "")
            return int(number) if number.is_integer() and abs(number) < 1e15 else number
        if kind == "date":
            return _moment(attribute(element, "date-value") or "")
        if kind == "boolean":
            return attribute(element, "boolean-value") == "true"
    except ValueError:
        pass
    return _text(element)


def _moment(text: str) -> Value:
    moment = datetime.fromisoformat(text)
    return date.fromisoformat(text[:10]) if moment.time() == time() else moment


def _text(element: Any) -> str:
    """The paragraphs of a cell; a remark pinned to it is not its text."""
    return "\n".join(_paragraph(child) for child in element if local(child) == "p")


def _paragraph(element: Any) -> str:
    parts = [element.text or ""]
    for child in element:
        kind = local(child)
        if kind == "s":
            parts.append(" " * min(_times(child, "c"), 100))
        elif kind in ("tab", "line-break"):
            parts.append("\t" if kind == "tab" else "\n")
        elif kind != "annotation":
            parts.append(_paragraph(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _times(element: Any, name: str) -> int:
    told = attribute(element, name)
    return max(int(told), 1) if told and told.isdecimal() and len(told) < 10 else 1
