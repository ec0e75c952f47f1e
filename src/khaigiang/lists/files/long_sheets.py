"""Long sheets of .xlsx, read row by row as they unpack: calamine would hold all of a sheet at once.

What spreadsheets write of a list is read here: texts, numbers and days, each in the one form that programs give it.
At the first row that holds anything else the reading ends with NotPlain, and calamine reads on from there.
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

from khaigiang.lists.files.archive import chunks
from khaigiang.lists.files.marks import HIDDEN, LONGEST_ROW, NO_HEIGHT, Marks, column_index
from khaigiang.lists.files.refusing import Reason, refused
from khaigiang.lists.files.xml import elements, local
from khaigiang.lists.grid import Cell, Held, Line

# Sheets of so many bytes and more; shorter ones cost nothing.
LONG: Final = 2_000_000
LONGEST_EDGE: Final = 20_000_000
MOST_LAYOUTS: Final = 1_000

OPENS: Final = re.compile(rb'(?:<\?xml version="1\.0"(?: encoding="UTF-8")?[^<>]*\?>)?\s*<worksheet\b', re.IGNORECASE)
ROWS_BEGIN, ROWS_END, ROW_ENDS = b"<sheetData>", b"</sheetData>", b"</row>"
# Signs that no XML may hold stand between what opens a cell and its content. A pattern takes a hundred times as long.
CUT, TRIMMED, KEPT, VALUE = "\x01", "\x02", "\x03", "\x04"
CUTS: Final = (
    ('<is><t xml:space="preserve">', KEPT + CUT),
    ("<is><t>", TRIMMED + CUT),
    ("<v>", VALUE + CUT),
    ("</t></is></c>", CUT),
    ("</v></c>", CUT),
)
EMPTY: Final = r'(?:<c r="[A-Z]{1,3}\d+"(?: s="\d+")?/>)*'
# One of these may stand for something else, or at an end where it does not count.
ODD: Final = (b"<t> ", b"<t>\t", b"<t>\n", b" </t>", b"\t</t>", b"\n</t>", b"&", b"_x", b"\r")
OPENING: Final = re.compile(
    EMPTY + r'<c r="([A-Z]{1,3})(\d+)"(?: s="(\d{1,6})")?(?: t="(n|s|inlineStr)")?>([\x02-\x04])'
)
ENDING: Final = re.compile(EMPTY)
ROW: Final = re.compile(r'\s*<row r="(\d{1,7})"[^<>]*')
MERGED: Final = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/>')
SHARED: Final = re.compile(r'<si><t>(?!\s)([^<]*)(?<!\s)</t></si>|<si><t xml:space="preserve">([^<]*)</t></si>')
WHOLE: Final = re.compile(r"[0-9]{1,15}")
NUMBER: Final = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,17})?(?:E[+-]?[0-9]{1,2})?")
# Signs that are written otherwise than they are meant; any but these five are left to calamine.
ESCAPED: Final = re.compile(r"&(?:(amp|lt|gt|quot|apos);)?|_x[0-9A-Fa-f]{4}_|\r")
ESCAPES: Final = ("&", "_x", "\r")
ENTITIES: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
# General, whole numbers, two decimals, and text.
NUMBERS: Final = frozenset({0, 1, 2, 3, 4, 49})
SHORT_DAY: Final = 14
DAY: Final = re.compile(r"(?:\[\$-[0-9A-Fa-f]+\])?(?=.*d)(?=.*y)(?:[dmy/.\\ -])+(?:;@)?", re.IGNORECASE)
# Excel counts a 29 February 1900 that never was; its last day is that of the year 9999.
DAYS: Final = range(61, 2_900_000)

Read: TypeAlias = Callable[[str], Held | None]
Merged: TypeAlias = tuple[tuple[int, int, int, int], ...]


class NotPlain(Exception):
    """A row, or a whole sheet, that holds what is not read here."""


class Styles(NamedTuple):
    """The styles that show numbers as they are, those that show them as days, and the day they are counted from."""

    of_numbers: frozenset[int]
    of_days: frozenset[int]
    first_day: date
    known: int


class Layout(NamedTuple):
    """What rows have in common whose cells stand in the same columns and are written alike."""

    places: tuple[int, ...]
    reads: tuple[tuple[int, Read], ...]  # how those that are no texts of the row are read, by their order
    trimmed: tuple[int, ...]  # texts that may not begin or end with a space
    tags: int
    is_dense: bool


def edges(archive: zipfile.ZipFile, part: str) -> tuple[bytes, Merged]:
    """What stands before the rows of a sheet, and which cells are merged. Raises NotPlain."""
    head, last, tail = b"", b"", b""
    for chunk in chunks(archive, part):
        if ROWS_BEGIN not in head and len(head) < LONGEST_EDGE:
            head += chunk
        last = last[-len(ROWS_END) :] + chunk
        end = last.find(ROWS_END)
        tail += chunk if tail else last[end:] if end >= 0 else b""
        if len(tail) > LONGEST_EDGE:
            raise NotPlain
    before, begins, _ = head.partition(ROWS_BEGIN)
    found = MERGED.findall(tail)
    if not (tail and begins and OPENS.match(before)) or len(found) != tail.count(b"<mergeCell "):
        raise NotPlain
    return before, tuple(
        (int(top), column_index(left), int(bottom), column_index(right)) for left, top, right, bottom in found
    )


def shared_texts(archive: zipfile.ZipFile, part: str) -> list[str]:
    """The texts that cells name by their number. Raises NotPlain where one of them is more than a text."""
    found: list[str] = []
    rest = b""
    for chunk in chunks(archive, part):
        rest += chunk
        whole, ends, rest = rest.rpartition(b"</si>")
        texts = _decoded(whole + ends)
        inside = SHARED.findall(texts)
        if len(inside) != texts.count("<si"):
            raise NotPlain
        found += [_unescaped(trimmed or kept) for trimmed, kept in inside]
    return found


def styles(archive: zipfile.ZipFile, part: str, *, uses_1904: bool) -> Styles:
    """How each style shows a number."""
    days = {SHORT_DAY}
    used: list[int] = []
    with archive.open(part) as source:
        for one in elements(source, ["numFmts", "cellXfs"]):
            if local(one) == "cellXfs":
                used = [int(style.get("numFmtId", "0")) for style in one]
            else:
                days.update(int(told.get("numFmtId", "0")) for told in one if DAY.fullmatch(told.get("formatCode", "")))
    return Styles(
        frozenset(style for style, shown in enumerate(used) if shown in NUMBERS),
        frozenset(style for style, shown in enumerate(used) if shown in days),
        date(1904, 1, 1) if uses_1904 else date(1899, 12, 30),
        len(used),
    )


def long_lines(archive: zipfile.ZipFile, part: str, texts: Sequence[str], shown: Styles) -> Iterator[Line]:
    """The lines of a sheet.

    Raises NotPlain before the first that holds what is not read here; Refused where rows stand in no order, and as
    `Marks.fit` does.
    """
    cells, found = _Cells(texts, shown), Marks()
    number = last = 0
    for head, body, is_odd in _rows(archive, part):
        number = number + 1 if head == f'<row r="{number + 1}"' else _number_of(head, number, found)
        if row := cells.of(number, body, is_odd=is_odd):
            found.fit(number, len(row) - 1)
            for between in range(last + 1, number):
                yield Line(between, (), between in found.hidden_rows)
            yield Line(number, row, number in found.hidden_rows)
            last = number


def _number_of(head: str, last: int, found: Marks) -> int:
    """The number of a row by what opens it; hidden rows are noted."""
    told = ROW.fullmatch(head)
    if not told:
        raise NotPlain
    number = int(told[1])
    if number <= last:
        raise refused(Reason.DAMAGED)
    attributes = head.encode()
    if HIDDEN.search(attributes) or NO_HEIGHT.search(attributes):
        found.hidden_rows.add(number)
    return number


def _rows(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str, bool]]:
    """What opens each row, its cells, and whether signs stand nearby that are more than letters."""
    rest, is_in = b"", False
    for chunk in chunks(archive, part):
        rest += chunk
        if not is_in:
            is_in, rest = ROWS_BEGIN in rest, rest.partition(ROWS_BEGIN)[2] or rest
        rows, ends, rest = rest.rpartition(ROW_ENDS)
        is_odd = any(sign in rows for sign in ODD)
        for text in _cut(rows).split("</row>") if ends else ():
            head, _, body = text.partition(">")
            while head.endswith("/"):
                yield head, "", False
                head, _, body = body.partition(">")
            yield head, body, is_odd
        if ROWS_END in rest:
            break
        if len(rest) > LONGEST_ROW:
            raise NotPlain
    if b"<c" in rest.partition(ROWS_END)[0]:
        raise NotPlain


def _cut(rows: bytes) -> str:
    """Many rows, with a sign before and behind the content of each cell."""
    text = _decoded(rows)
    if CUT in text or TRIMMED in text or KEPT in text or VALUE in text:
        raise NotPlain
    for tags, sign in CUTS:
        text = text.replace(tags, sign)
    return text


class _Cells:
    """The cells of one sheet's rows."""

    def __init__(self, texts: Sequence[str], shown: Styles) -> None:
        self._texts, self._shown = texts, shown
        self._layouts: dict[str, Layout] = {}

    def of(self, number: int, body: str, *, is_odd: bool) -> tuple[Held | None, ...]:
        """The cells of a row, as far as it holds any."""
        *pieces, end = body.split(CUT)
        if len(pieces) % 2:
            raise NotPlain
        texts = pieces[1::2]
        opens = CUT.join(pieces[::2]) + CUT + end
        # Without the number of the row, rows are alike; where it may be that of a style, nothing is left out.
        alike = opens.replace(f'{number}"', '"') if number > self._shown.known else opens
        layout = self._layouts.get(alike) or self._learn(number, opens, alike)
        if body.count("<") != layout.tags:
            raise NotPlain
        if is_odd:
            texts = _put_right(texts, layout.trimmed)
        held: list[Held | None] = [*texts]
        if "" in texts:
            held = [text or None for text in texts]
        for order, read in layout.reads:
            held[order] = read(texts[order])
        return tuple(held) if layout.is_dense else _spread(held, layout.places)

    def _learn(self, number: int, opens: str, alike: str) -> Layout:
        *openings, end = opens.split(CUT)
        told = [OPENING.fullmatch(opening) for opening in openings if opening]
        if not ENDING.fullmatch(end) or len(self._layouts) >= MOST_LAYOUTS + self._shown.known:
            raise NotPlain
        places, reads = [], []
        for one in told:
            if not one or int(one[2]) != number:
                raise NotPlain
            places.append(column_index(one[1].encode()))
            reads.append(self._read_as(int(one[3] or 0), one[4] or "n", one[5]))
        if any(right <= left for left, right in pairwise(places)):
            raise NotPlain
        others = [(order, read) for order, read in enumerate(reads) if read]
        trimmed = [order for order, one in enumerate(told) if one and one[5] == TRIMMED]
        layout = Layout(
            tuple(places), tuple(others), tuple(trimmed), opens.count("<"), places == list(range(len(places)))
        )
        self._layouts[alike] = layout
        return layout

    def _read_as(self, style: int, kind: str, sign: str) -> Read | None:
        """How a cell of that style and kind is read."""
        if (kind == "inlineStr") == (sign == VALUE):
            raise NotPlain
        if kind == "inlineStr":
            return None
        if kind == "s":
            return self._shared
        if style in self._shown.of_days:
            return self._day
        if style and style not in self._shown.of_numbers:
            raise NotPlain
        return _number

    def _shared(self, number: str) -> str | None:
        if not WHOLE.fullmatch(number) or int(number) >= len(self._texts):
            raise NotPlain
        return self._texts[int(number)] or None

    def _day(self, number: str) -> Cell:
        if not WHOLE.fullmatch(number) or int(number) not in DAYS:
            raise NotPlain
        return Cell(self._shown.first_day + timedelta(days=int(number)))


def _put_right(texts: Sequence[str], trimmed: Sequence[int]) -> list[str]:
    """Texts as they are meant, where some are written in other signs."""
    if any(texts[order] != texts[order].strip() for order in trimmed):
        raise NotPlain
    return [_unescaped(text) for text in texts]


def _spread(cells: Sequence[Held | None], places: tuple[int, ...]) -> tuple[Held | None, ...]:
    row: list[Held | None] = [None] * (places[-1] + 1)
    for place, cell in zip(places, cells, strict=True):
        row[place] = cell
    return tuple(row)


def _number(text: str) -> Cell:
    if WHOLE.fullmatch(text):
        return Cell(int(text))
    if not NUMBER.fullmatch(text):
        raise NotPlain
    value = float(text)
    return Cell(int(value) if value.is_integer() and abs(value) < 1e15 else value)


def _decoded(written: bytes) -> str:
    try:
        return written.decode()
    except UnicodeDecodeError as error:
        raise NotPlain from error


def _unescaped(text: str) -> str:
    return ESCAPED.sub(_entity, text) if any(sign in text for sign in ESCAPES) else text


def _entity(found: re.Match[str]) -> str:
    if not found[1]:
        raise NotPlain
    return ENTITIES[found[1]]
