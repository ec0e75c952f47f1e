"""Files made to harm: each is refused for what it is within 5 processor seconds, in a child that may use 300 MB more."""

import resource
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from khaigiang.lists.child import read_in_child
from khaigiang.lists.files.refusing import Reason
from khaigiang.lists.grid import Refused
from khaigiang.lists.tests import makers

DOCTYPE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]><worksheet>&c;</worksheet>'
MOST_SECONDS = 5


def bomb(path: Path) -> Path:
    return makers.changed(makers.xlsx(path), {makers.SHEET_1: b" " * 120_000_000})


def many_parts(path: Path) -> Path:
    return makers.changed(makers.xlsx(path), {f"xl/media/{number}.png": b"" for number in range(2_100)})


def false_size(path: Path) -> Path:
    """The directory says 1,000 bytes of a part of ten million."""
    makers.changed(makers.xlsx(path), {"xl/theme/theme1.xml": b"<a>" + b" " * 10_000_000})
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/theme/theme1.xml").file_size
    at = data.rindex(size.to_bytes(4, "little"))
    data[at : at + 4] = (1_000).to_bytes(4, "little")
    return makers.written(path, bytes(data))


def document_type(path: Path) -> Path:
    return makers.changed(makers.xlsx(path), {makers.SHEET_1: DOCTYPE.encode()})


def document_type_in_utf_16(path: Path) -> Path:
    return makers.changed(makers.xlsx(path), {makers.SHEET_1: DOCTYPE.encode("utf-16")})


def name_outside(path: Path) -> Path:
    return makers.changed(makers.xlsx(path), {"../../etc/cron.d/x.xml": b"<x/>"})


def one_name_twice(path: Path) -> Path:
    return makers.changed(makers.xlsx(path), {makers.SHEET_1.upper(): b"<x/>"})


def far_cell(path: Path) -> Path:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return makers.with_sheet_xml(path, cells)


def many_sheets_of_one_part(path: Path) -> Path:
    makers.xlsx(path, [["x"] * 50] * 1_000)
    book = makers.part(path, "xl/workbook.xml").decode()
    one = '<sheet name="Danh sách" sheetId="1" r:id="rId1"/>'
    many = "".join(f'<sheet name="{number}" sheetId="{number}" r:id="rId1"/>' for number in range(1, 200))
    return makers.changed(path, {"xl/workbook.xml": book.replace(one, many).encode()})


def long_text_many_times(path: Path) -> Path:
    """A small file whose values fill 20 GB: one long text, named by 700,000 cells."""
    makers.xlsx(path, [["x" * 30_000]])
    cells = '<c t="s"><v>0</v></c>' * 7
    return makers.with_sheet_xml(path, "".join(f'<row r="{row}">{cells}</row>' for row in range(1, 100_000)))


def cells_without_an_end(path: Path) -> Path:
    cells = "".join(f'<c r="A{number}" ' for number in range(400_000))
    return makers.with_sheet_xml(path, f'<row r="1"><f>{cells}</row>')


def repeated_rows(path: Path) -> Path:
    row = makers.ods_row("Lan", attributes='table:number-rows-repeated="1048576"')
    return makers.ods(path, makers.ods_table(row))


def repeated_cells(path: Path) -> Path:
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>Lan</text:p></table:table-cell>'
    return makers.ods(path, makers.ods_table(f"<table:table-row>{cell}</table:table-row>"))


def wide_page(path: Path) -> Path:
    row = "<tr>" + "<td colspan=99999 rowspan=99999>Lan</td>" * 20 + "</tr>"
    return makers.written(path, ("<table>" + row * 100 + "</table>").encode())


def far_cell_of_2003(path: Path) -> Path:
    xml = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>'
        '<Row><Cell ss:Index="9999999"><Data ss:Type="String">Lan</Data></Cell></Row></Table></Worksheet></Workbook>'
    )
    return makers.written(path, xml.encode())


def deep_xml(path: Path) -> Path:
    deep = "<a>" * 100_000 + "</a>" * 100_000
    return makers.ods(path, deep)


HOSTILE: list[tuple[Callable[[Path], Path], Reason]] = [
    (bomb, Reason.TOO_LARGE),
    (many_parts, Reason.TOO_LARGE),
    (false_size, Reason.DAMAGED),
    (document_type, Reason.HOSTILE),
    (document_type_in_utf_16, Reason.HOSTILE),
    (name_outside, Reason.HOSTILE),
    (one_name_twice, Reason.HOSTILE),
    (far_cell, Reason.TOO_LARGE),
    (many_sheets_of_one_part, Reason.TOO_LARGE),
    (long_text_many_times, Reason.TOO_MUCH_MEMORY),
    (cells_without_an_end, Reason.DAMAGED),
    (repeated_rows, Reason.TOO_LARGE),
    (repeated_cells, Reason.TOO_LARGE),
    (wide_page, Reason.TOO_LARGE),
    (far_cell_of_2003, Reason.TOO_LARGE),
    (deep_xml, Reason.DAMAGED),
]


@pytest.mark.parametrize(("make", "reason"), HOSTILE, ids=[make.__name__ for make, _ in HOSTILE])
def test_a_file_made_to_harm_is_refused_for_what_it_is(
    tmp_path: Path, make: Callable[[Path], Path], reason: Reason
) -> None:
    path = make(tmp_path / "a.xlsx")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)

    with pytest.raises(Refused) as refusal:
        list(read_in_child("grid", {"path": str(path)}))

    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert refusal.value.code == reason
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < MOST_SECONDS


def test_a_false_dimension_costs_nothing(tmp_path: Path) -> None:
    path = makers.with_sheet_xml(
        tmp_path / "a.xlsx",
        '<row r="1"><c r="A1"><v>5</v></c></row><row r="1048576" hidden="1"/>',
        head='<dimension ref="A1:XFD1048576"/>',
    )
    started = time.process_time()

    assert makers.read(path) == {1: [5]}
    assert time.process_time() - started < 1


def test_a_form_whose_empty_cells_are_dressed_to_the_last_column_is_read(tmp_path: Path) -> None:
    dressed = "".join(f'<c r="{column}1" s="1"/>' for column in ("B", "ZZ", "XFD"))
    path = makers.with_sheet_xml(
        tmp_path / "a.xlsx",
        f'<row r="1"><c r="A1"><v>5</v></c>{dressed}</row><row r="1000"><c r="A1000"><v>6</v></c></row>',
    )

    assert makers.read(path) == {1: [5], 1_000: [6]}


def test_merged_cells_in_every_row_are_no_reason_to_refuse(tmp_path: Path) -> None:
    merged = "".join(f'<mergeCell ref="B{row}:C{row}"/>' for row in range(1, 250_001))
    path = makers.with_sheet_xml(tmp_path / "a.xlsx", '<row r="1"><c r="A1"><v>5</v></c></row>')
    xml = makers.part(path, makers.SHEET_1).decode()
    whole = xml.replace("</sheetData>", f"</sheetData><mergeCells>{merged}</mergeCells>")

    sheet = makers.only_sheet(makers.changed(path, {makers.SHEET_1: whole.encode()}))

    assert len(sheet.merged) == 250_000
    assert makers.values(sheet) == {1: [5]}
