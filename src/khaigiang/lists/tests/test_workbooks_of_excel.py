"""What is read of .xlsx, each trap alone."""

from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter

from khaigiang.lists.files.opening import open_book
from khaigiang.lists.grid import Cell
from khaigiang.lists.tests import makers


def test_a_list_is_read_with_its_rows_and_types(tmp_path: Path) -> None:
    sheet = makers.only_sheet(makers.xlsx(tmp_path / "a.xlsx"))

    assert (sheet.name, sheet.is_hidden, sheet.uses_1904) == ("Danh sách", False, False)
    assert makers.values(sheet) == {
        1: ["STT", "Họ và tên", "Năm sinh"],
        2: [1, "Nguyễn Thị Lan", 1980],
        3: [2, "Trần Văn Bình", 1975],
    }


def test_a_list_that_starts_far_from_the_corner_keeps_its_rows_and_columns(tmp_path: Path) -> None:
    path = makers.xlsx(tmp_path / "a.xlsx", [[], [], [], [None, None, "Họ và tên"], [None, None, "Lan"]])

    assert makers.read(path) == {4: [None, None, "Họ và tên"], 5: [None, None, "Lan"]}


@pytest.mark.parametrize("counts_from_1904", [False, True])
def test_days_are_days_whichever_year_they_count_from(tmp_path: Path, *, counts_from_1904: bool) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"), {"date_1904": counts_from_1904})
    sheet = book.add_worksheet()
    day, moment = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    sheet.write_datetime(0, 0, datetime(1975, 5, 19), day)  # noqa: DTZ001  # Excel knows no zones
    sheet.write_datetime(0, 1, datetime(2020, 1, 2, 3, 4), moment)  # noqa: DTZ001  # Excel knows no zones
    sheet.write_datetime(0, 2, time(3, 4), book.add_format({"num_format": "hh:mm"}))
    book.close()

    found = makers.only_sheet(tmp_path / "a.xlsx")

    assert found.uses_1904 is counts_from_1904
    assert makers.values(found) == {1: [date(1975, 5, 19), datetime(2020, 1, 2, 3, 4), time(3, 4)]}  # noqa: DTZ001  # Excel knows no zones


