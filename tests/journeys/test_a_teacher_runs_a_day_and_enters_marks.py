"""The second journey: attendance by keyboard, leave asked and decided, marks typed and pasted, locked and confirmed."""

import re

import pytest
from playwright.sync_api import Page, expect

from khaigiang.vietnamese.names import fold
from tests.journeys.serving import Site

pytestmark = pytest.mark.journey

MARKS = "/results/classes/5/marks/"
CELLS = "table[data-grid] input:not([type=hidden])"
PASTE = """text => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    document.activeElement.dispatchEvent(
        new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def open_session(page: Page, number: int) -> None:
    page.goto("/attendance/classes/5/")
    page.locator("main thead a").nth(number).click()
    page.wait_for_url(re.compile(r"/sessions/\d+/"))


def test_the_teacher_records_a_half_day_by_keyboard(site: Site) -> None:
    with site.seen_by("demo-teacher") as page:
        open_session(page, 1)
        cells = page.locator("table[data-grid] select")
        before = cells.nth(0).input_value()
        wanted = "m" if before != "m" else "s"
        cells.nth(0).focus()
        page.keyboard.type(wanted)
        page.keyboard.press("Enter")
        expect(cells.nth(1)).to_be_focused()
        page.keyboard.type("k")
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")
        page.reload()

        assert [cells.nth(0).input_value(), cells.nth(1).input_value()] == [wanted, "k"]


def test_somebody_is_found_by_typing_a_part_of_the_name_without_tones(site_to_read: Site) -> None:
    with site_to_read.seen_by("demo-teacher") as page:
        open_session(page, 1)
        rows = page.locator("table[data-grid] tbody tr")
        everybody, name = rows.count(), rows.nth(3).locator("select").get_attribute("aria-label")
        page.locator("#find").fill(fold(name or ""))
        expect(rows.locator("visible=true")).to_have_count(1)
        page.keyboard.press("Enter")
        expect(rows.nth(3).locator("select")).to_be_focused()
        page.keyboard.press("Escape")

        expect(page.locator("#find")).to_be_focused()
        expect(rows.locator("visible=true")).to_have_count(everybody)


def test_a_trainee_asks_for_leave_and_the_teacher_grants_it(site: Site) -> None:
    with site.seen_by("demo-trainee", width=390) as trainee, site.seen_by("demo-teacher") as teacher:
        trainee.goto("/attendance/leave/")
        for name in ("first_session", "last_session"):
            trainee.locator(f"[name={name}]").select_option(index=4)
        trainee.locator("[name=reason]").fill("Họp giao ban quận")
        trainee.locator("main form button").first.click()
        expect(trainee.locator("main").get_by_text("Họp giao ban quận").last).to_be_visible()

        teacher.goto("/attendance/classes/5/leave/")
        teacher.locator("main tr", has_text="Họp giao ban quận").locator("button[value=yes]").click()
        trainee.goto("/attendance/leave/")
        expect(trainee.locator("main")).to_contain_text(
            re.compile("đồng ý|cho nghỉ|chấp thuận|được nghỉ", re.IGNORECASE)
        )


def test_marks_are_typed_with_a_comma_and_bad_ones_save_nothing(site: Site) -> None:
    with site.seen_by("demo-teacher") as page:
        page.goto(MARKS)
        cells = page.locator(CELLS)
        cells.nth(0).focus()
        page.keyboard.type("7,5")
        page.keyboard.press("Enter")
        page.keyboard.type("tám")
        page.keyboard.press("Enter")
        page.keyboard.type("10,5")
        page.keyboard.press("Control+Enter")

        expect(page.locator("main .error")).to_have_count(2)
        expect(page.locator("main .alert-danger")).to_be_visible()
        assert [cells.nth(place).input_value() for place in (0, 3, 6)] == ["7,5", "tám", "10,5"]
        page.goto(MARKS)
        assert cells.nth(0).input_value() == ""


def test_a_block_is_pasted_locked_and_confirmed_by_a_second_person(site: Site) -> None:
    with site.seen_by("demo-teacher") as page, site.seen_by("demo-head") as head:
        page.goto(MARKS)
        rows = page.locator("table[data-grid] tbody tr").count()
        page.locator(CELLS).first.focus()
        page.evaluate(PASTE, "7,5\t8\t9\n" * rows)
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")
        page.goto(MARKS)
        expect(page.locator(CELLS).nth(0)).to_have_value("7,5")
        page.goto("/results/classes/5/")
        page.locator("form[action$='/lock/'] button").click()
        expect(page.locator("form[action$='/lock/']")).to_have_count(0)

        head.goto("/results/classes/5/")
        head.locator("form[action$='/confirm/'] button").click()
        expect(head.locator("form[action$='/confirm/']")).to_have_count(0)
        expect(head.locator("form[action$='/decision/']")).to_have_count(1)


def test_the_second_of_two_writers_is_told_and_loses_nothing(site: Site) -> None:
    with site.seen_by("demo-teacher") as first, site.seen_by("demo-office") as second:
        for page, mark in ((first, "8"), (second, "9")):
            page.goto(MARKS)
            page.locator(CELLS).first.fill(mark)
        for page in (first, second):
            with page.expect_navigation():
                page.locator(CELLS).first.press("Control+Enter")

        expect(second.locator("main .error")).to_contain_text("8")
        expect(second.locator(CELLS).first).to_have_value("9")
        first.goto(MARKS)
        expect(first.locator(CELLS).first).to_have_value("8")
