"""What is read of .xls, OpenDocument, web pages and the XML of 2003, each trap alone."""

from datetime import date, datetime
from pathlib import Path

import pytest
import xlwt

from khaigiang.lists.files.opening import open_book
from khaigiang.lists.files.refusing import Reason
from khaigiang.lists.grid import Cell
from khaigiang.lists.tests import makers

DAY = "dd/mm/yyyy"


def old_workbook(path: Path, *, counts_from_1904: bool = False) -> Path:
    book = xlwt.Workbook()
    book.dates_1904 = counts_from_1904
    sheet = book.add_sheet("Danh sách")
    sheet.write_merge(0, 1, 0, 2, "DANH SÁCH")
    sheet.write(2, 0, date(1975, 5, 19), xlwt.easyxf(num_format_str=DAY))
    sheet.write(2, 1, "NguyÔn", xlwt.easyxf("font: name .VnTimeH"))
    sheet.write(2, 2, 79_123)
    sheet.write(3, 0, label=True)
    sheet.row(3).hidden = True
    sheet.col(2).hidden = True
    book.add_sheet("Ẩn").visibility = 1
    book.save(str(path))
    return path


def test_an_old_workbook_is_read_with_days_fonts_and_what_is_hidden(tmp_path: Path) -> None:
    sheet, hidden = open_book(old_workbook(tmp_path / "a.xls")).sheets
    lines = list(sheet.lines)

    assert (sheet.name, sheet.is_hidden, hidden.name, hidden.is_hidden) == ("Danh sách", False, "Ẩn", True)
    assert lines[2].cells == (Cell(date(1975, 5, 19)), Cell("NguyÔn", ".VnTimeH"), Cell(79_123))
    assert lines[3].cells[0] == Cell(value=True)
    assert [line.number for line in lines if line.is_hidden] == [4]
    assert sheet.hidden_columns == {2}
    assert sheet.merged == ((1, 0, 2, 2),)


def test_days_of_an_old_workbook_that_counts_from_1904_are_right(tmp_path: Path) -> None:
    sheet = next(iter(open_book(old_workbook(tmp_path / "a.xls", counts_from_1904=True)).sheets))

    assert sheet.uses_1904
    assert makers.cell_at(sheet, 3, 0) == Cell(date(1975, 5, 19))


def test_an_opendocument_sheet_is_read_with_types_and_spans(tmp_path: Path) -> None:
    cells = (
        '<table:table-cell office:value-type="float" office:value="1980"><text:p>1.980</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="1975-05-19"><text:p>x</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="2020-01-02T03:04:00"/>'
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>'
        '<table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell office:value-type="string" table:number-columns-spanned="2" table:number-rows-spanned="3">'
        "<text:p>Nguyễn<text:s/>Lan</text:p><text:p>tổ 1</text:p></table:table-cell><table:covered-table-cell/>"
        '<table:table-cell office:value-type="string"><office:annotation><text:p>ghi chú</text:p></office:annotation>'
        "<text:p>Bình</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="16000"/>'
    )
    path = makers.ods(
        tmp_path / "a.ods",
        makers.ods_table(
            '<table:table-row table:number-rows-repeated="4"/>', f"<table:table-row>{cells}</table:table-row>"
        ),
    )
    sheet = makers.only_sheet(path)

    moment = datetime(2020, 1, 2, 3, 4)  # noqa: DTZ001  # an office's clock
    expected = [1980, date(1975, 5, 19), moment, True, None, None, "Nguyễn Lan\ntổ 1", None, "Bình"]
    assert makers.values(sheet) == {5: expected}
    assert sheet.merged == ((5, 6, 7, 7),)


def test_hidden_rows_columns_and_sheets_and_fonts_of_an_opendocument_sheet_are_told(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="off"><style:table-properties table:display="false"/></style:style>'
        '<style:style style:name="vn"><style:text-properties style:font-name=".VnTime"/></style:style>'
    )
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
    legacy = '<table:table-row><table:table-cell table:style-name="vn" office:value-type="string"><text:p>NguyÔn</text:p></table:table-cell></table:table-row>'
    path = makers.ods(
        tmp_path / "a.ods",
        makers.ods_table(
            makers.ods_row("Lan"),
            makers.ods_row("Bình", attributes='table:visibility="filter"'),
            makers.ods_row("Chi", attributes='table:visibility="collapse"'),
            legacy,
            columns=columns,
        )
        + makers.ods_table(makers.ods_row("Dũng"), name="Ẩn", style="off"),
        styles=styles,
    )
    first, second = open_book(path).sheets
    lines = list(first.lines)

    assert [line.number for line in lines if line.is_hidden] == [2, 3]
    assert first.hidden_columns == {2}
    assert lines[3].cells == (Cell("NguyÔn", ".VnTime"),)
    assert (second.name, second.is_hidden) == ("Ẩn", True)


