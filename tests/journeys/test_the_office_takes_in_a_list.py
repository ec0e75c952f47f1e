"""A district's list becomes people of the register: read, asked about, taken over, taken back."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.serving import Site

pytestmark = pytest.mark.journey

LIST = """STT;Họ và tên;Giới tính;Ngày sinh;Chức vụ;Đơn vị
1;LÝ THỊ HOA;Nữ;2/9/1980;UVTV;Phường Phúc Xá - Ba Đình
2;Kiều Văn Thông;Nam;31/2/1981;UVTV;P. Trúc Bạch - Ba Đình
3;Đoàn Thị Mến;Nữ;15/3/1983;UVTV;Phường Quán Thán
"""
POST = "Ủy viên Ban Thường vụ Đảng ủy, Trưởng khối Dân vận"


def press(page: Page, button: Locator) -> None:
    """Press a button that sends a form and wait for the page that follows."""
    with page.expect_navigation():
        button.click()


def doubt(page: Page, words: str) -> Locator:
    """The question that names these words."""
    return page.locator("main li.doubt").filter(has_text=words)


def take_in(page: Page, file: Path) -> None:
    page.goto("/lists/new/")
    page.locator("[name=file]").set_input_files(file)
    page.locator("[name=sender]").select_option(label="Quận ủy Ba Đình")
    page.locator("[name=letter_number]").fill("45-CV/QU")
    page.locator("[name=letter_on]").fill("24/5/2023")
    press(page, page.locator("main form button[type=submit]"))


def answer(page: Page) -> None:
    """Name the post once, type the day, choose the unit that is proposed."""
    page.locator("main li.doubt select[name=typed]").first.select_option(label=POST)
    press(page, doubt(page, "UVTV").get_by_role("button", name="Áp dụng"))
    doubt(page, "31/2/1981").locator("[name=typed]").fill("28/2/1981")
    with page.expect_navigation():
        doubt(page, "31/2/1981").locator("[name=typed]").press("Enter")
    press(page, doubt(page, "Quán Thán").get_by_role("button", name="Phường Quán Thánh – Quận Ba Đình"))


def test_a_list_of_a_district_is_checked_taken_over_and_taken_back(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "danh sach.csv"
    file.write_text(LIST, encoding="utf-8")
    with site.seen_by("demo-office") as office:
        take_in(office, file)
        assert office.get_by_role("button", name="vào sổ").count() == 0
        answer(office)
        expect(office.get_by_text("Đã trả lời hết")).to_be_visible()

        press(office, office.get_by_role("button", name="Ghi 3 dòng vào sổ"))
        list_page = office.url
        office.goto("/officials/?q=ly thi hoa")
        expect(office.locator("main tbody")).to_contain_text("Lý Thị Hoa")
        expect(office.locator("main tbody")).to_contain_text("Phường Phúc Xá")

        office.goto(list_page)
        press(office, office.get_by_role("button", name="Hoàn tác danh sách"))
        office.goto("/officials/?q=ly thi hoa")
        expect(office.locator("main tbody")).to_have_count(0)


def test_each_doubtful_row_leads_to_the_next_by_the_keyboard(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "danh sach.csv"
    file.write_text(LIST.replace("UVTV", POST).replace("15/3/1983", "31/4/1983"), encoding="utf-8")
    with site.seen_by("demo-office") as office:
        take_in(office, file)
        press(office, doubt(office, "31/2/1981").get_by_role("link"))
        office.locator("main li.doubt [name=typed]").fill("1/3/1981")
        with office.expect_navigation():
            office.locator("main li.doubt [name=typed]").press("Enter")

        expect(office.locator("main h1")).to_have_text("Đoàn Thị Mến")
        expect(office.locator("main li.doubt")).to_have_count(2)
