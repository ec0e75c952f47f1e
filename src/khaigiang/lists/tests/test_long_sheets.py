"""A long sheet, read row by row, holds what calamine finds in it."""

from datetime import date
from pathlib import Path
from random import Random
from typing import Any
from xml.sax.saxutils import escape

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khaigiang.lists.files import long_sheets
from khaigiang.lists.files.opening import open_book
from khaigiang.lists.grid import Cell, Sheet
from khaigiang.lists.tests import makers
from khaigiang.lists.tests.nasty.files import FORMATS, fits
from khaigiang.lists.tests.nasty.layouts import TRAPS, Drawer, together
from khaigiang.lists.tests.nasty.people import DAYS

ALL, NONE = 0, 10**9
TEXT = '<row r="1"><c r="A1" t="inlineStr"><is><t>Lan</t></is></c></row>'


def told(sheet: Sheet) -> tuple[Any, ...]:
    """All that a sheet tells; empty cells at the end and empty lines are no difference."""
    lines = []
    for line in sheet.lines:
        cells = list(line.cells)
        while cells and cells[-1] is None:
            cells.pop()
        lines += [(line.number, line.is_hidden, cells)] if cells else []
    # True equals 1, and is another cell.
    return (sheet.name, sheet.is_hidden, sheet.hidden_columns, sheet.merged, sheet.uses_1904, repr(lines))


def read(path: Path, monkeypatch: pytest.MonkeyPatch, long: int) -> list[tuple[Any, ...]]:
    """The sheets of a workbook when sheets of so many bytes are long."""
    monkeypatch.setattr("khaigiang.lists.files.xlsx.LONG", long)
    return [told(sheet) for sheet in open_book(path).sheets]