def test_equal_rows_written_once_are_as_many_lines(tmp_path: Path) -> None:
    row = makers.ods_row("Lan", attributes='table:number-rows-repeated="3"')

    assert makers.read(makers.ods(tmp_path / "a.ods", makers.ods_table(row))) == {1: ["Lan"], 2: ["Lan"], 3: ["Lan"]}


def test_a_page_saved_as_a_workbook_is_read_with_spans_and_hidden_rows(tmp_path: Path) -> None:
    page = """<html><head><meta charset="utf-8"></head><body><p>Danh sách</p><table>
      <thead><tr><th rowspan=2>STT</th><th colspan=2>Họ và tên</th><th rowspan=2>Ghi chú</th></tr>
      <tr><th>Họ đệm</th><th>Tên</th></tr></thead>
      <tr><td>1</td><td>Nguyễn <b>Thị</b></td><td>Lan<br>Anh</td><td><table><tr><td>trong</td></tr></table></td></tr>
      <tr style="display:none"><td>2</td></tr><tr height=0 style='height:0'><td>3</td></tr>
      <tr style="line-height: 0.5; height: 0.5pt"><td>4</td></tr></table></body></html>"""
    sheet = makers.only_sheet(makers.written(tmp_path / "a.xls", page.encode()))

    assert makers.values(sheet) == {
        1: ["STT", "Họ và tên", None, "Ghi chú"],
        2: [None, "Họ đệm", "Tên"],
        3: ["1", "Nguyễn Thị", "Lan\nAnh", "trong"],
        4: ["2"],
        5: ["3"],
        6: ["4"],
    }
    assert [line.number for line in sheet.lines if line.is_hidden] == [4, 5]
    assert sheet.merged == ((1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 2, 3))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1258"])
def test_the_letters_of_a_page_are_read_as_it_says_or_as_they_are(tmp_path: Path, encoding: str) -> None:
    page = "<table><tr><td>Trần Đê</td></tr></table>" if encoding != "cp1258" else ""
    data = page.encode(encoding) if page else b"<meta charset=windows-1258><table><tr><td>\xd0\xea</td></tr></table>"

    assert makers.read(makers.written(tmp_path / "a.xls", data)) == {1: ["Trần Đê" if page else "Đê"]}


def test_the_font_of_a_page_is_told(tmp_path: Path) -> None:
    page = (
        "<table><tr><td style='font-family:.VnTimeH, serif'>A</td><td><font face='VNI-Times'>B</font></td></tr></table>"
    )

    [line] = makers.only_sheet(makers.written(tmp_path / "a.xls", page.encode())).lines

    assert line.cells == (Cell("A", ".VnTimeH"), Cell("B", "VNI-Times"))


def test_the_xml_of_2003_is_read_with_places_types_and_what_is_hidden(tmp_path: Path) -> None:
    xml = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
    <ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">
    <ss:Styles><ss:Style ss:ID="s1"><ss:Font ss:FontName=".VnTime"/></ss:Style></ss:Styles>
    <ss:Worksheet ss:Name="DS"><ss:Table><ss:Column/><ss:Column ss:Hidden="1"/>
    <ss:Row ss:Index="3"><ss:Cell ss:MergeAcross="1"><ss:Data ss:Type="String">Lan</ss:Data></ss:Cell>
    <ss:Cell ss:Index="4"><ss:Data ss:Type="Number">1980</ss:Data></ss:Cell>
    <ss:Cell><ss:Data ss:Type="DateTime">1975-05-19T00:00:00.000</ss:Data></ss:Cell></ss:Row>
    <ss:Row ss:Hidden="1"><ss:Cell ss:StyleID="s1"><ss:Data ss:Type="String">B</ss:Data></ss:Cell></ss:Row></ss:Table>
    <x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></ss:Worksheet></ss:Workbook>"""
    sheet = makers.only_sheet(makers.written(tmp_path / "a.xls", xml.encode()))

    assert makers.values(sheet) == {3: ["Lan", None, None, 1980, date(1975, 5, 19)], 4: ["B"]}
    assert (sheet.name, sheet.is_hidden, sheet.hidden_columns) == ("DS", True, frozenset({1}))
    assert sheet.merged == ((3, 0, 3, 1),)
    assert list(sheet.lines)[-1] == (4, (Cell("B", ".VnTime"),), True)


def test_a_document_type_in_the_xml_of_2003_is_refused(tmp_path: Path) -> None:
    xml = b'<?xml version="1.0"?><!DOCTYPE Workbook [<!ENTITY a "b">]><Workbook>&a;</Workbook>'

    assert makers.refusal(makers.written(tmp_path / "a.xls", xml)) == Reason.HOSTILE
