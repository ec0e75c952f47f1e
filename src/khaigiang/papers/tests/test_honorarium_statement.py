"""The statement of what lecturers are paid, as Word file and workbook (F7)."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from khaigiang.papers.honorarium_statement import (
    PaidLecturer,
    PaidSession,
    Statement,
    amount_in_words,
    docx,
    money,
    pdf,
    workbook,
)
from khaigiang.papers.tests.makers import make_letterhead
from khaigiang.papers.tests.reading import pdf_text, squeezed


def make_statement(*, skin: str = "state", lecturers: int = 2, corrects: str = "") -> Statement:
    session = PaidSession(
        on=date(2023, 3, 13),
        half_day="Sáng",
        content="Chuyên đề 1",
        class_name="Lớp 5",
        hours=Decimal("3.50"),
        rate="400.000 đồng/giờ",
        amount=1_400_000,
    )
    return Statement(
        letterhead=make_letterhead(skin=skin),
        first_day=date(2023, 3, 1),
        last_day=date(2023, 3, 31),
        corrects=corrects,
        lecturers=tuple(
            PaidLecturer(
                name=f"TS. Giảng Viên {number}",
                workplace="Khoa Xây dựng Đảng",
                sessions=(session, session),
                gross=2_800_000,
                tax=280_000,
                net=2_520_000,
            )
            for number in range(lecturers)
        ),
        sources=("Quyết định số 12/QĐ-TĐT",),
        signature=None,
    )


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (0, "Không đồng"),
        (1_500_000, "Một triệu năm trăm nghìn đồng"),
        (21_405_000, "Hai mươi mốt triệu bốn trăm linh năm nghìn đồng"),
        (-400_000, "Âm bốn trăm nghìn đồng"),
    ],
)
def test_an_amount_is_written_in_words(amount: int, said: str) -> None:
    assert amount_in_words(amount) == said


def test_thousands_are_parted_by_points() -> None:
    assert (money(1_500_000), money(-400_000), money(0)) == ("1.500.000", "-400.000", "0")


@pytest.mark.parametrize("skin", ["party", "state"])
def test_the_word_file_names_everybody_with_sums_in_words(skin: str) -> None:
    read = Document(io.BytesIO(docx(make_statement(skin=skin, corrects="12/BTT-TĐT"))))

    table = read.tables[1]
    assert [cell.text for cell in table.rows[1].cells][3:7] == ["7", "2.800.000", "280.000", "2.520.000"]
    assert "Lớp 5: Chuyên đề 1 (sáng 13/03/2023; 3,5 giờ; 400.000 đồng/giờ): 1.400.000" in table.rows[1].cells[2].text
    text = "\n".join(paragraph.text for paragraph in read.paragraphs)
    assert "thực chi: 5.040.000 đồng." in text
    assert "Thực chi bằng chữ: Năm triệu không trăm bốn mươi nghìn đồng." in text
    assert "(điều chỉnh bảng kê số 12/BTT-TĐT)" in text
    assert "Căn cứ Quyết định số 12/QĐ-TĐT." in text


@pytest.mark.parametrize("skin", ["party", "state"])
def test_the_pdf_says_the_same_and_goes_on_where_a_lecturer_taught_more_than_a_page_holds(skin: str) -> None:
    statement = make_statement(skin=skin)
    often = replace(statement.lecturers[0], sessions=statement.lecturers[0].sessions * 30)

    read = pdf_text(pdf(replace(statement, lecturers=(often, *statement.lecturers[1:]))))

    assert read.count(squeezed("Lớp 5: Chuyên đề 1")) == 62
    assert squeezed("thực chi: 5.040.000 đồng.") in read
    assert squeezed("Căn cứ Quyết định số 12/QĐ-TĐT.") in read


def test_the_workbook_holds_numbers_that_add_up() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook(make_statement())))

    rows = book.get_sheet_by_name("Thanh toán").to_python()
    (total,) = [row for row in rows if row[1] == "Tổng cộng"]
    sessions = book.get_sheet_by_name("Buổi giảng").to_python()

    assert total[3:7] == [14.0, 5_600_000.0, 560_000.0, 5_040_000.0]
    assert len([row for row in sessions if str(row[0]).startswith("TS.")]) == 4
