"""A table of a page as a workbook or as comma-separated text."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.test import RequestFactory
from django.utils import translation
from django_cotton.compiler_regex import CottonCompiler
from python_calamine import CalamineWorkbook

from khaigiang.ground.web import clock
from khaigiang.ground.web.middleware import TablesAsFiles
from khaigiang.ground.web.table_files import EVERY_ROW, key_of, leaf, page_asked, table_file

pytestmark = pytest.mark.django_db
ON = date(2023, 5, 24)
PAGE = """
<title>Danh sách: Lớp 1 · Khai Giảng</title><main><table><caption class="visually-hidden">Học viên của lớp</caption>
<thead><tr><th class="num">TT</th><th>Họ và tên</th><th>Ngày sinh</th><th class="num">Điểm</th><th>SĐT</th>
<th><span class="visually-hidden">Việc có thể làm</span></th></tr></thead>
<tbody>{rows}</tbody></table></main>
"""
ROW = """
<tr><td class="num">{number}</td><th scope="row"><a href="/1/">{name}</a><span class="cell-sub">nữ</span></th>
<td>3/2/1975</td><td class="num">{mark}</td><td>0912 345 678</td><td class="cell-actions"><a href="/">Xóa</a></td></tr>
"""


def rows_of(content: bytes | None) -> list[list[Any]]:
    assert content is not None
    rows: list[list[Any]] = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    return rows


def a_page(*rows: str) -> str:
    return PAGE.format(rows="".join(rows))


def exported(*rows: str) -> list[Any]:
    """The rows of the workbook below the title lines and the heading."""
    return rows_of(table_file(a_page(*rows), "hoc-vien-cua-lop", "xlsx", on=ON))[5:]


def test_days_are_days_and_numbers_are_numbers_as_the_reader_writes_them() -> None:
    with translation.override("vi"):
        (row,) = exported(ROW.format(number="1.234", name="Hà", mark="7,5"))

    assert row == [1234, "Hà\nnữ", date(1975, 2, 3), 7.5, "0912 345 678"]


def test_the_workbook_says_what_it_is_and_of_which_day_and_leaves_out_the_acts() -> None:
    found = rows_of(table_file(a_page(), "hoc-vien-cua-lop", "xlsx", on=ON))

    assert [row[0] for row in found[:3]] == ["Danh sách: Lớp 1", "Học viên của lớp", "24/05/2023"]
    assert found[4] == ["TT", "Họ và tên", "Ngày sinh", "Điểm", "SĐT"]


@pytest.mark.parametrize("code", ["00127", "7,5 điểm", "1.23", "–"])
def test_what_is_no_number_stays_as_it_is_written(code: str) -> None:
    with translation.override("vi"):
        (row,) = exported(ROW.format(number=code, name="Hà", mark=""))

    assert row[0] == ("" if code == "–" else code)


def test_text_in_comma_separated_files_is_never_a_formula() -> None:
    content = table_file(a_page(ROW.format(number=1, name="=cmd()", mark="8")), "hoc-vien-cua-lop", "csv", on=ON)

    assert content is not None
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines()[1] == "1,\"'=cmd()"


def test_what_is_typed_or_chosen_in_a_grid_is_in_the_file() -> None:
    cells = '<tr><td><input type="hidden" value="x"><input value="8"></td><th><select><option>K</option>'
    cells += '<option selected>Có mặt</option></select></th><td><input type="checkbox" checked></td></tr>'

    assert exported(cells)[0][:3] == ["8", "Có mặt", "x"]


def test_a_cell_over_several_stands_in_the_first_and_a_heading_over_several_in_each() -> None:
    table = (
        "<table><caption>Bảng</caption><thead><tr><th rowspan=2>Tên</th><th colspan=2>Ngày sinh</th></tr>"
        "<tr><th>Nam</th><th>Nữ</th></tr></thead><tbody><tr><th colspan=3>Quận Ba Đình</th></tr>"
        "<tr><td rowspan=2>Hà</td><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody></table>"
    )

    found = rows_of(table_file(f"<title>Bảng · Khai Giảng</title>{table}", "bang", "xlsx", on=ON))

    assert found[3:] == [
        ["Tên", "Ngày sinh – Nam", "Ngày sinh – Nữ"],
        ["Quận Ba Đình", "", ""],
        ["Hà", "1", "2"],
        ["", "3", "4"],
    ]


def answered(asked: str, *, status: int = 200) -> HttpResponse:
    """What the frame makes of a page with one table, asked for with this query."""

    def view(_: HttpRequest) -> HttpResponse:
        return HttpResponse(a_page(ROW.format(number=1, name="Hà", mark="8")), status=status)

    response = TablesAsFiles(view)(RequestFactory().get(f"/?{asked}"))
    assert isinstance(response, HttpResponse)
    return response


def test_a_table_asked_for_as_a_file_comes_as_one() -> None:
    response = answered("file=xlsx&table=hoc-vien-cua-lop")

    assert f"hoc-vien-cua-lop-{clock.today():%Y-%m-%d}.xlsx" in response["Content-Disposition"]
    assert len(rows_of(response.content)) == 6


@pytest.mark.parametrize(
    "asked", ["file=pdf&table=hoc-vien-cua-lop", "file=xlsx&table=khong-co", "table=x", "file=csv"]
)
def test_a_file_that_does_not_exist_is_the_page(asked: str) -> None:
    assert answered(asked)["Content-Type"].startswith("text/html")


@pytest.mark.parametrize(("content", "content_type"), [(b"%PDF-\xff", "application/pdf"), (b"", "text/html")])
def test_what_is_no_page_is_answered_as_it_is(content: bytes, content_type: str) -> None:
    def view(_: HttpRequest) -> HttpResponse:
        return HttpResponse(content, content_type=content_type)

    response = TablesAsFiles(view)(RequestFactory().get("/?file=xlsx&table=hoc-vien-cua-lop"))

    assert isinstance(response, HttpResponse)
    assert response.content == content


def test_a_refusal_stays_a_page() -> None:
    assert answered("file=xlsx&table=hoc-vien-cua-lop", status=404).status_code == 404


@pytest.mark.parametrize(
    ("asked", "rows"), [("", [1, 2]), ("page=2", [3]), ("page=x", [1, 2]), ("file=csv", [1, 2, 3])]
)
def test_a_file_has_every_row_where_a_page_has_some(asked: str, rows: Sequence[int]) -> None:
    assert list(leaf([1, 2, 3], 2, page_asked(RequestFactory().get(f"/?{asked}")))) == rows


def test_an_empty_list_has_an_empty_page() -> None:
    assert list(leaf([], 2, EVERY_ROW)) == []


def test_every_table_leads_to_its_files_and_keeps_what_the_page_was_narrowed_to() -> None:
    drawn = Template(CottonCompiler().process('<c-table caption="Học viên"><tbody></tbody></c-table>'))

    page = drawn.render(RequestContext(RequestFactory().get("/?q=ha&page=3")))

    assert key_of("Học viên") == "hoc-vien"
    assert 'href="?q=ha&amp;table=hoc-vien&amp;file=xlsx"' in page
    assert 'href="?q=ha&amp;table=hoc-vien&amp;file=csv"' in page
