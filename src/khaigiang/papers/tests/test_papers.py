"""Every official paper, read back in both its forms and both its skins."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from types import ModuleType
from typing import Any

import pytest
from docx import Document
from docx.shared import Mm

from khaigiang.papers import (
    attendance_book,
    ceremony_programme,
    class_decision,
    closing_report,
    document_book,
    news_brief,
    opening_set,
    participant_list,
    personal_summons,
    programme_report,
    request_letter,
    result_decision,
    returning_letter,
    substitution_notice,
    summons,
    supplementary_decision,
    timetable,
    training_plan,
)
from khaigiang.papers.frame import issuer_line
from khaigiang.papers.skins import SKINS
from khaigiang.papers.tests import books, letters, makers
from khaigiang.papers.tests.reading import docx_text, page_count, page_sizes, pdf_text, squeezed
from khaigiang.papers.values import Letterhead


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A paper, how to make one, and sentences that must stand in it."""

    paper: ModuleType
    make: Callable[..., Any]
    says: tuple[str, ...]


CASES = (
    Case(
        paper=request_letter,
        make=makers.make_request_letter,
        says=(
            "2. Chỉ tiêu: 531 (năm trăm ba mươi mốt) đồng chí",
            "- Lớp 1: từ ngày 13/03/2023 đến ngày 27/03/2023",
            "trước 17 giờ 00, ngày 03 tháng 3 năm 2023.",
            "Quận ủy Hai Bà Trưng",
            "Trình độ",
            "Lý luận",
            "phối hợp thực hiện./.",
        ),
    ),
    Case(
        paper=class_decision,
        make=makers.make_class_decision,
        says=(
            "Điều 1. Mở Lớp 1, lớp bồi dưỡng",
            "gồm 107 (một trăm linh bảy) đồng chí có tên trong danh sách kèm theo.",
            "- Thời gian: 11 ngày, từ ngày 13/03/2023 đến hết ngày 27/03/2023;",
            "Nguyễn Phúc Tôn Nữ Thị Minh Toàn",
            "hiệu lực kể từ ngày ký./.",
        ),
    ),
    Case(
        paper=supplementary_decision,
        make=makers.make_supplementary_decision,
        says=(
            "Điều 1. Bổ sung 03 (ba) đồng chí",
            "Điều 2. Đưa 02 (hai) đồng chí ra khỏi",
            "Sau khi điều chỉnh, Lớp 1 có 108 (một trăm linh tám) học viên.",
            "Thay đồng chí đã nghỉ hưu",
            "Chuyển công tác theo quyết định của Ban Thường vụ Huyện ủy",
        ),
    ),
    Case(
        paper=summons,
        make=makers.make_summons,
        says=(
            "Kính gửi: Quận ủy Hai Bà Trưng",
            "lúc 7 giờ 15, Thứ Hai, ngày 13/03/2023.",
            "3. Thành phần: 06 (sáu) đồng chí có tên sau đây:",
            "Phạm Thị Thanh Nguyệt",
            "- Mang theo giấy triệu tập và sổ tay ghi chép.",
        ),
    ),
    Case(
        paper=result_decision,
        make=makers.make_result_decision,
        says=(
            "- Loại xuất sắc: 16 học viên (15,0%);",
            "- Loại không đạt: 1 học viên (0,9%).",
            "Chín phẩy hai mươi lăm",
            "Điều 2. Cấp giấy chứng nhận cho 106 (một trăm linh sáu) học viên",
        ),
    ),
    Case(
        paper=timetable,
        make=makers.make_timetable,
        says=("Thứ Hai", "13/03/2023", "Thảo luận 1: Thẩm quyền, trách nhiệm của cán bộ cơ sở", "Mặc lễ phục"),
    ),
    Case(
        paper=participant_list,
        make=makers.make_participant_list,
        says=("(tính đến ngày 13/03/2023)", "Danh sách gồm 107 (một trăm linh bảy) đồng chí.", "Lớp phó"),
    ),
    Case(
        paper=document_book,
        make=books.make_document_book,
        says=("SỔ ĐĂNG KÝ VĂN BẢN ĐI", "(từ ngày 01/01/2023 đến hết ngày 30/06/2023)", "156/QĐ-TĐTCB", "Số lượng bản"),
    ),
    Case(
        paper=document_book,
        make=books.make_incoming_book,
        says=("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN", "Số đến", "Ký nhận", "136-KH/TU", "Hạn 15/03/2023"),
    ),
    Case(
        paper=programme_report,
        make=makers.make_programme_report,
        says=(
            "tính đến hết ngày 24 tháng 5 năm 2023 như sau:",
            "73,9% chỉ tiêu",
            "Khuyết chức danh",
            "Huyện ủy Thạch Thất",
            "trân trọng báo cáo./.",
        ),
    ),
    Case(
        paper=closing_report,
        make=makers.make_closing_report,
        says=(
            "Chỉ tiêu 116 đồng chí; đưa vào danh sách lớp 531 đồng chí; triệu tập 420 đồng chí",
            "Bảng 3. Học viên đưa ra khỏi danh sách lớp",
            "10/03/2023",
            "8,74/10 điểm.",
            "Họp đột xuất",
            "TS. Đặng Hữu Khuê",
        ),
    ),
    Case(
        paper=personal_summons,
        make=letters.make_personal_summons,
        says=(
            "GIẤY TRIỆU TẬP",
            "Đồng chí: Nguyễn",
            "1. Thời gian: có mặt lúc 7 giờ 15, Thứ Hai, ngày 13/03/2023; học đến hết ngày 27/03/2023.",
            "3. Yêu cầu: mang theo giấy triệu tập; trang phục nghiêm túc.",
            "nêu trên./.",
        ),
    ),
    Case(
        paper=returning_letter,
        make=letters.make_returning_letter,
        says=(
            "Kính gửi: Quận ủy Hai Bà Trưng",
            "và xem xét Công văn số 87-CV/QU ngày 01/03/2023",
            "trả lại 03 (ba) trường hợp cử tham dự lớp bồi dưỡng",
            "Quá tuổi theo quy định của Kế hoạch",
            "gửi về Ban Tổ chức Thành ủy trước ngày 08 tháng 3 năm 2023.",
            "phối hợp thực hiện./.",
        ),
    ),
    Case(
        paper=substitution_notice,
        make=letters.make_substitution_notice,
        says=(
            "THÔNG BÁO",
            "02 (hai) trường hợp thay đổi cán bộ thuộc Quận ủy Hai Bà Trưng",
            "Đã cử",
            "Nay cử",
            "Điều động công tác theo quyết định của Ban Thường vụ",
            "biết, thực hiện./.",
        ),
    ),
    Case(
        paper=training_plan,
        make=letters.make_training_plan,
        says=(
            "KẾ HOẠCH",
            "2. Chỉ tiêu: 498 (bốn trăm chín mươi tám) đồng chí thuộc 30 (ba mươi) cấp ủy",
            "từ ngày 01/03/2023 đến ngày 30/06/2023, gồm 05 (năm) lớp",
            "gửi danh sách trước ngày 03 tháng 3 năm 2023",
            "1. Theo quý",
            "Quý II/2023",
            "Huyện ủy Ứng Hòa",
            "xem xét, giải quyết./.",
        ),
    ),
)