def test_hidden_filtered_and_flat_rows_and_hidden_columns_are_told(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet()
    for number in range(5):
        sheet.write_row(number, 0, ["Lan", "x", "y"])
    sheet.set_row(1, None, None, {"hidden": True})
    sheet.set_row(2, 0)
    sheet.set_row(3, 0.5)
    sheet.set_column(1, 1, None, None, {"hidden": True})
    book.close()

    found = makers.only_sheet(tmp_path / "a.xlsx")

    assert [line.number for line in found.lines if line.is_hidden] == [2, 3]
    assert found.hidden_columns == {1}


def test_hidden_sheets_are_read_and_told(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    for name in ("Tổ 1", "Tổ 2", "Tổ 3"):
        book.add_worksheet(name).write(0, 0, name)
    book.worksheets()[1].hide()
    book.worksheets()[2].very_hidden()
    book.close()

    found = [(sheet.name, sheet.is_hidden, makers.values(sheet)) for sheet in open_book(tmp_path / "a.xlsx").sheets]

    assert found == [("Tổ 1", False, {1: ["Tổ 1"]}), ("Tổ 2", True, {1: ["Tổ 2"]}), ("Tổ 3", True, {1: ["Tổ 3"]})]


def test_merged_cells_are_told(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    book.add_worksheet().merge_range(8, 1, 9, 3, "Họ và tên")
    book.close()

    assert makers.only_sheet(tmp_path / "a.xlsx").merged == ((9, 1, 10, 3),)


def test_the_font_is_told_where_it_is_one_of_tcvn3_or_vni(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet()
    for column, font in enumerate([".VnTimeH", "VNI-Times", "Times New Roman"]):
        sheet.write(0, column, "NguyÔn", book.add_format({"font_name": font}))
    letters = book.add_format({"font_name": ".VnTime"})
    sheet.write_rich_string(1, 0, letters, "NguyÔn ", book.add_format({"bold": True}), "Lan")
    book.close()

    first, second = makers.only_sheet(tmp_path / "a.xlsx").lines

    assert [cell.font for cell in first.cells if cell] == [".VnTimeH", "VNI-Times", ""]
    assert second.cells[0] == Cell("NguyÔn Lan", ".VnTime")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="A1"><f>B1+1</f></c>', Cell(None, is_uncomputed=True)),
        ('<c r="A1"><f>B1+1</f><v></v></c>', Cell(None, is_uncomputed=True)),
        ('<c r="A1"><f>B1+1</f><v/></c>', Cell(None, is_uncomputed=True)),
        ('<c r="A1"><f>B1+1</f><v>7</v></c>', Cell(7)),
        ('<c r="A1" t="str"><f>A2</f><v>Lan</v></c>', Cell("Lan")),
        ('<c r="A1" t="str"><f>A2</f><v></v></c>', None),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', Cell("#DIV/0!")),
        ('<c r="A1" t="inlineStr"><is><t>Lan</t></is></c>', Cell("Lan")),
        ('<c r="A1" t="b"><v>1</v></c>', Cell(value=True)),
        ('<c r="A1"><v>1.5</v></c>', Cell(1.5)),
        ('<c r="A1"><v>1077992638</v></c>', Cell(1_077_992_638)),
    ],
)
def test_a_formula_without_a_result_and_an_error_are_never_taken_for_an_empty_cell(
    tmp_path: Path, cell: str, expected: Cell | None
) -> None:
    path = makers.with_sheet_xml(tmp_path / "a.xlsx", f'<row r="1">{cell}<c r="B1"><v>5</v></c></row>')

    assert makers.cell_at(makers.only_sheet(path), 1, 0) == expected


def test_rows_that_hold_nothing_but_formulas_without_results_are_lines(tmp_path: Path) -> None:
    path = makers.with_sheet_xml(
        tmp_path / "a.xlsx",
        '<row r="1"><c r="A1"><v>5</v></c></row><row r="4"><c r="B4"><f>A1</f></c></row>',
    )

    assert makers.cell_at(makers.only_sheet(path), 4, 1) == Cell(None, is_uncomputed=True)


def test_a_workbook_whose_xml_has_prefixes_is_read_alike(tmp_path: Path) -> None:
    rows = '<x:row r="2" hidden="1"><x:c r="A2"><x:f>B2</x:f></x:c><x:c r="B2"><x:v>5</x:v></x:c></x:row>'
    columns = '<x:cols><x:col min="2" max="2" hidden="1"/></x:cols>'
    sheet = makers.only_sheet(makers.with_sheet_xml(tmp_path / "a.xlsx", rows, head=columns, prefix="x"))

    line = next(line for line in sheet.lines if line.number == 2)

    assert line.cells == (Cell(None, is_uncomputed=True), Cell(5))
    assert line.is_hidden
    assert sheet.hidden_columns == {1}


def test_marks_are_found_wherever_the_pieces_of_a_long_sheet_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = (
        f'<row r="{row}" hidden="{int(row % 3 == 0)}"><c r="A{row}"><f>B1</f></c><c r="B{row}"><v>{row}</v></c></row>'
        for row in range(1, 40)
    )
    path = makers.with_sheet_xml(tmp_path / "a.xlsx", "".join(rows))

    for size in (1, 7, 64, 1_000):
        monkeypatch.setattr("khaigiang.lists.files.archive.CHUNK", size)
        lines = list(makers.only_sheet(path).lines)
        assert [line.number for line in lines if line.is_hidden] == list(range(3, 40, 3))
        assert [line.cells for line in lines] == [(Cell(None, is_uncomputed=True), Cell(row)) for row in range(1, 40)]


def test_values_kept_from_other_workbooks_are_read_and_told(tmp_path: Path) -> None:
    path = makers.changed(makers.xlsx(tmp_path / "a.xlsx"), {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})

    book = open_book(path)

    assert book.notices == ("external_links",)
    assert [makers.values(sheet)[2] for sheet in book.sheets] == [[1, "Nguyễn Thị Lan", 1980]]
