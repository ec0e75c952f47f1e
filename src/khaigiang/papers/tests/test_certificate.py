"""Certificates, one by one and by the hundred."""

from dataclasses import replace

import pytest
import segno

from khaigiang.papers import certificate, summons
from khaigiang.papers.certificate import Certificate
from khaigiang.papers.qr import QUICK_MASK
from khaigiang.papers.tests.makers import make_certificate, make_person, make_summons
from khaigiang.papers.tests.reading import page_count, page_sizes, pdf_text, squeezed


def test_a_certificate_is_one_lying_page_with_everything_on_it() -> None:
    pdf = certificate.pdf(make_certificate(3))
    text = pdf_text(pdf)

    assert page_sizes(pdf) == [(297, 210)]
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "HIỆU TRƯỞNG TRƯỜNG ĐÀO TẠO CÁN BỘ LÊ HỒNG PHONG",
        "GIẤY CHỨNG NHẬN",
        "Phạm Thị Thanh Nguyệt",
        "Ngày sinh 04/04/1971",
        "Lớp 1, lớp bồi dưỡng",
        "từ ngày 13/03/2023 đến ngày 27/03/2023",
        "Xếp loại Giỏi",
        "Số: 0003/2023/GCN-TĐTCB",
        "Vào sổ gốc số: 0003",
        "Hà Nội, ngày 27 tháng 3 năm 2023",
        "TS. Nguyễn Thị Minh Nguyệt",
    ):
        assert squeezed(words) in text


def test_a_batch_gives_each_certificate_as_it_would_be_alone() -> None:
    contents = [make_certificate(number) for number in range(1, 6)]

    assert certificate.pdf_batch(contents) == [certificate.pdf(content) for content in contents]


def test_a_book_holds_a_page_for_each_certificate_in_order() -> None:
    contents = [make_certificate(number) for number in range(1, 41)]
    pages = pdf_text(certificate.pdf_book(contents)).split("\n")

    assert len(pages) == 40
    assert all(squeezed(content.holder.name) in page for content, page in zip(contents, pages, strict=True))
    assert all(f"{number:04d}/2023/GCN" in page for number, page in enumerate(pages, start=1))


def test_an_unnumbered_certificate_is_marked_as_a_draft() -> None:
    assert squeezed("DỰ THẢO") in pdf_text(certificate.pdf(make_certificate(numbered=False)))
    assert squeezed("DỰ THẢO") not in pdf_text(certificate.pdf(make_certificate()))


@pytest.mark.parametrize("name", ["Ân", "Nguyễn Phúc Tôn Nữ Hoàng Thị Minh Phương Ánh Nguyệt Quỳnh Trang Anh Thư"])
def test_no_name_is_too_short_or_too_long_for_the_page(name: str) -> None:
    unit = "Phường Văn Miếu - Quốc Tử Giám, quận Đống Đa, thành phố Hà Nội, kiêm Trưởng ban Tuyên giáo Đảng ủy phường"
    pdf = certificate.pdf(make_certificate(holder=replace(make_person(), name=name, unit=unit)))

    assert page_count(pdf) == 1
    assert squeezed(name) in pdf_text(pdf)


def test_equal_certificates_are_equal_files_and_others_are_not() -> None:
    assert certificate.pdf(make_certificate(1)) == certificate.pdf(make_certificate(1))
    assert certificate.pdf(make_certificate(1)) != certificate.pdf(make_certificate(2))


def test_the_code_on_the_page_is_the_code_of_the_check_address() -> None:
    content = make_certificate(7)

    drawn = modules_drawn(content)

    expected = segno.make_qr(content.check_url, error="m", mask=QUICK_MASK, boost_error=False)
    assert drawn == {(x, y) for y, row in enumerate(expected.matrix) for x, module in enumerate(row) if module}


def modules_drawn(content: Certificate) -> set[tuple[int, int]]:
    """The dark modules of the path that the certificate hands to its page."""
    code = certificate._fields(content)["qr"]
    assert isinstance(code, dict)
    runs = [run for run in str(code["path"]).split("M") if run]
    drawn = set()
    for run in runs:
        place, _, rest = run.partition("h")
        x, y = map(int, place.split())
        drawn |= {(x + step, y) for step in range(int(rest.partition("v")[0]))}
    return drawn


def test_a_batch_does_not_disturb_other_papers() -> None:
    before = summons.pdf(make_summons())
    certificate.pdf_batch([make_certificate(1)])

    assert summons.pdf(make_summons()) == before