@cache
def docx_of(case: Case, skin: str) -> str:
    """The words of a paper's Word file, made once for all tests that read it."""
    text: str = docx_text(case.paper.docx(case.make(skin=skin)))
    return text


@cache
def pdf_of(case: Case, skin: str) -> str:
    """The words of a paper's PDF, made once for all tests that read it."""
    text: str = pdf_text(case.paper.pdf(case.make(skin=skin)))
    return text


NAMES = [case.paper.__name__.rpartition(".")[2] for case in CASES]
every_paper = pytest.mark.parametrize("case", CASES, ids=NAMES)
both_skins = pytest.mark.parametrize("skin", sorted(SKINS))


@every_paper
@both_skins
def test_the_word_file_says_what_it_should(case: Case, skin: str) -> None:
    text = squeezed(docx_of(case, skin))

    assert [sentence for sentence in case.says if squeezed(sentence) not in text] == []


@every_paper
@both_skins
def test_the_pdf_says_what_it_should(case: Case, skin: str) -> None:
    text = pdf_of(case, skin)

    assert [sentence for sentence in case.says if squeezed(sentence) not in text] == []


@every_paper
def test_equal_papers_are_equal_pdfs(case: Case) -> None:
    assert case.paper.pdf(case.make()) == case.paper.pdf(case.make())


