"""The board: a piece moved by mouse, by keyboard alone, by touch and without a script; a second person's change in place."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.fingers import LONG, Finger
from tests.journeys.keyboard import out_of_reach
from tests.journeys.serving import Site, sideways, violations

pytestmark = pytest.mark.journey

BOARD = "/timetable/plans/1/board/?view=class&of=5"
FREE = "[data-state=free]"


def piece(page: Page, label: str) -> str:
    """What the board calls the piece with this label: class and item."""
    found = page.locator("[data-piece]", has=page.get_by_text(label, exact=True)).get_attribute("data-piece")
    assert found is not None
    return found


def spot(page: Page, key: str) -> str:
    """The half-day in which a piece stands."""
    found = page.locator(f"[data-spot]:has(#piece-{key})").get_attribute("data-spot")
    assert found is not None
    return found


def test_by_mouse_a_piece_is_dragged_and_the_step_is_undone(site: Site) -> None:
    with site.seen_by("demo-office") as page:
        page.goto(BOARD)
        moved, other = piece(page, "Chuyên đề 7"), piece(page, "Chuyên đề 8")
        was, wanted = spot(page, moved), spot(page, other)
        page.locator(f"#piece-{moved}").hover()
        page.mouse.down()
        over = page.locator(f"#piece-{other}").bounding_box()
        assert over is not None
        page.mouse.move(over["x"] + over["width"] / 2, over["y"] + over["height"] / 2, steps=8)
        expect(page.locator(f"[data-spot='{wanted}']")).to_have_attribute("data-state", "free")
        expect(page.locator(f"[data-spot='{wanted}'] > .spot-said")).to_contain_text("đổi chỗ với Chuyên đề 8")
        over = page.locator(f"#piece-{other}").bounding_box()
        assert over is not None
        page.mouse.move(over["x"] + over["width"] / 2, over["y"] + over["height"] / 2, steps=2)
        page.mouse.up()
        expect(page.locator(f"[data-spot='{wanted}'] #piece-{moved}")).to_be_visible()
        assert spot(page, other) == was

        page.locator("form[data-act=undo] button").click()

        expect(page.locator(f"[data-spot='{was}'] #piece-{moved}")).to_be_visible()


def test_by_keyboard_alone_a_piece_is_picked_up_carried_announced_and_set_down(site: Site) -> None:
    with site.seen_by("demo-office") as page:
        page.goto(BOARD)
        moved = piece(page, "Chuyên đề 9")
        was = spot(page, moved)
        page.locator(f"#piece-{moved}").focus()
        page.keyboard.press("Enter")
        expect(page.locator(f"[data-spot='{was}']")).to_be_focused()
        expect(page.locator("[data-said]")).to_contain_text("đang ở đây")
        page.keyboard.press("ArrowRight")
        expect(page.locator("[data-said]")).to_contain_text("chiều")
        assert violations(page) == []
        page.keyboard.press("Escape")
        expect(page.locator(f"#piece-{moved}")).to_be_focused()
        assert spot(page, moved) == was
        page.keyboard.press("Space")
        expect(page.locator(f"[data-spot='{was}']")).to_be_focused()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        expect(page.locator("[data-said]")).to_contain_text("Đã đặt")
        expect(page.locator(f"#piece-{moved}")).to_be_focused()

        assert spot(page, moved) == was.replace("morning", "afternoon")


@pytest.fixture
def tablet(site: Site) -> Iterator[Page]:
    """The board of a class on a tablet held upright, which knows fingers alone."""
    with site.seen_by("demo-office") as signed_in:
        context = site.browser.new_context(
            viewport={"width": 820, "height": 1180}, has_touch=True, base_url=site.address, locale="vi-VN"
        )
        context.add_cookies(signed_in.context.cookies())  # type: ignore[arg-type]  # cookies as the browser gave them
        page = context.new_page()
        page.goto(BOARD)
        yield page
        context.close()


def test_by_touch_on_a_tablet_a_tap_picks_up_and_a_tap_sets_down(tablet: Page) -> None:
    moved, other = piece(tablet, "Chuyên đề 12"), piece(tablet, "Chuyên đề 13")
    wanted = spot(tablet, other)
    finger = Finger(tablet).press(tablet.locator(f"#piece-{moved}"))
    finger.move(finger.x, finger.y - 400, steps=20).lift()
    assert tablet.evaluate("scrollY + document.querySelector('.board-scroll').scrollTop") > 0
    expect(tablet.locator(".piece-ghost, .is-held")).to_have_count(0)
    tablet.locator(f"#piece-{moved}").tap()
    expect(tablet.locator(f"[data-spot='{wanted}']")).to_have_attribute("data-state", re.compile("free|warns"))
    assert violations(tablet) == []
    tablet.locator(f"[data-spot='{wanted}'] .spot-said").tap()

    expect(tablet.locator(f"[data-spot='{wanted}'] #piece-{moved}")).to_be_visible()


def test_a_long_press_drags_and_the_board_and_the_page_go_on_under_the_finger_at_their_edge(tablet: Page) -> None:
    moved, other = piece(tablet, "Chuyên đề 2"), piece(tablet, "Chuyên đề 17")
    tablet.goto("/timetable/plans/1/board/?view=classes")
    was, wanted = spot(tablet, moved), spot(tablet, other)
    expect(tablet.locator(f"#piece-{other}")).not_to_be_in_viewport()
    finger = Finger(tablet).press(tablet.locator(f"#piece-{moved}"), seconds=LONG)
    expect(tablet.locator(f"[data-spot='{wanted}']")).to_have_attribute("data-state", re.compile("free|warns"))
    box = tablet.locator(f"#piece-{moved}").bounding_box()
    assert box is not None
    assert box["y"] < finger.y < box["y"] + box["height"], "the board moved away under the finger"
    finger.move(812, finger.y)
    expect(tablet.locator(f"#piece-{other}")).to_be_in_viewport(ratio=1)
    finger.move(600, finger.y).lose()
    expect(tablet.locator("[data-said]")).to_contain_text("không có gì thay đổi")
    expect(tablet.locator(f".piece-ghost, {FREE}")).to_have_count(0)
    assert spot(tablet, moved) == was

    finger.press(tablet.locator(f"#piece-{moved}"), seconds=LONG).move(812, finger.y)
    expect(tablet.locator(f"#piece-{other}")).to_be_in_viewport(ratio=1)
    finger.move(600, finger.y).move_over(tablet.locator(f"[data-spot='{wanted}'] .spot-said")).lift()
    expect(tablet.locator(f"[data-spot='{wanted}'] #piece-{moved}")).to_be_visible()

    tray = tablet.locator("[data-spot=tray]")
    finger.press(tablet.locator(f"#piece-{moved}"), seconds=LONG).move(400, 1170)
    expect(tray).to_be_in_viewport(ratio=1)
    finger.move(400, 800).move_over(tray).lift()
    expect(tray.locator(f"#piece-{moved}")).to_be_visible()


def test_without_a_script_links_and_buttons_do_the_same(site: Site) -> None:
    with site.seen_by("demo-office") as signed_in:
        context = site.browser.new_context(java_script_enabled=False, base_url=site.address, locale="vi-VN")
        context.add_cookies(signed_in.context.cookies())  # type: ignore[arg-type]  # cookies as the browser gave them
        page = context.new_page()
        page.goto(BOARD)
        moved, other = piece(page, "Chuyên đề 14"), piece(page, "Chuyên đề 15")
        wanted = spot(page, other)
        page.locator(f"#piece-{moved}").click()
        page.locator(f"[data-spot='{wanted}'] button").click()

        expect(page.locator(f"[data-spot='{wanted}'] #piece-{moved}")).to_be_visible()
        context.close()


def test_what_another_person_moves_appears_in_place_with_their_name(site: Site) -> None:
    with site.seen_by("demo-office") as page, site.seen_by("demo-office") as other:
        page.goto(BOARD)
        other.goto(BOARD)
        moved = piece(page, "Chuyên đề 16")
        was = spot(page, moved)
        other.locator(f"#piece-{moved}").click()
        other.locator(FREE).first.click()
        expect(other.locator("[data-said]")).to_contain_text("Đã đặt")
        wanted = spot(other, moved)

        expect(page.locator(f"[data-spot='{wanted}'] #piece-{moved}")).to_be_visible()
        assert was != wanted


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("view", ["classes", "class", "lecturers", "halls", "month"])
def test_every_view_is_reached_and_read_by_everybody(site_to_read: Site, view: str, width: int) -> None:
    with site_to_read.seen_by("demo-office", width=width) as page:
        page.goto(f"/timetable/plans/1/board/?view={view}")

        assert violations(page) == []
        assert sideways(page) == 0
        assert out_of_reach(page) == []
