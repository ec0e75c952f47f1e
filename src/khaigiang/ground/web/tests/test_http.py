"""How a view answers."""

import pytest
from django.contrib import messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import reverse

from khaigiang.ground.web.http import file, go, page


def _request(**headers: str) -> HttpRequest:
    request = RequestFactory().get("/accounts/sign-in/", headers=headers)
    request.session = {}  # type: ignore[assignment]  # only the messages use it
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]  # as MessageMiddleware does
    return request


def test_a_browser_gets_the_whole_page() -> None:
    response = page(_request(), "web/messages.html", {}, partial="list")

    assert 'id="messages"' in response.content.decode()


def test_htmx_gets_the_part_alone() -> None:
    response = page(_request(HX_Request="true"), "web/messages.html", {}, partial="list")

    assert response.content.decode() == ""


@pytest.mark.parametrize("header", ["HX_Boosted", "HX_History_Restore_Request"])
def test_a_boosted_link_and_a_restored_page_get_the_whole_page(header: str) -> None:
    response = page(_request(HX_Request="true", **{header: "true"}), "web/messages.html", {}, partial="list")

    assert 'id="messages"' in response.content.decode()


def test_messages_travel_beside_a_part() -> None:
    request = _request(HX_Request="true")
    messages.success(request, "Đã lưu <điểm>.")

    drawn = page(request, "web/refusal.html", {"refusal": "", "back_url": "/"}, partial="beside").content.decode()

    assert 'hx-swap-oob="beforeend:#messages"' in drawn
    assert "Đã lưu &lt;điểm&gt;." in drawn


def test_a_part_without_messages_is_the_part_alone() -> None:
    request = _request(HX_Request="true")

    drawn = page(request, "web/refusal.html", {"refusal": "x", "back_url": "/"}, partial="beside").content.decode()

    assert "hx-swap-oob" not in drawn


def test_caches_keep_parts_and_pages_apart() -> None:
    assert "HX-Request" in page(_request(), "web/footer.html", {})["Vary"]


def test_a_browser_is_redirected() -> None:
    response = go(_request(), "accounts:sign_in")

    assert (response.status_code, response["Location"]) == (302, reverse("accounts:sign_in"))


def test_htmx_is_told_to_move() -> None:
    response = go(_request(HX_Request="true"), "accounts:sign_in")

    assert (response.status_code, response["HX-Redirect"]) == (200, reverse("accounts:sign_in"))


def test_a_file_keeps_its_vietnamese_name() -> None:
    response = file(b"x", name="Danh sách lớp 5.docx", content_type="application/msword")

    assert response["Content-Disposition"] == ("attachment; filename*=utf-8''Danh%20s%C3%A1ch%20l%E1%BB%9Bp%205.docx")


def test_a_file_name_cannot_break_out_of_its_header() -> None:
    header = file(b"x", name='a"; b\r\nSet-Cookie: c', content_type="text/plain")["Content-Disposition"]

    assert header == 'attachment; filename="a\\"; b Set-Cookie: c"'
