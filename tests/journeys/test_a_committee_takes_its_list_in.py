"""A committee fills the form that came with the request, takes it in, corrects a row, leaves one out, names and sends."""

import io
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import Locator, Page, expect
from python_calamine import CalamineWorkbook

from tests.journeys.serving import Site

pytestmark = pytest.mark.journey

HEAD = 4
NAME, BORN = 1, 3


def press(page: Page, button: Locator) -> None:
    """Press a button that sends a form and wait for the page that follows."""
    with page.expect_navigation():
        button.click()


def doubt(page: Page, words: str) -> Locator:
    """The question that names these words."""
    return page.locator("main li.doubt").filter(has_text=words)


def form_of(page: Page) -> list[list[str]]:
    """The cells of the form that goes to the committee whose page is open."""
    address = page.locator("main a[href$='/form/']").first.get_attribute("href") or ""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(page.request.get(address).body())).get_sheet_by_index(0)
    return [[str(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]


def saved(grid: list[list[str]], path: Path) -> Path:
    """The form as another program saves it."""
    with xlsxwriter.Workbook(path) as file:
        page = file.add_worksheet("Danh sách")
        for number, row in enumerate(grid):
            page.write_row(number, 0, row)
    return path


def test_a_committee_takes_its_form_in_corrects_one_row_leaves_one_names_and_sends(
    site_before_any_name: Site, tmp_path: Path
) -> None:
    with site_before_any_name.seen_by("demo-committee") as committee:
        committee.goto("/nominations/")
        press(committee, committee.locator("main tbody a").first)
        own = committee.url
        grid = form_of(committee)
        people = len(grid) - HEAD - 1
        born = grid[HEAD + 1][BORN]
        grid[HEAD + 1][BORN] = "31/2/1980"
        grid[HEAD + 2][NAME], grid[HEAD + 2][BORN] = "Lò Thị Chưa Có Tên", "1/1/1985"

        press(committee, committee.get_by_role("link", name="Nhận danh sách"))
        committee.locator("[name=file]").set_input_files(saved(grid, tmp_path / "cu.xlsx"))
        press(committee, committee.locator("main form button[type=submit]"))
        expect(committee.locator("main li.doubt")).to_have_count(2)
        doubt(committee, "31/2/1980").locator("[name=typed]").fill(born)
        press(committee, doubt(committee, "31/2/1980").get_by_role("button", name="Áp dụng"))
        press(committee, committee.locator("main li.doubt").get_by_role("button", name="Để ra ngoài"))
        press(committee, committee.get_by_role("button", name=f"Cử {people - 1} người"))

        press(committee, committee.get_by_role("link", name="Đến những người đã cử"))
        assert committee.url == own
        committee.goto(f"{own}send/")
        committee.locator("[name=letter_number]").fill("15-CV/QU")
        committee.locator("[name=letter_dated_on]").fill("24/2/2023")
        press(committee, committee.locator("main form button[type=submit]").last)

        expect(committee.locator("main tbody tr").filter(has_text="15-CV/QU")).to_have_count(people - 1)
