"""The board while somebody holds a piece and another person moves that piece, or another one."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.serving import Site
from tests.journeys.test_the_office_sets_a_timetable_on_the_board import BOARD, FREE, piece, spot

pytestmark = pytest.mark.journey


def moved_by_another(page: Page, key: str) -> str:
    """Another person sets the piece to the first free half-day, which is returned."""
    page.goto(BOARD)
    page.locator(f"#piece-{key}").click()
    page.locator(FREE).first.click()
    expect(page.locator("[data-said]")).to_contain_text("Đã đặt")
    return spot(page, key)


def test_who_holds_the_piece_is_told_and_sees_where_it_stands_now(site: Site) -> None:
    with site.seen_by("demo-office") as page, site.seen_by("demo-office") as other:
        page.goto(BOARD)
        held = piece(page, "Chuyên đề 10")
        page.locator(f"#piece-{held}").click()
        expect(page.locator("[data-said]")).to_contain_text("Đang cầm")

        wanted = moved_by_another(other, held)

        expect(page.locator("[data-said]")).to_contain_text("không còn trong tay bạn")
        expect(page.locator(f"[data-spot='{wanted}'] #piece-{held}")).to_be_visible()
        expect(page.locator("[data-spot][data-state]")).to_have_count(0)


def test_who_holds_another_piece_keeps_it_and_half_days_say_anew_what_would_happen(site: Site) -> None:
    with site.seen_by("demo-office") as page, site.seen_by("demo-office") as other:
        page.goto(BOARD)
        held, moved = piece(page, "Chuyên đề 10"), piece(page, "Chuyên đề 11")
        page.locator(f"#piece-{held}").click()
        expect(page.locator("[data-said]")).to_contain_text("Đang cầm")

        wanted = moved_by_another(other, moved)

        expect(page.locator(f"[data-spot='{wanted}'] #piece-{moved}")).to_be_visible()
        expect(page.locator(f"[data-spot='{wanted}'] > .spot-said")).to_contain_text("đổi chỗ với Chuyên đề 11")
        expect(page.locator(f"#piece-{held}.is-held")).to_be_visible()
