"""Workbooks of Excel since 2007: values by calamine, the rest from the file's own XML."""

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime, time
from pathlib import Path
from typing import Any, Final, NamedTuple

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from khaigiang.lists.files.archive import looks_outward, opened
from khaigiang.lists.files.fonts import legacy
from khaigiang.lists.files.long_sheets import LONG, Merged, NotPlain, Styles, edges, long_lines, shared_texts, styles
from khaigiang.lists.files.marks import CellMarks, Fonts, Marks, hidden_columns, marks
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


class Part(NamedTuple):
    """Where a sheet's XML is, and whether the workbook hides it."""

    part: str
    is_hidden: bool


class Long(NamedTuple):
    """What is known of a long sheet before its rows are read."""

    head: bytes
    merged: Merged
    texts: list[str]
    shown: Styles


def read_xlsx(path: Path) -> Book:
    """The sheets of a checked .xlsx, one after another."""
    with opened(path) as archive:
        notices = ("external_links",) if looks_outward(archive.namelist()) else ()
    return Book("xlsx", _sheets(path), notices)


def _sheets(path: Path) -> Iterator[Sheet]:
    with opened(path) as archive:
        parts, uses_1904 = _parts(archive)
        fonts = _fonts(archive)
        long = {} if fonts else _long_sheets(archive, parts, uses_1904=uses_1904)
        # Before calamine opens the file: it lays out the area that these marks measure.
        marked = {name: marks(archive, told.part, fonts) for name, told in parts.items() if name not in long}
    book = _workbook(path) if marked else None
    known = {told.name for told in book.sheets_metadata if told.typ == SheetTypeEnum.WorkSheet} if book else set()
    for name, told in parts.items():
        if name in long:
            yield _long_sheet(path, name, told, long[name], uses_1904=uses_1904)
        elif book and name in known:
            yield _sheet(book, name, marked.pop(name), is_hidden=told.is_hidden, uses_1904=uses_1904)


def _workbook(path: Path) -> CalamineWorkbook:
    try:
        # By its bytes: by a path it would go by the ending of the name.
        with path.open("rb") as source:
            return CalamineWorkbook.from_filelike(source)
    except (CalamineError, OSError, ValueError) as error:
        raise refused(Reason.DAMAGED) from error


def _sheet(book: CalamineWorkbook, name: str, found: Marks, *, is_hidden: bool, uses_1904: bool) -> Sheet:
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
        is_hidden=is_hidden,
        hidden_columns=frozenset(found.hidden_columns),
        merged=tuple((top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in merged),
        uses_1904=uses_1904,
    )


def _long_sheets(archive: zipfile.ZipFile, parts: Mapping[str, Part], *, uses_1904: bool) -> dict[str, Long]:
    """The sheets that are long enough to be read row by row, and seem to hold nothing but what is read so."""
    long = [name for name, told in parts.items() if archive.getinfo(told.part).file_size >= LONG]
    names = set(archive.namelist())
    if not long or STYLES not in names:
        return {}
    found: dict[str, Long] = {}
    with suppress(NotPlain):
        shown = styles(archive, STYLES, uses_1904=uses_1904)
        texts = shared_texts(archive, TEXTS) if TEXTS in names else []
        for name in long:
            with suppress(NotPlain):
                found[name] = Long(*edges(archive, parts[name].part), texts, shown)
    return found


def _long_sheet(path: Path, name: str, told: Part, long: Long, *, uses_1904: bool) -> Sheet:
    if len(long.merged) > MOST_MERGES:
        raise refused(Reason.TOO_LARGE, f"{len(long.merged)} merged cells")
    return Sheet(
        name=name,
        lines=_lines_of_long(path, name, told.part, long),
        is_hidden=told.is_hidden,
        hidden_columns=frozenset(hidden_columns(long.head)),
        merged=long.merged,
        uses_1904=uses_1904,
    )


def _lines_of_long(path: Path, name: str, part: str, long: Long) -> Iterator[Line]:
    """The lines of a long sheet; by calamine from the first on that holds something out of the common."""
    last = 0
    try:
        with opened(path) as archive:
            for line in long_lines(archive, part, long.texts, long.shown):
                last = line.number
                yield line
    except NotPlain:
        with opened(path) as archive:
            found = marks(archive, part, Fonts())
        rest = _sheet(_workbook(path), name, found, is_hidden=False, uses_1904=False)
        yield from (line for line in rest.lines if line.number > last)


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


def _parts(archive: zipfile.ZipFile) -> tuple[dict[str, Part], bool]:
    """Every sheet by its name, and whether dates count from 1904."""
    with archive.open(WORKBOOK) as source:
        book = tree(source)
    targets = _targets(archive)
    names = set(archive.namelist())
    sheets = list(book.iter("{*}sheet"))
    parts = {
        str(attribute(sheet, "name")): Part(
            targets.get(str(attribute(sheet, "id")), ""), attribute(sheet, "state") in {"hidden", "veryHidden"}
        )
        for sheet in sheets
    }
    used = [told.part for told in parts.values() if told.part]
    if len(sheets) > MOST_SHEETS or len(set(used)) < len(used):
        # Each is laid out anew: a page of XML would keep the reader busy for hours.
        raise refused(Reason.TOO_LARGE, f"{len(sheets)} sheets")
    uses_1904 = any(attribute(told, "date1904") in ("1", "true") for told in book.iter("{*}workbookPr"))
    return {name: told for name, told in parts.items() if told.part in names}, uses_1904


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
