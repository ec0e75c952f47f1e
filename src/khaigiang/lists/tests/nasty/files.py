"""The same lists as files: every format, and every encoding that offices still have."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from html import escape
from pathlib import Path
from typing import Any, Final

import docx
import typst
import xlsxwriter
import xlwt

from khaigiang.lists.tests import makers
from khaigiang.lists.tests.nasty.layouts import Drawn
from khaigiang.vietnamese.encodings import TCVN3, VNI_ALONE, VNI_MARKS

OF_TCVN3: Final = {letter: char for char, letter in TCVN3.items()}
OF_VNI: Final = {
    **{letter: char for char, letter in VNI_ALONE.items()},
    **{letter.upper(): char.upper() for char, letter in VNI_ALONE.items()},
}
SPANS: Final = "merged"


def as_text(value: Any) -> str:
    """A cell as a text file shows it."""
    if value is None:
        return ""
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)


def _of_old_letters(text: str) -> str:
    """A text without what no old encoding has: signs without width, the Icelandic ð."""
    return text.replace("\u200b", "").replace("Ð", "Đ").replace("ð", "đ")


def tcvn3(text: str) -> str:
    """A text as a TCVN3 font keeps it; capitals with a tone are drawn by another font, and are small here."""
    return "".join(
        OF_TCVN3.get(char) or OF_TCVN3.get(char.lower()) or char
        for char in unicodedata.normalize("NFC", _of_old_letters(text))
    )


def vni(text: str) -> str:
    """A text as VNI writes it: the letter, then its marks as a letter more."""
    marks = {mark: char for char, mark in VNI_MARKS.items()}
    found = []
    for char in unicodedata.normalize("NFC", _of_old_letters(text)):
        plain = unicodedata.normalize("NFD", char)
        if char in OF_VNI or char.isascii() or char in "íìÍÌ":
            found.append(OF_VNI.get(char, char))
            continue
        letter, accents = (OF_VNI[char[0]], plain[2:]) if (char := _horned(plain)) else (plain[0], plain[1:])
        accents = accents if accents in marks else _ordered(accents)
        found.append(letter + (marks[accents].upper() if letter.isupper() else marks[accents]) if accents else letter)
    return "".join(found)


def _horned(plain: str) -> str:
    """ "ơ" or "ư" where a letter is one of these under its tone."""
    return unicodedata.normalize("NFC", plain[:1] + "\u031b") if "\u031b" in plain else ""


def _ordered(accents: str) -> str:
    return "".join(sorted(accents.replace("\u031b", ""), key=lambda mark: mark not in "\u0302\u0306"))


def mojibake(text: str) -> str:
    """UTF-8 read as Latin."""
    raw = unicodedata.normalize("NFC", text).encode()
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in raw)


def cp1258(text: str) -> bytes:
    """The bytes of Windows' Vietnamese: vowels whole, tones as a letter more."""
    found = bytearray()
    for char in unicodedata.normalize("NFC", _of_old_letters(text)):
        try:
            found += char.encode("cp1258")
        except UnicodeEncodeError:
            letter, tone = _toned(char)
            found += letter.encode("cp1258", "ignore") + tone.encode("cp1258", "ignore")
    return bytes(found)


def _toned(char: str) -> tuple[str, str]:
    plain = unicodedata.normalize("NFD", char)
    tones = "".join(mark for mark in plain if mark in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", "".join(mark for mark in plain if mark not in tones)), tones


def xlsx(path: Path, drawn: Drawn, font: str = "") -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Danh sách")
    styles = {
        key: book.add_format({"font_name": key} if key else {})
        for key in {"", font, font + "H" if font == ".VnTime" else font}
    }
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for top, left, bottom, right in drawn.merged:
        sheet.merge_range(top - 1, left, bottom - 1, right, "")
    for number, row in enumerate(drawn.rows):
        if number + 1 in drawn.hidden:
            sheet.set_row(number, options={"hidden": True})
        for place, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, place, value, day)
            elif isinstance(value, str):
                text, style = _in_font(value, font)
                sheet.write_string(number, place, text, styles[style])
            elif value is not None:
                sheet.write(number, place, value)
    book.close()


def _in_font(text: str, font: str) -> tuple[str, str]:
    if font == ".VnTime" and not text.isascii():
        return tcvn3(text), font + "H" if text.isupper() else font
    return (vni(text) if font else text), font


def xls(path: Path, drawn: Drawn) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Danh sách")
    day = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    begun = {(top - 1, left): (bottom - 1, right) for top, left, bottom, right in drawn.merged}
    for number, row in enumerate(drawn.rows):
        if number + 1 in drawn.hidden:
            sheet.row(number).hidden = True
        for place, value in enumerate(row):
            style = day if isinstance(value, date) else xlwt.Style.default_style
            if (number, place) in begun:
                bottom, right = begun[number, place]
                sheet.write_merge(number, bottom, place, right, "" if value is None else value, style)
            elif value is not None:
                sheet.write(number, place, value, style)
    book.save(str(path))


def ods(path: Path, drawn: Drawn) -> None:
    begun = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in drawn.merged}
    rows = []
    for number, row in enumerate(drawn.rows, 1):
        cells = "".join(_ods_cell(value, begun.get((number, place))) for place, value in enumerate(row))
        hidden = ' table:visibility="collapse"' if number in drawn.hidden else ""
        rows.append(f"<table:table-row{hidden}>{cells or '<table:table-cell/>'}</table:table-row>")
    makers.ods(path, makers.ods_table(*rows))


