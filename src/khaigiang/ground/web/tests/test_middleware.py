"""Headers, language, refusals, failures."""

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.defaults import bad_request, permission_denied, server_error

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web.middleware import Refusals, way_back

pytestmark = pytest.mark.django_db


class Locked(DomainError):
    """A refusal of the tests."""

    sentence = "Lớp %(name)s đã khóa điểm."


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
    ],
)
def test_every_answer_carries_the_closing_headers(client: Client, header: str, value: str) -> None:
    for address in (reverse("accounts:sign_in"), "/no-such-page/"):
        assert client.get(address)[header] == value


def test_the_content_security_policy_allows_nothing_inline(client: Client) -> None:
    policy = client.get(reverse("accounts:sign_in"))["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy


def test_devices_are_closed(client: Client) -> None:
    assert "camera=()" in client.get(reverse("accounts:sign_in"))["Permissions-Policy"]


def test_vietnamese_is_spoken_whatever_the_browser_prefers(client: Client) -> None:
    response = client.get(reverse("accounts:sign_in"), headers={"Accept-Language": "en-US,en;q=0.9"})

    assert response["Content-Language"] == "vi"
    assert 'lang="vi"' in response.content.decode()
    assert "Đăng nhập" in response.content.decode()


@pytest.mark.parametrize(("chosen", "spoken"), [("en", "en"), ("vi", "vi"), ("fr", "vi"), ("../../x", "vi")])
def test_a_chosen_language_is_spoken(client: Client, chosen: str, spoken: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = chosen

    assert client.get(reverse("accounts:sign_in"))["Content-Language"] == spoken


@pytest.mark.parametrize(
    ("chosen", "media"),
    [
        ("dark", "screen"),
        ("system", "screen and (prefers-color-scheme: dark)"),
        ("nonsense", "screen and (prefers-color-scheme: dark)"),
    ],
)
def test_the_dark_sheet_follows_the_choice(client: Client, chosen: str, media: str) -> None:
    client.cookies["theme"] = chosen

    assert f'dark.css" media="{media}"' in client.get(reverse("accounts:sign_in")).content.decode()


def test_who_chose_light_never_gets_the_dark_sheet(client: Client) -> None:
    client.cookies["theme"] = "light"

    assert "dark.css" not in client.get(reverse("accounts:sign_in")).content.decode()


def _post(typed: dict[str, str] | None = None, **headers: str) -> HttpRequest:
    return _prepared(RequestFactory().post("/marks/", {"csrfmiddlewaretoken": "x", **(typed or {})}, headers=headers))


def _prepared(request: HttpRequest) -> HttpRequest:
    request.user = AnonymousUser()
    request.session = {}  # type: ignore[assignment]  # only the messages use it
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]  # as MessageMiddleware does
    return request


def _refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse | None:
    return Refusals(lambda _: HttpResponse()).process_exception(request, exception or Locked(name="<4>"))


def _told(request: HttpRequest) -> list[str]:
    return [str(message) for message in get_messages(request)]


def test_a_refused_button_leads_back_to_its_page_with_the_sentence() -> None:
    request = _post(Referer="http://testserver/classes/?page=2")

    response = _refused(request)

    assert response is not None
    assert (response.status_code, response["Location"]) == (302, "http://testserver/classes/?page=2")
    assert _told(request) == ["Lớp <4> đã khóa điểm."]


def test_a_refused_button_of_the_page_itself_leads_back_to_it() -> None:
    request = _post(Referer="http://testserver/marks/?page=2")

    response = _refused(request)

    assert response is not None
    assert (response.status_code, response["Location"]) == (302, "http://testserver/marks/?page=2")


def test_what_was_typed_on_the_page_itself_is_not_thrown_away() -> None:
    request = _post({"mark": "7,5"}, Referer="http://testserver/marks/?page=2")

    response = _refused(request)

    assert response is not None
    assert response.status_code == 409
    assert 'href="http://testserver/marks/?page=2"' in response.content.decode()
    assert _told(request) == []


def test_a_page_that_refuses_to_be_shown_does_not_lead_back_to_itself() -> None:
    response = _refused(_prepared(RequestFactory().get("/marks/", headers={"Referer": "http://testserver/marks/"})))

    assert response is not None
    assert response.status_code == 409


@pytest.mark.parametrize("referer", ["", "https://elsewhere.example/"])
def test_a_refusal_without_a_page_to_go_back_to_is_a_page(referer: str) -> None:
    response = _refused(_post(Referer=referer))

    assert response is not None
    assert response.status_code == 409
    assert "Lớp &lt;4&gt; đã khóa điểm." in response.content.decode()


def test_htmx_gets_a_refusal_beside_what_is_typed() -> None:
    response = _refused(_post(HX_Request="true"))

    assert response is not None
    assert (response.status_code, response["HX-Retarget"], response["HX-Reswap"]) == (409, "#messages", "beforeend")
    assert "<html" not in response.content.decode()
    assert "Lớp &lt;4&gt; đã khóa điểm." in response.content.decode()


def test_a_database_that_others_keep_busy_is_told_as_a_refusal() -> None:
    request = _post(Referer="http://testserver/classes/?page=2")

    response = _refused(request, OperationalError("database is locked"))

    assert response is not None
    assert (response.status_code, response["Location"]) == (302, "http://testserver/classes/?page=2")
    assert _told(request) == [
        "Lúc này có quá nhiều người cùng ghi. Phần của bạn chưa được lưu: hãy bấm lại một lần nữa."
    ]


def test_a_fault_is_no_refusal() -> None:
    assert _refused(_post(), ValueError("ours")) is None


@pytest.mark.parametrize("referer", ["", "https://elsewhere.example/", "javascript:alert(1)", "//elsewhere.example/"])
def test_the_way_back_never_leads_elsewhere(referer: str) -> None:
    assert way_back(_post(Referer=referer)) == settings.HOME_URL


def test_a_form_that_lost_its_token_is_told_to_load_again() -> None:
    response = Client(enforce_csrf_checks=True).post(reverse("accounts:sign_in"), {"username": "a", "password": "b"})

    assert response.status_code == 403
    assert "Trang này đã mở quá lâu" in response.content.decode()


def test_a_fault_is_told_without_asking_anything() -> None:
    response = server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert "Hệ thống gặp lỗi" in response.content.decode()


def test_a_request_that_makes_no_sense_is_told() -> None:
    assert "Hệ thống không hiểu yêu cầu này" in bad_request(RequestFactory().get("/"), ValueError()).content.decode()


def test_a_closed_page_is_told() -> None:
    assert "không mở được trang này" in permission_denied(_post(), PermissionError()).content.decode()
