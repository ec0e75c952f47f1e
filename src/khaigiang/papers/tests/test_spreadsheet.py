"""Workbooks, read back with another library."""

import io
import re
from datetime import date
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from khaigiang.papers.spreadsheet import Column, Marked, Sheet, csv, write_xlsx, xlsx

COLUMNS = (Column(heading="STT", width=6), Column(heading="Họ và tên", width=28), Column(heading="Điểm", width=8))


def sheet(*rows: tuple[Any, ...], **more: Any) -> Sheet:
    return Sheet(**{"name": "Lớp 1", "columns": COLUMNS, "rows": rows, **more})


def read(workbook: bytes, index: int = 0) -> list[list[Any]]:
    rows: list[list[Any]] = CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_index(index).to_python()
    return rows


def part(workbook: bytes, name: str) -> str:
    with ZipFile(io.BytesIO(workbook)) as parts:
        return parts.read(name).decode()


def test_numbers_stay_numbers_and_dates_stay_dates() -> None:
    columns = tuple(Column(heading=heading) for heading in "abcde")
    row = (7, Decimal("8.25"), 0.5, date(1975, 2, 3), None)

    assert read(xlsx([sheet(row, columns=columns)]))[1] == [7, 8.25, 0.5, date(1975, 2, 3), ""]


@pytest.mark.parametrize(
    "text", ["=1+1", "+84912345678", "-x", "@SUM(A1)", "=cmd|' /C calc'!A0", "http://x.example", "00123"]
)
def test_text_is_never_a_formula_a_link_or_a_number(text: str) -> None:
    workbook = xlsx([sheet((1, text, None), title=(text,), totals=("", text, 1), notes=(text,))])
    written = part(workbook, "xl/worksheets/sheet1.xml")

    assert [row[1] for row in read(workbook)].count(text) == 2
    assert re.findall("<f>|<f |hyperlink", written) == []


def test_the_header_stays_in_sight_and_repeats_in_print_on_a4() -> None:
    workbook = xlsx([sheet((1, "Ân", 8), title=("TRƯỜNG", "DANH SÁCH"), landscape=True)])
    written = part(workbook, "xl/worksheets/sheet1.xml")

    assert '<pane ySplit="4" topLeftCell="A5"' in written
    assert 'paperSize="9"' in written
    assert 'orientation="landscape"' in written
    assert 'fitToHeight="0"' in written
    assert "$4:$4" in part(workbook, "xl/workbook.xml")


def test_title_rows_span_the_table_and_totals_close_it() -> None:
    workbook = xlsx([sheet((1, "Ân", 8), (2, "Bình", 9), title=("DANH SÁCH",), totals=("", "Cộng", 17))])

    assert read(workbook) == [
        ["DANH SÁCH", "", ""],
        ["", "", ""],
        ["STT", "Họ và tên", "Điểm"],
        [1, "Ân", 8],
        [2, "Bình", 9],
        ["", "Cộng", 17],
    ]
    assert '<mergeCell ref="A1:C1"/>' in part(workbook, "xl/worksheets/sheet1.xml")