@every_paper
@both_skins
def test_each_skin_opens_with_its_own_words(case: Case, skin: str) -> None:
    pdf, docx = pdf_of(case, skin), docx_of(case, skin)
    party, state = "ĐẢNG CỘNG SẢN VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    here, elsewhere = (party, state) if skin == "party" else (state, party)

    assert (squeezed(here) in pdf, here in docx) == (True, True)
    assert (squeezed(elsewhere) in pdf, elsewhere in docx) == (False, False)


@both_skins
def test_the_number_has_a_colon_in_state_papers_only(skin: str) -> None:
    expected = {"party": "Số 512-CV/BTCTU", "state": "Số: 156/QĐ-TĐTCB"}[skin]
    content = makers.make_summons(skin=skin)

    assert squeezed(expected) in pdf_text(summons.pdf(content))
    assert expected in docx_text(summons.docx(content))


@both_skins
def test_what_a_letter_is_about_follows_its_skin(skin: str) -> None:
    expected = {"party": "Triệu tập học viên tham dự Lớp 1", "state": "V/v triệu tập học viên tham dự Lớp 1"}[skin]

    assert expected in docx_text(summons.docx(makers.make_summons(skin=skin)))


@both_skins
def test_the_margins_of_both_forms_are_those_of_the_skin(skin: str) -> None:
    section = Document(io.BytesIO(summons.docx(makers.make_summons(skin=skin)))).sections[0]
    expected = SKINS["party" if skin == "party" else "state"]

    lengths = (section.left_margin, section.top_margin, section.page_width, section.page_height)

    assert [round((length or 0) / Mm(1)) for length in lengths] == [expected.margin_left, expected.margin_top, 210, 297]


@pytest.mark.parametrize("case", [case for case in CASES if case.paper is not timetable][:5], ids=NAMES[:5])
def test_a_paper_without_a_number_is_marked_as_a_draft(case: Case) -> None:
    content = case.make()
    draft = replace(content, letterhead=replace(content.letterhead, number=None))
    pdf = case.paper.pdf(draft)

    assert "DỰTHẢO" not in pdf_text(case.paper.pdf(content))
    assert pdf_text(pdf).count("DỰTHẢO") == page_count(pdf) + 1
    assert "DỰ THẢO" not in docx_text(case.paper.docx(content))
    assert "DỰ THẢO" in docx_text(case.paper.docx(draft))


def test_a_paper_without_a_date_is_marked_as_a_draft() -> None:
    draft = makers.make_class_decision(dated_on=None, trainees=3)

    assert squeezed("DỰ THẢO") in pdf_text(class_decision.pdf(draft))
    assert "Hà Nội, ngày" in docx_text(class_decision.docx(draft))


def test_a_timetable_takes_no_number_and_is_a_draft_only_while_undated() -> None:
    dated, undated = makers.make_timetable(), makers.make_timetable(dated_on=None)

    assert "Số:" not in docx_text(timetable.docx(dated))
    assert ("DỰ THẢO" in docx_text(timetable.docx(dated)), "DỰ THẢO" in docx_text(timetable.docx(undated))) == (
        False,
        True,
    )


def test_a_list_of_130_people_keeps_everybody_in_both_forms() -> None:
    content = makers.make_class_decision(trainees=130)
    names = [squeezed(person.name) for person in content.trainees]

    for text in (pdf_text(class_decision.pdf(content)), squeezed(docx_text(class_decision.docx(content)))):
        assert [name for name in names if name not in text] == []


def test_a_decision_stands_upright_and_its_list_lies() -> None:
    sizes = page_sizes(class_decision.pdf(makers.make_class_decision()))
    sections = Document(io.BytesIO(class_decision.docx(makers.make_class_decision()))).sections

    assert sizes[0] == (210, 297)
    assert set(sizes[2:]) == {(297, 210)}
    assert [(section.page_width or 0) > (section.page_height or 0) for section in sections] == [False, True]


def test_the_head_of_a_list_repeats_on_every_page_and_rows_stay_whole() -> None:
    table = Document(io.BytesIO(class_decision.docx(makers.make_class_decision()))).tables[-1]
    heads = [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows]

    assert (heads.count(True), heads[0], len(table.rows)) == (1, True, 108)
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)
    assert pdf_text(class_decision.pdf(makers.make_class_decision())).count("STTHọvàtên") >= 5


