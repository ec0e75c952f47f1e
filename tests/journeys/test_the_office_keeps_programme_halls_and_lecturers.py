"""The workshop of the training office: a programme's new version, a lecturer's days, a hall, sound, an illness, the pay."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.by_hand import Desk
from tests.journeys.serving import Site, sideways, violations

pytestmark = pytest.mark.journey


def lines(page: Page) -> list[str]:
    """The lines of a programme in the order in which they stand."""
    found: list[str] = page.locator(".lines [data-line]").evaluate_all("all => all.map(one => one.dataset.title)")
    return found


def sound(page: Page) -> None:
    """Nothing that axe finds, nothing that makes the page scroll sideways."""
    assert violations(page) == []
    assert sideways(page) == 0


def test_a_new_version_is_ordered_by_hand_and_by_keys_told_its_faults_compared_and_approved(site: Site) -> None:
    with site.seen_by("demo-office") as page:
        desk = Desk(page)
        page.goto("/programmes/versions/1/")
        desk.follow("/copy/").press()
        version, before = page.url, lines(page)
        sound(page)

        page.locator(".line-topic [data-handle]").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        expect(page.locator("[data-arrange-told]")).to_contain_text("Vị trí")
        sound(page)
        page.keyboard.press("Escape")
        assert lines(page) == before
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        with page.expect_response(re.compile("/move/")):
            page.keyboard.press("Space")
        expect(page.locator("form[action$='/undo/']")).to_be_visible()
        by_keys = lines(page)
        assert (by_keys != before, sorted(by_keys)) == (True, sorted(before))

        page.locator(".line-topic [data-handle]").nth(3).hover()
        page.mouse.down()
        over = page.locator(".line-topic").nth(2).bounding_box()
        assert over is not None
        page.mouse.move(over["x"] + 60, over["y"] + 4, steps=8)
        with page.expect_response(re.compile("/move/")):
            page.mouse.up()
        by_hand = lines(page)
        assert (by_hand != by_keys, sorted(by_hand)) == (True, sorted(before))
        for stood in (by_keys, before):
            with page.expect_response(re.compile("/undo/")):
                page.locator("form[action$='/undo/'] button").click()
            expect(page.locator(".lines [data-line]")).to_have_count(len(before))
            page.wait_for_load_state("networkidle")
            assert lines(page) == stood

        desk.follow("/lines/new/").fill(kind="chuyên đề", title="Truyền thông trên không gian mạng").press()
        desk.reads("phải thuộc một khối").fill(block="Lý luận").press()
        added = page.locator(".line-topic", has_text="Truyền thông")
        expect(added.locator(".line-problem")).to_contain_text("giảng viên")
        sound(page)
        desk.follow("/difference/").reads("Truyền thông trên không gian mạng")
        expect(page.locator(".badge-success", has_text="mới")).to_have_count(1)
        sound(page)
        page.goto(version)
        with page.expect_response(re.compile("/undo/")):
            page.locator("form[action$='/undo/'] button").click()
        expect(added).to_have_count(0)
        page.goto(f"{version}approve/")
        sound(page)
        page.locator("select[name=document]").select_option(index=1)
        desk.press().reads("không thay đổi nữa")
        expect(page.locator("[data-handle]")).to_have_count(0)


def test_days_are_painted_repeated_excepted_and_taken_back_by_mouse_by_keys_and_without_a_script(site: Site) -> None:
    with site.seen_by("demo-office") as page:
        page.goto("/lecturers/1/calendar/?month=2023-07")
        sound(page)
        boxes = page.locator("[data-paint] input[type=checkbox]")
        first, last = (page.locator(f"input[value^='2023-07-{day}']").first for day in ("04", "06"))
        start, end = (one.locator("xpath=..").bounding_box() for one in (first, last))
        assert start is not None
        assert end is not None
        page.mouse.move(start["x"] + 5, start["y"] + 5)
        page.mouse.down()
        page.mouse.move(end["x"] + 5, end["y"] + 5, steps=12)
        page.mouse.up()
        expect(page.locator("[data-paint] input:checked")).to_have_count(3)
        expect(page.locator("[data-painted]")).to_contain_text("3")
        Desk(page).fill(until="31/7/2023")
        page.locator("button[value=cannot]").click()
        expect(page.locator("label.is-cannot")).to_have_count(12)
        sound(page)

        boxes.and_(page.locator("[value^='2023-07-11']")).first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Space")
        expect(page.locator("[data-paint] input:checked")).to_have_count(2)
        page.locator("button[value=can]").focus()
        page.keyboard.press("Enter")
        expect(page.locator("label.is-cannot")).to_have_count(10)

        plain = site.browser.new_context(java_script_enabled=False, base_url=site.address, locale="vi-VN")
        plain.add_cookies(page.context.cookies())  # type: ignore[arg-type]  # cookies as the browser gave them
        without = plain.new_page()
        for count in (12, 0):
            without.goto("/lecturers/1/calendar/?month=2023-07")
            without.locator("form[action$='/calendar/back/?month=2023-07'] button").click()
            expect(without.locator("label.is-cannot")).to_have_count(count)
        plain.close()


def test_a_hall_is_asked_for_given_once_and_sound_promised_for_it(site: Site) -> None:
    with site.seen_by("demo-teacher") as asking, site.seen_by("demo-office") as office:
        for title in ("Họp giao ban", "Tọa đàm chuyên môn"):
            asking.goto("/halls/bookings/ask/")
            sound(asking)
            Desk(asking).fill(hall="Phòng 301", title=title, on="29/5/2023", half_day="chiều", people="30").press()
        mine = asking.url
        office.goto("/halls/bookings/")
        sound(office)
        Desk(office).open("Họp giao ban").press()
        sound(office)
        office.goto(mine)
        Desk(office).reads("không trống")
        sound(office)
        office.locator("form[action$='/approve/'] button").click()
        Desk(office).reads("Họp giao ban")
        expect(office.locator(".alert-danger, .alert-warning").first).to_contain_text("Họp giao ban")

        office.goto("/halls/services/kinds/")
        Desk(office).fill(name="Cầu truyền hình", valid_from="1/5/2023").press()
        sound(office)
        asking.goto("/halls/services/ask/")
        sound(asking)
        Desk(asking).fill(
            kind="Cầu truyền hình", about="Họp giao ban", on="29/5/2023", at="13:30", quantity="1"
        ).press()
        office.goto("/halls/services/")
        sound(office)
        office.locator("tr", has_text="Cầu truyền hình").locator("form[action$='/accept/'] button").click()
        asking.goto("/halls/services/")
        expect(asking.locator("tr", has_text="Cầu truyền hình")).to_contain_text("nhận")
        sound(asking)


def test_a_lecturer_rings_in_sick_and_one_confirmation_mends_the_timetable_which_is_taken_back(site: Site) -> None:
    with site.seen_by("demo-office") as page:
        page.goto("/timetable/plans/1/board/?view=class&of=5")
        where = page.locator("[data-spot$='2023-05-26/morning'] .session-where").inner_text()
        name = where.split(" · ")[1]
        page.goto("/repairs/new/lecturer/")
        sound(page)
        Desk(page).fill(lecturer=name, first_day="26/5/2023", reason="Ốm, báo lúc 6 giờ 30").press()
        expect(page.locator("main form[action*='/ways/']")).not_to_have_count(0)
        sound(page)
        repair = page.url
        page.locator("main form[action*='/ways/'] button").first.click()
        expect(page.locator(".alert-success").first).to_be_visible()
        Desk(page).reads("Ốm, báo lúc 6 giờ 30", "Trần Thu Anh")
        sound(page)
        page.goto("/timetable/classes/5/")
        mended = page.locator("main").inner_text()
        assert "6 giờ 30" in mended

        page.goto(repair)
        Desk(page).follow("/undo/").press()
        page.goto("/timetable/plans/1/board/?view=class&of=5")
        expect(page.locator("[data-spot$='2023-05-26/morning'] .session-where")).to_have_text(where)


def test_pay_is_drafted_approved_by_a_second_person_and_handed_out_as_files(site: Site) -> None:
    with site.seen_by("demo-office") as page, site.seen_by("demo-head") as head:
        for kind in ("chuyên đề", "thảo luận"):
            page.goto("/honoraria/figures/rate/")
            Desk(page).fill(kind=kind, paid_by="giờ", amount="300000", citation="Ví dụ", valid_from="1/1/2023").press()
        sound(page)
        page.goto("/honoraria/new/")
        sound(page)
        Desk(page).fill(first_day="4/5/2023", last_day="16/5/2023").press().reads("Đây là dự thảo")
        sound(page)
        expect(page.locator("a[href$='/approve/']")).to_have_count(0)
        statement = page.url

        head.goto(statement)
        Desk(head).follow("/approve/").fill(number="07/BK-TĐTCB").press().reads("07/BK-TĐTCB")
        sound(head)
        for end, begins in (("docx/", b"PK"), ("xlsx/", b"PK"), ("pdf/", b"%PDF")):
            assert Desk(head).downloads(end).startswith(begins)