def _ods_cell(value: Any, spans: tuple[int, int] | None) -> str:
    told = f' table:number-rows-spanned="{spans[0]}" table:number-columns-spanned="{spans[1]}"' if spans else ""
    if value is None:
        return f"<table:table-cell{told}/>"
    if isinstance(value, date):
        return f'<table:table-cell{told} office:value-type="date" office:date-value="{value.isoformat()}"/>'
    if isinstance(value, int):
        return f'<table:table-cell{told} office:value-type="float" office:value="{value}"/>'
    lines = "".join(f"<text:p>{_ods_text(line)}</text:p>" for line in value.split("\n"))
    return f'<table:table-cell{told} office:value-type="string">{lines}</table:table-cell>'


def _ods_text(text: str) -> str:
    return re.sub(" {2,}", lambda found: f' <text:s text:c="{len(found[0]) - 1}"/>', escape(text))


def html(path: Path, drawn: Drawn) -> None:
    begun = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in drawn.merged}
    covered = _covered(drawn)
    rows = []
    for number, row in enumerate(drawn.rows, 1):
        cells = []
        for place, value in enumerate(row):
            if (number, place) in covered:
                continue
            high, wide = begun.get((number, place), (1, 1))
            text = escape(as_text(value)).replace("\n", "<br>")
            cells.append(f'<td rowspan="{high}" colspan="{wide}">{text}</td>')
        hidden = ' style="display:none"' if number in drawn.hidden else ""
        rows.append(f"<tr{hidden}>{''.join(cells) or '<td></td>'}</tr>")
    page = f'<html><head><meta charset="utf-8"></head><body><table>{"".join(rows)}</table></body></html>'
    path.write_text(page, encoding="utf-8")


def _covered(drawn: Drawn) -> set[tuple[int, int]]:
    return {
        (row, column)
        for top, left, bottom, right in drawn.merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }


def word(path: Path, drawn: Drawn) -> None:
    document = docx.Document()
    width = max(max((len(row) for row in drawn.rows), default=1), *(right + 1 for *_, right in drawn.merged), 1)
    table = document.add_table(len(drawn.rows), width)
    grid = [list(row.cells) for row in table.rows]
    for number, row in enumerate(drawn.rows):
        for place, value in enumerate(row):
            if value is not None:
                grid[number][place].text = as_text(value)
    for top, left, bottom, right in drawn.merged:
        grid[top - 1][left].merge(grid[bottom - 1][min(right, width - 1)])
    document.save(str(path))


def pdf(path: Path, drawn: Drawn) -> None:
    width = max(len(row) for row in drawn.rows)
    cells = [
        f"[#{_quoted(as_text(row[place] if place < len(row) else None))}]"
        for row in drawn.rows
        for place in range(width)
    ]
    page = f"#set page(width: 60cm, height: auto)\n#table(columns: {width}, {', '.join(cells)})"
    path.write_bytes(typst.compile(page.encode(), format="pdf"))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _separated(drawn: Drawn, separator: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    width = max(len(row) for row in drawn.rows)
    for row in drawn.rows:
        writer.writerow([as_text(value).replace("\n", " ") for value in row] + [""] * (width - len(row)))
    return out.getvalue()


Maker = Callable[[Path, Drawn], None]


def _text(separator: str, encode: Callable[[str], bytes]) -> Maker:
    def make(path: Path, drawn: Drawn) -> None:
        path.write_bytes(encode(_separated(drawn, separator)))

    return make


def _latin(text: str) -> bytes:
    return text.encode("latin-1", "replace")


FORMATS: Final[Mapping[str, Maker]] = {
    "xlsx": xlsx,
    "xlsx, TCVN3": lambda path, drawn: xlsx(path, drawn, ".VnTime"),
    "xlsx, VNI": lambda path, drawn: xlsx(path, drawn, "VNI-Times"),
    "xls": xls,
    "ods": ods,
    "html": html,
    "word": word,
    "pdf": pdf,
    "csv": _text(",", str.encode),
    "csv, mark": _text(";", lambda text: b"\xef\xbb\xbf" + text.encode()),
    "tabs, UTF-16": _text("\t", lambda text: text.encode("utf-16")),
    "csv, cp1258": _text(";", cp1258),
    "csv, TCVN3": _text(";", lambda text: _latin(tcvn3(text))),
    "csv, VNI": _text(";", lambda text: vni(text).encode("cp1252", "replace")),
    "csv, damaged": _text(";", lambda text: mojibake(text).encode()),
    "csv, NFD": _text(";", lambda text: unicodedata.normalize("NFD", text).encode()),
}
# What a format cannot keep: merged cells, hidden rows, rows by their number, or letters beside the old ones.
WITHOUT_MERGES: Final = frozenset(name for name in FORMATS if name.startswith(("csv", "tabs", "pdf")))
WITHOUT_HIDDEN: Final = WITHOUT_MERGES | {"word"}
# In a text nobody can tell a day that was exchanged.
WITHOUT_TYPES: Final = WITHOUT_HIDDEN | {"html"}


def fits(name: str, traps: tuple[str, ...]) -> bool:
    """Whether a list with those traps can be kept in that format."""
    needs_merges = {"split names", "merged units"} & set(traps)
    return not (
        (name in WITHOUT_MERGES and needs_merges)
        or (name in WITHOUT_HIDDEN and "hidden rows" in traps)
        or (name in WITHOUT_TYPES and "days exchanged" in traps)
        or (name == "pdf" and {"letterhead", "groups", "groups of communes", "far down", "blank rows"} & set(traps))
    )