def test_sheet_names_are_made_acceptable_and_distinct() -> None:
    long = "Danh sách [Lớp 1] cử đi học: quận/huyện Ba Đình năm 2023"
    workbook = xlsx([sheet(name=name) for name in (long, long, "", "'x'")])
    names = CalamineWorkbook.from_filelike(io.BytesIO(workbook)).sheet_names

    assert len({name.lower() for name in names}) == 4
    assert all(1 <= len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_control_characters_do_not_break_the_file() -> None:
    assert read(xlsx([sheet((1, "a\x00b\x0bc", None))]))[1][1] == "abc"


def test_equal_lists_are_equal_files() -> None:
    assert xlsx([sheet((1, "Ân", 8))]) == xlsx([sheet((1, "Ân", 8))])


def test_a_row_longer_than_its_header_is_refused() -> None:
    with pytest.raises(ValueError, match="4 cells under 3 headings"):
        xlsx([sheet((1, "Ân", 8, "thừa"))])


def test_a_workbook_without_sheets_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one sheet"):
        xlsx([])


def test_a_long_text_gets_a_row_tall_enough() -> None:
    written = part(xlsx([sheet((1, "Nguyễn Phúc Tôn Nữ " * 4, 8))]), "xl/worksheets/sheet1.xml")

    assert '<row r="2" spans="1:3" ht="51"' in written


def test_comma_separated_text_is_read_by_excel_and_by_every_program() -> None:
    written = csv(sheet((1, "Hà, Nguyễn", Decimal("7.5")), (2, None, date(1975, 2, 3))))

    assert written.decode("utf-8").split("\r\n") == [
        "\ufeffSTT,Họ và tên,Điểm",
        '1,"Hà, Nguyễn",7.5',
        "2,,1975-02-03",
        "",
    ]


@pytest.mark.parametrize("text", ["=1+1", "+84912345678", "-x", "@SUM(A1)", " =1"])
def test_comma_separated_text_is_never_a_formula(text: str) -> None:
    assert csv(sheet((1, text, -8))).decode("utf-8-sig").splitlines()[1] == f"1,'{text},-8"


def test_headings_narrow_the_rows_where_that_is_wished() -> None:
    assert '<autoFilter ref="A1:C3"/>' in part(
        xlsx([sheet((1, "Ân", 8), (2, "Bình", 9), filters=True)]), "xl/worksheets/sheet1.xml"
    )
    assert "autoFilter" not in part(xlsx([sheet((1, "Ân", 8))]), "xl/worksheets/sheet1.xml")


def test_a_marked_cell_is_coloured_with_its_note_and_what_may_be_chosen() -> None:
    asked = Marked(
        text="Yên Viên", note="Có hai đơn vị mang tên này.", choices=("Xã Yên Viên, Gia Lâm", "Thị trấn Yên Viên")
    )
    workbook = xlsx([sheet((1, asked, None)), sheet((2, asked, None), name="Lớp 2")])

    assert read(workbook)[1] == [1, "Yên Viên", ""]
    assert "Có hai đơn vị mang tên này." in part(workbook, "xl/comments1.xml")
    assert "<formula1>Choices!$A$1:$A$2</formula1>" in part(workbook, "xl/worksheets/sheet2.xml")
    assert read(workbook, 2) == [["Xã Yên Viên, Gia Lâm"], ["Thị trấn Yên Viên"]]
    assert 'name="Choices" sheetId="3" state="hidden"' in part(workbook, "xl/workbook.xml")


def test_what_is_typed_into_stays_text_and_a_closed_column_refuses_typing() -> None:
    columns = (Column(heading="Mã", refusal="Không sửa cột này."), Column(heading="Số"))
    workbook = xlsx([sheet(("ab12", "001"), columns=columns, typed_into=True)])
    styles, written = part(workbook, "xl/styles.xml"), part(workbook, "xl/worksheets/sheet1.xml")

    assert read(workbook)[1] == ["ab12", "001"]
    assert 'numFmtId="49"' in styles
    assert 'type="custom"' in written
    assert 'error="Không sửa cột này."' in written
    assert "sheetProtection" not in written


def test_a_workbook_written_row_by_row_holds_what_one_written_at_once_holds() -> None:
    rows = [(number, f"Nguyễn Văn {number}", date(2023, 5, 24), "=1+1", None) for number in range(1, 2001)]
    columns = tuple(Column(heading=heading) for heading in ("STT", "Họ và tên", "Ngày", "Ghi chú", "Trống"))
    sheet = Sheet(name="Danh sách", title=("DANH SÁCH", "đến hạn"), columns=columns, rows=rows, filters=True)

    written = io.BytesIO()
    write_xlsx(sheet, iter(rows), written)

    books = [CalamineWorkbook.from_filelike(io.BytesIO(one)) for one in (written.getvalue(), xlsx([sheet]))]
    first, second = (book.get_sheet_by_index(0).to_python() for book in books)
    assert first == second
    assert len(first) == len(rows) + 4
