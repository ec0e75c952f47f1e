"""What is read of Word documents and PDF."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
import typst
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from khaigiang.lists.files.opening import open_book
from khaigiang.lists.files.refusing import Reason
from khaigiang.lists.grid import Cell
from khaigiang.lists.tests import makers


def test_a_table_of_word_is_read_with_spans_over_rows_and_columns(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("DANH SÁCH")
    document.sections[0].header.add_table(1, 1, document.sections[0].page_width).cell(0, 0).text = "Đầu trang"  # type: ignore[arg-type]  # python-docx asks for its own Length
    table = document.add_table(3, 4)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "STT"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Họ và tên"
    for column, text in enumerate(["Họ đệm", "Tên", "Ghi chú"], 1):
        table.cell(1, column).text = text
    for column, text in enumerate(["1", "Nguyễn\nThị", "Lan", ""]):
        table.cell(2, column).text = text
    document.save(str(tmp_path / "a.docx"))

    sheet = makers.only_sheet(tmp_path / "a.docx")

    assert makers.values(sheet) == {
        1: ["STT", "Họ và tên"],
        2: [None, "Họ đệm", "Tên", "Ghi chú"],
        3: ["1", "Nguyễn\nThị", "Lan"],
    }
    assert sheet.merged == ((1, 0, 2, 0), (1, 1, 1, 2))


def test_every_table_of_word_is_a_sheet_and_one_within_a_cell_follows_its_own(tmp_path: Path) -> None:
    document = docx.Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "ngoài"
    outer.cell(0, 1).add_table(1, 1).cell(0, 0).text = "trong"
    document.add_table(1, 1).cell(0, 0).text = "thứ hai"
    document.save(str(tmp_path / "a.docx"))

    assert [makers.values(sheet) for sheet in open_book(tmp_path / "a.docx").sheets] == [
        {1: ["ngoài"]},
        {1: ["trong"]},
        {1: ["thứ hai"]},
    ]


def test_struck_words_of_a_tracked_change_are_left_out_and_new_ones_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_table(1, 1).cell(0, 0).paragraphs[0]
    paragraph.add_run("Nguyễn ")
    for kind, text in (("w:del", "Lan"), ("w:ins", "Liên")):
        change, run = OxmlElement(kind), paragraph.add_run(text)
        run._r.find(qn("w:t")).tag = qn("w:delText" if kind == "w:del" else "w:t")
        paragraph._p.append(change)
        change.append(run._r)
    document.save(str(tmp_path / "a.docx"))

    assert makers.read(tmp_path / "a.docx") == {1: ["Nguyễn Liên"]}


def test_the_font_of_words_is_told(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).paragraphs[0].add_run("NguyÔn").font.name = ".VnTimeH"
    document.save(str(tmp_path / "a.docx"))

    assert makers.cell_at(makers.only_sheet(tmp_path / "a.docx"), 1, 0) == Cell("NguyÔn", ".VnTimeH")


def test_a_document_without_a_table_is_no_list(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Nguyễn Thị Lan")
    stream = BytesIO()
    document.save(stream)

    assert makers.refusal(makers.written(tmp_path / "a.docx", stream.getvalue())) == Reason.NOT_A_WORKBOOK


def pdf(path: Path, source: str) -> Path:
    return makers.written(path, typst.compile(source.encode(), format="pdf"))


def test_the_table_of_a_pdf_goes_on_over_its_pages_and_repeats_its_header(tmp_path: Path) -> None:
    rows = "".join(f"[{number}], [Nguyễn Thị Lan], [1980]," for number in range(1, 61))
    path = pdf(
        tmp_path / "a.pdf",
        f"= Danh sách\n#table(columns: 3, table.header([STT], [Họ và tên], [Năm sinh]), {rows})",
    )

    found = list(makers.read(path).values())

    assert [row for row in found if row[0] != "STT"] == [[str(n), "Nguyễn Thị Lan", "1980"] for n in range(1, 61)]
    assert found.count(["STT", "Họ và tên", "Năm sinh"]) == 2


def test_a_locked_pdf_is_refused_for_its_password(tmp_path: Path) -> None:
    writer = copy_into_new_writer(PdfFileReader(BytesIO(typst.compile(b"Lan", format="pdf"))))
    writer.encrypt(owner_pass="lan", user_pass="binh")  # type: ignore[no-untyped-call]  # of pyHanko
    stream = BytesIO()
    writer.write(stream)  # type: ignore[no-untyped-call]  # of pyHanko

    assert makers.refusal(makers.written(tmp_path / "a.pdf", stream.getvalue())) == Reason.PASSWORD


@pytest.mark.parametrize(
    ("source", "reason"),
    [("#rect(width: 5cm, height: 5cm, fill: gray)", Reason.SCAN), ("Nguyễn Thị Lan", Reason.NOT_A_WORKBOOK)],
    ids=["a picture", "text alone"],
)
def test_a_pdf_without_text_is_a_scan_and_one_without_a_table_no_list(
    tmp_path: Path, source: str, reason: Reason
) -> None:
    assert makers.refusal(pdf(tmp_path / "a.pdf", source)) == reason
