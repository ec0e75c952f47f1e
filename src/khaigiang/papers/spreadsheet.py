"""Workbooks and comma-separated text: numbers as numbers, dates as dates, text never as a formula, ready to print on A4."""

import io
from collections.abc import Iterable, Mapping, Sequence
from csv import writer
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO, Final

from khaigiang.papers.plain import clean_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A cell that somebody has to look at: coloured, with a note, and with what may be chosen where that is known.

    `is_open` lets other text be typed beside the choices.
    """

    text: str = ""
    note: str = ""
    choices: tuple[str, ...] = ()
    is_open: bool = False


Cell = str | int | float | Decimal | date | Marked | None

_FONT: Final = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
# The built-in format "@".
_AS_TEXT: Final = 49
_BOX: Final = _FONT | {"border": 1, "text_wrap": True}
_FORMATS: Final[dict[str, dict[str, object]]] = {
    "title": _FONT | {"bold": True, "align": "center", "font_size": 13, "text_wrap": True},
    "head": _BOX | {"bold": True, "align": "center", "bg_color": "#E8EEF7"},
    "text": _BOX,
    "number": _BOX | {"align": "right", "indent": 1},
    "whole": _BOX | {"align": "right", "indent": 1, "num_format": "#,##0"},
    "date": _BOX | {"align": "center", "num_format": "dd/mm/yyyy"},
    "total": _BOX | {"bold": True},
    "total_number": _BOX | {"bold": True, "align": "right", "indent": 1},
    "note": _FONT | {"italic": True},
    "typed": _BOX | {"num_format": _AS_TEXT},
    "marked": _BOX | {"num_format": _AS_TEXT, "bg_color": "#FFE699"},
    "closed": _BOX | {"num_format": _AS_TEXT, "font_color": "#404040", "bg_color": "#F2F2F2"},
    "key": _BOX | {"num_format": _AS_TEXT, "font_color": "#7F7F7F", "font_size": 8},
    "guide": _FONT | {"italic": True, "font_size": 11, "text_wrap": True},
}
# A workbook carries its hour of making; a fixed one keeps equal lists equal files.
_CREATED: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - the file format has no time zone
# A longer note hides the list it speaks of.
_LONGEST_NOTE: Final = 2_000
_BEGINS_A_FORMULA: Final = ("=", "+", "-", "@")
_CHOICES: Final = "Choices"
# The height of a row with one line.
_LINE: Final = 17
_FORBIDDEN_IN_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its heading, and its width in characters. A year alone is text: as a number it would read "1.975".

    `refusal` closes a column: typing into it is answered by that sentence, while sorting and deleting rows stay possible.
    `choices` are offered in each of its cells; they are few and short, other text is let in.
    """

    heading: str
    width: int = 16
    refusal: str = ""
    choices: tuple[str, ...] = ()
    # A closed column that only a program reads is small and pale.
    is_key: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: title lines, how it is filled in, a header that stays in sight and repeats in print, rows, totals, notes below.

    `filters` gives each heading of a workbook a button that narrows the rows. What is `typed_into` stays the text that
    was typed: no program makes a number or a day of it.
    """

    name: str
    title: tuple[str, ...] = ()
    guide: str = ""
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    totals: Sequence[Cell] = ()
    notes: tuple[str, ...] = ()
    landscape: bool = False
    filters: bool = False
    typed_into: bool = False


@dataclass(slots=True, kw_only=True)
class _Book:
    """The workbook being written, its formats, and the choices that its cells offer."""

    file: "Workbook"
    formats: "Mapping[str, Format]"
    names: set[str] = field(default_factory=lambda: {_CHOICES.lower()})
    choices: dict[tuple[str, ...], int] = field(default_factory=dict)


def xlsx(sheets: Sequence[Sheet]) -> bytes:
    """The workbook with these sheets. Raises ValueError for none, or for a row longer than its header."""
    if not sheets:
        message = "a workbook needs at least one sheet"
        raise ValueError(message)
    written = io.BytesIO()
    book = _opened(written, in_memory=True)
    for sheet in sheets:
        _write_sheet(book, sheet)
    _write_choices(book)
    book.file.close()
    return written.getvalue()


def write_xlsx(sheet: Sheet, rows: Iterable[Sequence[Cell]], into: BinaryIO) -> None:
    """Write a workbook with one sheet row by row: its memory is the same for any number of rows.

    What the sheet says of headings and titles counts, its own rows, totals and notes do not. Raises ValueError for a row
    longer than its header.
    """
    book = _opened(into, constant_memory=True)
    page = book.file.add_worksheet(_free_name(sheet.name, book.names))
    above = len(sheet.title) + bool(sheet.guide)
    head = above + bool(above)
    page.set_default_row(_LINE)
    _write_title(page, sheet, book)
    _write_head(page, sheet, book, head)
    last = head
    for last, row in enumerate(rows, start=head + 1):
        _write_row(page, book, last, row, sheet)
    if sheet.filters:
        page.autofilter(head, 0, last, len(sheet.columns) - 1)
    _set_up_print(page, sheet, head)
    book.file.close()


def csv(sheet: Sheet) -> bytes:
    """The heading and rows of a sheet as comma-separated UTF-8 with a mark that Excel reads it by.

    Days are 2023-05-24 and decimals have a point, as every program reads them; text that a spreadsheet would take for
    a formula begins with an apostrophe.
    """
    written = io.StringIO()
    table = writer(written)
    table.writerow([_harmless(column.heading) for column in sheet.columns])
    table.writerows([[_harmless(cell) for cell in row] for row in sheet.rows])
    return written.getvalue().encode("utf-8-sig")


def _opened(into: BinaryIO, **how: bool) -> _Book:
    from xlsxwriter import Workbook  # noqa: PLC0415  slow to load, and few starts write a workbook

    file = Workbook(into, {"strings_to_formulas": False, "strings_to_urls": False, **how})
    file.set_properties({"created": _CREATED})
    return _Book(file=file, formats={name: file.add_format(style) for name, style in _FORMATS.items()})


def _harmless(cell: Cell) -> str:
    if isinstance(cell, Marked):
        cell = cell.text
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    text = clean_text(cell)
    return f"'{text}" if text.lstrip().startswith(_BEGINS_A_FORMULA) else text


def _write_sheet(book: _Book, sheet: Sheet) -> None:
    page = book.file.add_worksheet(_free_name(sheet.name, book.names))
    above = len(sheet.title) + bool(sheet.guide)
    head = above + bool(above)
    _write_title(page, sheet, book)
    _write_head(page, sheet, book, head)
    for offset, row in enumerate(sheet.rows, start=head + 1):
        _write_row(page, book, offset, row, sheet)
    below = head + 1 + len(sheet.rows)
    if sheet.totals:
        _write_row(page, book, below, sheet.totals, sheet, total=True)
    for offset, note in enumerate(sheet.notes, start=below + 2):
        page.write_string(offset, 0, clean_text(note), book.formats["note"])
    if sheet.filters:
        page.autofilter(head, 0, max(below - 1, head), len(sheet.columns) - 1)
    _set_up_print(page, sheet, head)


def _write_title(page: "Worksheet", sheet: Sheet, book: _Book) -> None:
    lines = [(line, "title") for line in sheet.title] + [(line, "guide") for line in (sheet.guide,) if line]
    for row, (line, style) in enumerate(lines):
        text, last = clean_text(line), len(sheet.columns) - 1
        if last > 0:
            page.merge_range(row, 0, row, last, "", book.formats[style])
        page.write_string(row, 0, text, book.formats[style])
        page.set_row(row, 20 * _lines(text, sum(column.width for column in sheet.columns)))
    if lines:
        page.set_row(len(lines), 9, book.formats["guide"])


def _write_head(page: "Worksheet", sheet: Sheet, book: _Book, head: int) -> None:
    for position, column in enumerate(sheet.columns):
        page.set_column(position, position, column.width, book.formats["typed"] if sheet.typed_into else None)
        page.write_string(head, position, clean_text(column.heading), book.formats["head"])
        if column.refusal and sheet.rows:
            _close(page, column, position, head + 1, head + len(sheet.rows))
        if column.choices and sheet.rows:
            offered = {"validate": "list", "source": list(column.choices), "show_error": False}
            page.data_validation(head + 1, position, head + len(sheet.rows), position, offered)
    page.set_row(head, 18 * max((_lines(column.heading, column.width) for column in sheet.columns), default=1))
    page.freeze_panes(head + 1, 0)


def _write_row(
    page: "Worksheet", book: _Book, row: int, cells: Sequence[Cell], sheet: Sheet, *, total: bool = False
) -> None:
    if len(cells) > len(sheet.columns):
        message = f"a row of {len(cells)} cells under {len(sheet.columns)} headings"
        raise ValueError(message)
    # Not every program measures wrapped rows when it opens a file.
    height = _LINE * max(
        (_lines(_text(cell), column.width) for cell, column in zip(cells, sheet.columns, strict=False)), default=1
    )
    if height != page.default_row_height:
        page.set_row(row, height)
    for position, (cell, column) in enumerate(zip(cells, sheet.columns, strict=False)):
        if column.refusal:
            page.write_string(
                row, position, clean_text(_text(cell)), book.formats["key" if column.is_key else "closed"]
            )
        elif sheet.typed_into and not isinstance(cell, Marked):
            page.write_string(row, position, clean_text(_text(cell)), book.formats["typed"])
        else:
            _write_cell(page, book, row, position, cell, total=total)


def _write_marked(page: "Worksheet", book: _Book, row: int, position: int, cell: Marked) -> None:
    page.write_string(row, position, clean_text(cell.text), book.formats["marked"])
    if cell.note:
        page.write_comment(row, position, clean_text(cell.note)[:_LONGEST_NOTE], {"x_scale": 2, "y_scale": 1.5})
    if cell.choices:
        from xlsxwriter.utility import xl_col_to_name  # noqa: PLC0415  as in `_opened`

        column = xl_col_to_name(book.choices.setdefault(cell.choices, len(book.choices)))
        offered = f"={_CHOICES}!${column}$1:${column}${len(cell.choices)}"
        page.data_validation(
            row, position, row, position, {"validate": "list", "source": offered, "show_error": not cell.is_open}
        )


def _write_choices(book: _Book) -> None:
    """A hidden sheet with a column for every list of choices: a list within a cell's own rule ends at 255 characters."""
    if not book.choices:
        return
    page = book.file.add_worksheet(_CHOICES)
    for choices, column in book.choices.items():
        for row, text in enumerate(choices):
            page.write_string(row, column, clean_text(text))
    page.hide()


