"""The first step of every journey: the sign-in page stands in a real browser, with the policy in force."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
def test_somebody_who_is_not_signed_in_is_asked_to(
    page: Page, live_server: LiveServer, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})

    page.goto(live_server.url)

    expect(page.locator("form input[name=password]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
