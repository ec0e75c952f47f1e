"""Workbooks of Excel since 2007: values by calamine, the rest from the file's own XML."""

import posixpath
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any, Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from khaigiang.lists.files.archive import looks_outward, opened
from khaigiang.lists.files.fonts import legacy
from khaigiang.lists.files.marks import CellMarks, Fonts, Marks, marks
from khaigiang.lists.files.refusing import Reason, refused
from khaigiang.lists.files.xml import attribute, elements, local, tree
from khaigiang.lists.grid import Book, Cell, Line, Sheet, Value

WORKBOOK: Final = "xl/workbook.xml"
RELATIONS: Final = "xl/_rels/workbook.xml.rels"
STYLES: Final = "xl/styles.xml"
TEXTS: Final = "xl/sharedStrings.xml"
MOST_SHEETS: Final = 255
MOST_MERGES: Final = 300_000
# A value that comes again (a unit, a post) is one cell in memory; a list of more different texts gains nothing.
REMEMBERED: Final = 50_000


def read_xlsx(path: Path) -> Book:
    """The sheets of a checked .xlsx, one after another."""
    with opened(path) as archive:
        notices = ("external_links",) if looks_outward(archive.namelist()) else ()
    return Book("xlsx", _sheets(path), notices)


def _sheets(path: Path) -> Iterator[Sheet]:
    with opened(path) as archive:
        parts, uses_1904 = _parts(archive)
        fonts = _fonts(archive)
        # Before calamine opens the file: it lays out the area that these marks measure.
        marked = {name: marks(archive, part, fonts) for name, part in parts.items()}
    book = _workbook(path)
    for told in book.sheets_metadata:
        if told.typ == SheetTypeEnum.WorkSheet and told.name in marked:
            yield _sheet(book, told.name, marked.pop(told.name), told.visible, uses_1904=uses_1904)


def _workbook(path: Path) -> CalamineWorkbook:
    try:
        # By its bytes: by a path it would go by the ending of the name.
        with path.open("rb") as source:
            return CalamineWorkbook.from_filelike(source)
    except (CalamineError, OSError, ValueError) as error:
        raise refused(Reason.DAMAGED) from error


def _sheet(book: CalamineWorkbook, name: str, found: Marks, visible: Any, *, uses_1904: bool) -> Sheet:
    try:
        sheet = book.get_sheet_by_name(name)
        merged = sheet.merged_cell_ranges or []
    except (CalamineError, ValueError) as error:
        raise refused(Reason.DAMAGED) from error
    if len(merged) > MOST_MERGES:
        raise refused(Reason.TOO_LARGE, f"{len(merged)} merged cells")
    return Sheet(
        name=name,
        lines=_lines(sheet, found),
        is_hidden=visible != SheetVisibleEnum.Visible,
        hidden_columns=frozenset(found.hidden_columns),
        merged=tuple((top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in merged),
        uses_1904=uses_1904,
    )


def _lines(sheet: CalamineSheet, found: Marks) -> Iterator[Line]:
    if sheet.start is None:
        yield from _marked_only(found)
        return
    indent = (None,) * sheet.start[1]
    known: dict[Value, Cell] = {}
    number = 0
    for number, values in enumerate(sheet.iter_rows(), 1):
        cells = indent + tuple([None if value == "" else known.get(value) or _cell(value, known) for value in values])
        own = found.cells.get(number)
        if own:
            cells = _with_marks(cells, own)
        yield Line(number, cells, number in found.hidden_rows)
    yield from _marked_only(found, after=number)


def _marked_only(found: Marks, after: int = 0) -> Iterator[Line]:
    """Rows past calamine's last, which hold nothing but formulas without results or errors."""
    for number in sorted(row for row in found.cells if row > after):
        yield Line(number, _with_marks((), found.cells[number]), number in found.hidden_rows)


def _cell(value: Value, known: dict[Value, Cell]) -> Cell:
    if not isinstance(value, str):
        return Cell(_typed(value))
    cell = Cell(value)
    if len(known) < REMEMBERED:
        known[value] = cell
    return cell


def _typed(value: Value) -> Value:
    """Whole numbers are whole, and a moment at midnight is a day: Excel knows neither."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return value


def _with_marks(cells: tuple[Cell | None, ...], own: CellMarks) -> tuple[Cell | None, ...]:
    row = [*cells, *[None] * (own[-1][0] + 1 - len(cells))]
    for index, font, error, is_uncomputed in own:
        cell = row[index]
        value = error or (cell.value if cell else None)
        if value is not None or is_uncomputed:
            row[index] = Cell(value, font, is_uncomputed)
    return tuple(row)


def _parts(archive: zipfile.ZipFile) -> tuple[dict[str, str], bool]:
    """The part of every sheet by the sheet's name, and whether dates count from 1904."""
    with archive.open(WORKBOOK) as source:
        book = tree(source)
    targets = _targets(archive)
    names = set(archive.namelist())
    sheets = list(book.iter("{*}sheet"))
    parts = {str(attribute(sheet, "name")): targets.get(str(attribute(sheet, "id")), "") for sheet in sheets}
    used = [part for part in parts.values() if part]
    if len(sheets) > MOST_SHEETS or len(set(used)) < len(used):
        # Each is laid out anew: a page of XML would keep the reader busy for hours.
        raise refused(Reason.TOO_LARGE, f"{len(sheets)} sheets")
    uses_1904 = any(attribute(told, "date1904") in ("1", "true") for told in book.iter("{*}workbookPr"))
    return {name: part for name, part in parts.items() if part in names}, uses_1904


def _targets(archive: zipfile.ZipFile) -> dict[str, str]:
    if RELATIONS not in archive.namelist():
        raise refused(Reason.DAMAGED)
    with archive.open(RELATIONS) as source:
        relations = list(tree(source))
    return {str(one.get("Id")): _inside(str(one.get("Target"))) for one in relations if isinstance(one.tag, str)}


def _inside(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


def _fonts(archive: zipfile.ZipFile) -> Fonts:
    names = set(archive.namelist())
    styles = _fonts_of_styles(archive) if STYLES in names else {}
    texts = _fonts_of_texts(archive) if TEXTS in names else {}
    return Fonts(styles, texts)


def _fonts_of_styles(archive: zipfile.ZipFile) -> dict[int, str]:
    fonts: list[str] = []
    with archive.open(STYLES) as source:
        for part in elements(source, ["fonts", "cellXfs"]):
            if local(part) == "fonts":
                fonts = [legacy(_name_of(font)) for font in part]
            elif any(fonts):
                used = [int(style.get("fontId", "0")) for style in part]
                return {style: fonts[font] for style, font in enumerate(used) if font < len(fonts) and fonts[font]}
    return {}


def _name_of(font: Any) -> str:
    return next((str(child.get("val")) for child in font if local(child) in ("name", "rFont")), "")


def _fonts_of_texts(archive: zipfile.ZipFile) -> dict[int, str]:
    """Shared texts whose first letters are written in a legacy font of their own."""
    with archive.open(TEXTS) as source:
        # Most workbooks have no letters with fonts of their own, and then the texts need no parser.
        if not any(b"rFont" in chunk for chunk in iter(lambda: source.read(1_000_000), b"")):
            return {}
    found: dict[int, str] = {}
    with archive.open(TEXTS) as source:
        for index, text in enumerate(elements(source, ["si"])):
            properties = next(text.iter("{*}rPr"), None)
            font = legacy(_name_of(properties)) if properties is not None else ""
            if font:
                found[index] = font
    return found