def test_a_row_stays_on_one_page_and_the_head_stands_on_every_page() -> None:
    book = books.make_document_book()
    line = book.lines[0]
    abouts = [
        f"Nội dung thứ {number} " + "về việc cử cán bộ tham dự lớp bồi dưỡng " * 9 + "hết" for number in range(40)
    ]
    pdf = document_book.pdf(replace(book, lines=tuple((*line[:2], about, *line[3:]) for about in abouts)))
    pages = pdf_text(pdf).splitlines()

    assert [about for about in abouts if not any(squeezed(about) in page for page in pages)] == []
    assert [page.count("Sốlượngbản") for page in pages] == [1] * len(pages)
    assert len(pages) > 5


@both_skins
def test_everybody_has_a_page_of_the_summonses_to_carry(skin: str) -> None:
    content = letters.make_personal_summons(skin=skin, people=7)
    pages = pdf_text(personal_summons.pdf(content)).splitlines()
    text = docx_text(personal_summons.docx(content))

    assert [squeezed(person.name) in page for person, page in zip(content.people, pages, strict=True)] == [True] * 7
    assert (text.count("GIẤY TRIỆU TẬP"), len(Document(io.BytesIO(personal_summons.docx(content))).tables)) == (7, 14)


def test_a_draft_is_marked_on_the_summons_of_everybody() -> None:
    content = letters.make_personal_summons(people=2)
    draft = replace(content, letterhead=replace(content.letterhead, number=None))

    assert docx_text(personal_summons.docx(draft)).count("DỰ THẢO") == 2
    assert docx_text(personal_summons.docx(content)).count("DỰ THẢO") == 0


def test_a_plan_without_quarters_lists_its_committees_alone() -> None:
    content = letters.make_training_plan(quarters=0, committees=1)
    text = docx_text(training_plan.docx(content))

    assert ("Theo quý" in text, "Theo cấp ủy" in text, "Quận ủy Ba Đình" in text) == (False, False, True)
    assert squeezed("12 (mười hai) đồng chí thuộc 01 (một) cấp ủy") in pdf_text(training_plan.pdf(content))


def test_a_supplementary_decision_names_only_the_changes_there_are() -> None:
    text = docx_text(supplementary_decision.docx(makers.make_supplementary_decision(removed=0)))

    assert ("ra khỏi danh sách" in text, "DANH SÁCH HỌC VIÊN ĐƯA RA KHỎI LỚP" in text) == (False, False)
    assert "Điều 2. Trưởng phòng Quản lý đào tạo" in text


def test_a_day_of_the_timetable_is_one_cell_across_its_sessions() -> None:
    table = Document(io.BytesIO(timetable.docx(makers.make_timetable()))).tables[1]

    assert len(table.rows) == 23
    assert table.cell(1, 0)._tc is table.cell(2, 0)._tc
    assert table.cell(2, 0)._tc is not table.cell(3, 0)._tc


def test_the_report_has_a_column_per_band_and_three_different_charts() -> None:
    document = Document(io.BytesIO(programme_report.docx(makers.make_programme_report())))
    classes = next(table for table in document.tables if table.cell(0, 0).text == "Lớp")
    pictures = {shape._inline.docPr.get("name"): shape for shape in document.inline_shapes}
    parts = {document.part.related_parts[blip].blob for blip in document.element.xpath("//a:blip/@r:embed")}

    assert [cell.text for cell in classes.rows[1].cells][6:11] == list(makers.BANDS)
    assert (sorted(pictures), len(parts)) == (["bands.png", "classes.png", "months.png"], 3)
    assert pictures["bands.png"].height < pictures["months.png"].height


def test_a_class_without_absences_says_so() -> None:
    content = makers.make_closing_report(absences=0)

    assert "Không có học viên vắng mặt." in docx_text(closing_report.docx(content))
    assert squeezed("Không có học viên vắng mặt.") in pdf_text(closing_report.pdf(content))


def test_tables_of_the_closing_report_that_are_empty_leave_no_gap_in_the_numbers() -> None:
    text = docx_text(closing_report.docx(makers.make_closing_report(departures=0, absences=0)))

    assert "đưa ra khỏi danh sách lớp" not in text
    assert "Bảng 3. Số buổi lên lớp" in text