def _close(page: "Worksheet", column: Column, position: int, first: int, last: int) -> None:
    """Answer typing into a column with its refusal."""
    rule = {"validate": "custom", "value": "=FALSE", "ignore_blank": False, "error_message": clean_text(column.refusal)}
    page.data_validation(first, position, last, position, rule)


def _write_cell(page: "Worksheet", book: _Book, row: int, position: int, cell: Cell, *, total: bool) -> None:
    formats = book.formats
    match cell:
        case None | "":
            page.write_blank(row, position, None, formats["total" if total else "text"])
        case str():
            page.write_string(row, position, clean_text(cell), formats["total" if total else "text"])
        case Marked():
            _write_marked(page, book, row, position, cell)
        case date():
            page.write_datetime(row, position, datetime.combine(cell, time()), formats["date"])
        case int():
            page.write_number(row, position, cell, formats["total_number" if total else "whole"])
        case _:
            page.write_number(row, position, cell, formats["total_number" if total else "number"])


def _set_up_print(page: "Worksheet", sheet: Sheet, head: int) -> None:
    page.set_paper(9)
    if sheet.landscape:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.6, right=0.5, top=0.7, bottom=0.7)
    page.repeat_rows(head)
    page.set_footer("&C&P/&N")


def _free_name(name: str, taken: set[str]) -> str:
    """A sheet name that Excel accepts and that no other sheet has."""
    wanted = clean_text(name).translate(_FORBIDDEN_IN_NAMES).replace("\n", " ").strip(" '")[:31] or "Trang tính"
    free, number = wanted, 1
    while free.lower() in taken:
        number += 1
        free = f"{wanted[: 30 - len(str(number))]} {number}"
    taken.add(free.lower())
    return free


def _text(cell: Cell) -> str:
    return cell.text if isinstance(cell, Marked) else "" if cell is None else str(cell)


def _lines(text: str, width: int) -> int:
    return sum(1 + len(line) // max(width, 1) for line in text.split("\n"))