def read_without_calamine(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """The sheets of a workbook, all of them read row by row to their end."""
    with monkeypatch.context() as patch:
        patch.setattr("khaigiang.lists.files.xlsx._workbook", lambda _: pytest.fail("calamine was asked"))
        return read(path, patch, ALL)


def days_and_texts(path: Path, *, in_line: bool = False, from_1904: bool = False) -> Path:
    """What programs write of lists: texts, numbers, days, gaps, hidden rows and columns, merged cells, signs."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": in_line, "date_1904": from_1904})
    sheet = book.add_worksheet("Danh sách & tổ")
    hidden = book.add_worksheet("Ẩn")
    hidden.write(0, 0, "Lan")
    hidden.hide()
    bold, short = book.add_format({"bold": True}), book.add_format({"num_format": 14})
    day = book.add_format({"num_format": "dd/mm/yyyy", "border": 1})
    sheet.set_column(2, 3, None, None, {"hidden": True})
    sheet.merge_range(0, 0, 0, 5, "Danh sách", bold)
    for row in range(2, 60):
        sheet.set_row(row, None, None, {"hidden": row % 7 == 0})
        sheet.write_row(row, 0, [row, f"Nguyễn <Văn> & “{row}”", 0.5 * row, -row, f" Lan \n{row} "], bold)
        sheet.write_blank(row, 5, None, day)
        sheet.write_datetime(row, 6, date(1975, 5, 19), day)
        if row % 3:
            sheet.write_datetime(row, 8, date(2020, 1, row % 28 + 1), short)
    book.close()
    return path


@pytest.mark.parametrize("in_line", [False, True])
@pytest.mark.parametrize("from_1904", [False, True])
def test_what_programs_write_is_read_without_calamine_as_by_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, in_line: bool, from_1904: bool
) -> None:
    path = days_and_texts(tmp_path / "a.xlsx", in_line=in_line, from_1904=from_1904)

    assert read_without_calamine(path, monkeypatch) == read(path, monkeypatch, NONE)


@pytest.mark.parametrize("size", [1, 7, 64, 1_000])
def test_a_long_sheet_is_read_alike_wherever_its_pieces_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    path = days_and_texts(tmp_path / "a.xlsx")
    wanted = read(path, monkeypatch, NONE)
    monkeypatch.setattr("khaigiang.lists.files.archive.CHUNK", size)

    assert read(path, monkeypatch, ALL) == wanted


@pytest.mark.parametrize("kept_as", ["xlsx", "xlsx, TCVN3", "xlsx, VNI"])
def test_nasty_lists_are_read_alike_whether_they_are_long_or_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept_as: str
) -> None:
    random = Random(kept_as)
    for number in range(20):
        traps = together(random.sample(TRAPS, random.randint(0, 5)))
        if fits(kept_as, traps):
            path = tmp_path / f"{number}.xlsx"
            FORMATS[kept_as](path, Drawer(random, random.choice(DAYS), traps).draw())

            assert read(path, monkeypatch, ALL) == read(path, monkeypatch, NONE)


CELLS = (
    '<c r="A5"><v>5</v></c>',
    '<c r="A5" t="n"><v>-5.25</v></c>',
    '<c r="A5"><v>1077992638</v></c>',
    '<c r="A5"><v>1E3</v></c>',
    '<c r="A5"><v>1.5E-3</v></c>',
    '<c r="A5"><v>123456789012345678</v></c>',
    '<c r="A5"><v> 5 </v></c>',
    '<c r="A5"><v></v></c>',
    '<c r="A5"><v/></c>',
    '<c r="A5"/>',
    "<c r='A5'><v>5</v></c>",
    "<c><v>5</v></c>",
    '<c r="A5"><!-- 6 --><v>5</v></c>',
    '<c r="A5"><f>B5</f></c>',
    '<c r="A5"><f>B5</f><v>5</v></c>',
    '<c r="A5"><f/><v>5</v></c>',
    '<c r="A5" t="b"><v>1</v></c>',
    '<c r="A5" t="e"><v>#N/A</v></c>',
    '<c r="A5" t="str"><v>Lan</v></c>',
    '<c r="A5" t="d"><v>1975-05-19</v></c>',
    '<c r="A5" t="s"><v>0</v></c>',
    '<c r="A5" t="inlineStr"><is><t></t></is></c>',
    '<c r="A5" t="inlineStr"><is><t/></is></c>',
    '<c r="A5" t="inlineStr"><is><t> Lan </t></is></c>',
    '<c r="A5" t="inlineStr"><is><t xml:space="preserve"> Lan </t></is></c>',
    '<c r="A5" t="inlineStr"><is><t>Lan\nBình</t></is></c>',
    '<c r="A5" t="inlineStr"><is><t>Lan\r\nBình</t></is></c>',
    '<c r="A5" t="inlineStr"><is><t>A &amp;lt; B &lt;c&gt; &quot;&apos;</t></is></c>',
    '<c r="A5" t="inlineStr"><is><t>&#7856;</t></is></c>',
    '<c r="A5" t="inlineStr"><is><t>_x0041_</t></is></c>',
    '<c r="A5" t="inlineStr"><is><t><![CDATA[<Lan>]]></t></is></c>',
    '<c r="A5" t="inlineStr"><is><r><t>Lan</t></r><r><t> Anh</t></r></is></c>',
    '<c r="A5" t="inlineStr"><is><t>Lan</t><rPh sb="0" eb="1"><t>x</t></rPh></is></c>',
    '<c r="A5" s="1"><v>27533</v></c>',
    '<c r="A5" s="1"><v>27533.5</v></c>',
    '<c r="A5" s="1"><v>59</v></c>',
    '<c r="A5" s="2"><v>0.5</v></c>',
    '<c r="A5" s="99"><v>5</v></c>',
    '<c r="B5"><v>1</v></c><c r="A5"><v>2</v></c>',
    '<c r="A5"><v>1</v></c><c r="A5"><v>2</v></c>',
    '<c r="A6"><v>1</v></c>',
    '<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="A5"><x:v>1</x:v></x:c>',
)


@pytest.mark.parametrize("cell", CELLS)
def test_whatever_a_cell_holds_a_long_sheet_is_read_as_calamine_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cell: str
) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write(0, 0, "Lan", book.add_format({"num_format": "dd/mm/yyyy"}))
    sheet.write(0, 1, "Bình", book.add_format({"num_format": "[h]:mm"}))
    book.close()
    behind = '<row r="7"><c r="A7"><v>7</v></c></row>'
    makers.with_sheet_xml(path, f'{TEXT}<row r="3"/><row r="5" hidden="1">{cell}</row>{behind}')

    assert read(path, monkeypatch, ALL) == read(path, monkeypatch, NONE)


@pytest.mark.parametrize(
    "rows",
    [
        "<row><c><v>1</v></c></row><row><c><v>2</v></c></row>",
        '\n  <row r="2" spans="1:2" ht="0" customHeight="1">\n<c r="A2"><v>1</v></c>\n</row>\n',
        '<row r="2" collapsed="1" hidden="true"><c r="A2"><v>1</v></c></row><row r="9" hidden="1"/>',
        "",
    ],
)
def test_however_rows_are_written_a_long_sheet_is_read_as_calamine_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: str
) -> None:
    path = makers.with_sheet_xml(tmp_path / "a.xlsx", rows)

    assert read(path, monkeypatch, ALL) == read(path, monkeypatch, NONE)


WRITABLE = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.one_of(st.none(), st.text(WRITABLE, max_size=6), st.integers()), max_size=4), max_size=6))
def test_whatever_texts_and_numbers_stand_in_rows_they_are_read_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: list[list[str | int | None]]
) -> None:
    xml = "".join(
        f'<row r="{number}">{"".join(_written(f"{column}{number}", value) for column, value in zip("ABCD", row))}</row>'  # noqa: B905  # rows are short
        for number, row in enumerate(rows, 1)
    )
    path = makers.with_sheet_xml(tmp_path / "a.xlsx", xml)

    assert read(path, monkeypatch, ALL) == read(path, monkeypatch, NONE)


def _written(place: str, value: str | int | None) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def test_from_the_first_row_on_that_is_not_plain_calamine_reads_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = makers.with_sheet_xml(tmp_path / "a.xlsx", f'{TEXT}<row r="2"><c r="A2" t="b"><v>1</v></c></row>')
    monkeypatch.setattr("khaigiang.lists.files.xlsx.LONG", ALL)

    assert [line.held for line in makers.only_sheet(path).lines] == [("Lan",), (Cell(value=True),)]


def test_a_long_sheet_whose_rows_stand_in_no_order_is_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = makers.with_sheet_xml(tmp_path / "a.xlsx", f'<row r="2"><c r="A2"><v>1</v></c></row>{TEXT}')
    monkeypatch.setattr("khaigiang.lists.files.xlsx.LONG", ALL)

    assert makers.refusal(path) == "damaged"


def test_a_cell_far_away_is_refused_in_a_long_sheet_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = makers.with_sheet_xml(tmp_path / "a.xlsx", f'{TEXT}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    monkeypatch.setattr("khaigiang.lists.files.xlsx.LONG", ALL)

    assert makers.refusal(path) == "too_large"


def test_sheets_are_long_from_two_megabytes_on() -> None:
    assert long_sheets.LONG == 2_000_000