@pytest.mark.parametrize("absences", range(0, 40, 4))
def test_the_signature_of_a_closing_report_never_stands_on_a_page_alone(absences: int) -> None:
    content = replace(makers.make_closing_report(absences=absences), survey_index=None, remarks=(), proposals=())

    last_page = pdf_text(closing_report.pdf(content)).splitlines()[-1]
    last_row = Document(io.BytesIO(closing_report.docx(content))).tables[-2].rows[-1]

    assert squeezed("TS. Đặng Hữu Khuê") in last_page
    assert [cell.paragraphs[0].paragraph_format.keep_with_next for cell in last_row.cells] == [True] * 4


def test_the_attendance_book_is_blank_or_counts_what_it_holds() -> None:
    blank, marked = makers.make_book(people=9), makers.make_book(people=9, marked=True)

    assert set(page_sizes(attendance_book.pdf(blank))) == {(297, 210)}
    assert attendance_book.book_fields(blank)["book_present"] == [""] * 22
    assert attendance_book.book_fields(marked)["book_present"] == ["0" if half in {3, 9} else "9" for half in range(22)]
    assert "'absences': ['1', '1']" in str(attendance_book.book_fields(marked)["book_lines"])


def test_a_line_with_too_few_marks_is_refused() -> None:
    book = makers.make_book(people=2)
    short = replace(book, lines=(replace(book.lines[0], marks=("P",)),))

    with pytest.raises(ValueError, match="1 marks for 22 half-days"):
        attendance_book.pdf(short)


def test_the_programme_runs_by_the_minute() -> None:
    text = pdf_text(ceremony_programme.pdf(makers.make_programme()))

    assert squeezed("08:05 - 08:10 Công bố Quyết định mở lớp") in text
    assert squeezed("Thời gian: 7 giờ 30, Thứ Hai, ngày 13/03/2023") in text


def test_the_opening_set_holds_all_three_papers() -> None:
    pdf = opening_set.pdf(makers.make_opening_set())
    text = pdf_text(pdf)

    assert [squeezed(title) in text for title in ("LỄ KHAI GIẢNG", "DANH SÁCH HỌC VIÊN", "SỔ ĐIỂM DANH")] == [True] * 3
    assert page_sizes(pdf)[0] == (210, 297)
    assert set(page_sizes(pdf)[1:]) == {(297, 210)}


def test_the_news_brief_is_an_article_that_dates_its_figures() -> None:
    lines = docx_text(news_brief.docx(makers.make_news_brief())).split("\n")

    assert lines[0] == "Khai giảng lớp bồi dưỡng phó bí thư đảng ủy xã, phường, thị trấn"
    assert "[Ảnh 2: Đại diện học viên phát biểu]" in lines
    assert lines[-1] == "Số liệu tính đến hết ngày 24/05/2023."


def test_text_that_means_something_to_the_typesetter_is_printed_as_it_is() -> None:
    nasty = replace(makers.make_person(1), name='#panic("x") *a* _b_ $c$ @d <e> \\ [f] {{g}}')
    content = replace(makers.make_summons(), trainees=(nasty,))

    assert squeezed(nasty.name) in pdf_text(summons.pdf(content))


def test_a_year_of_birth_alone_is_printed_alone() -> None:
    person = replace(makers.make_person(1), born_on="1975")

    assert "\t1975\t" in docx_text(summons.docx(replace(makers.make_summons(), trainees=(person,))))


def test_papers_of_the_same_day_differ_only_by_what_they_say() -> None:
    first = makers.make_summons()

    assert summons.pdf(first) != summons.pdf(replace(first, ends_on=date(2023, 3, 28)))


@pytest.mark.parametrize(
    ("superior", "issuer", "printed"),
    [
        ("Thành ủy Hà Nội", "Ban Tổ chức Thành ủy Hà Nội", "BAN TỔ CHỨC"),
        ("Thành ủy Hà Nội", "Trường Đào tạo cán bộ Lê Hồng Phong", "TRƯỜNG ĐÀO TẠO CÁN BỘ LÊ HỒNG PHONG"),
        ("", "Thành ủy Hà Nội", "THÀNH ỦY HÀ NỘI"),
        ("Thành ủy Hà Nội", "Thành ủy Hà Nội", "THÀNH ỦY HÀ NỘI"),
    ],
)
def test_a_head_names_the_superior_body_once(superior: str, issuer: str, printed: str) -> None:
    head = Letterhead(
        skin="party", superior=superior, issuer=issuer, number=None, place="Hà Nội", dated_on=None, known_as=issuer
    )

    assert issuer_line(head) == printed
