"""Headers of every answer, and the page that a refusal becomes."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final, TypeGuard
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django_htmx.http import reswap, retarget

from khaigiang.ground.shared.busy import TooBusy, is_busy
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock, table_files
from khaigiang.ground.web.http import asks_for_a_part, file, go

Next = Callable[[HttpRequest], HttpResponseBase]

NO_DEVICES: Final = ", ".join(
    f"{feature}=()"
    for feature in ("accelerometer", "camera", "geolocation", "gyroscope", "microphone", "payment", "usb")
)
ALWAYS: Final = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": NO_DEVICES,
    "X-Content-Type-Options": "nosniff",
}
# Programs speak to addresses that begin so.
FOR_PROGRAMS: Final = "/api/"
# Where people are led to the sign-in page or told that their form has grown old.
SENT_AWAY: Final = frozenset({HTTPStatus.FOUND, HTTPStatus.FORBIDDEN})
ERRORS: Final = {
    400: _("The request cannot be understood. Compare it with the description."),
    401: _("Sign in first."),
    403: _("Send the token of the cookie “csrftoken” in the header X-CSRFToken."),
    404: _("There is nothing at this address."),
    405: _("This address does not take this method."),
    409: _("This cannot be done now. Read the state again first."),
    413: _("The request is too large. Send a smaller file."),
    500: _("Something broke on our side. Nothing was changed. Try again, and tell the office if it happens again."),
}


class ResponseHeaders:
    """Closes what no page of ours needs, and keeps personal pages out of every cache."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response


class ChosenLanguage:
    """Speaks the language a person chose, else Vietnamese: office browsers often speak English, their users do not."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = chosen_language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def chosen_language(request: HttpRequest) -> str:
    """The language that the request's cookie names."""
    named = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return named if named in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class Refusals:
    """Tells a refusal that no view caught, in the user's language, where the person is.

    Who pressed a button on a page comes back to that page. Where something was typed, or where there is no page to
    come back to, the refusal is a page of its own.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Tell a DomainError on the page it came from, else answer 409; leave every other exception alone."""
        refusal = TooBusy() if is_busy(exception) else exception
        if not isinstance(refusal, DomainError):
            return None
        context = {"refusal": str(refusal), "back_url": way_back(request)}
        if not asks_for_a_part(request) and pressed_a_button(request):
            messages.error(request, str(refusal))
            return go(request, way_back(request))
        if asks_for_a_part(request):
            beside = render(request, "web/refusal.html#beside", context, status=409)
            return reswap(retarget(beside, "#messages"), "beforeend")
        return render(request, "web/refusal.html", context, status=409)


def way_back(request: HttpRequest) -> str:
    """The page the person came from when it is one of ours, else the home page."""
    return _page_of_ours(request) or settings.HOME_URL


def pressed_a_button(request: HttpRequest) -> bool:
    """Did a button or link on a page of ours lead here, rather than a form that the page itself receives?"""
    came_from = _page_of_ours(request)
    if urlsplit(came_from).path != request.path:
        return bool(came_from)
    return request.method == "POST" and not request.FILES and not set(request.POST) - {"csrfmiddlewaretoken"}


def _page_of_ours(request: HttpRequest) -> str:
    came_from = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return came_from if safe else ""


class AnswersToPrograms:
    """Tells programs what went wrong in JSON, whatever the status: pages and ways to sign in are for people."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not request.path.startswith(FOR_PROGRAMS) or is_json(response):
            return response
        status = response.status_code
        if status in SENT_AWAY and not request.user.is_authenticated:
            status = HTTPStatus.UNAUTHORIZED
        answer = JsonResponse({"status": "error", "message": str(ERRORS.get(status, ERRORS[400]))}, status=status)
        if "Allow" in response.headers:
            answer.headers["Allow"] = response.headers["Allow"]
        return answer


def is_json(response: HttpResponseBase) -> bool:
    """Did a view answer a program?"""
    return response.headers.get("Content-Type", "").startswith("application/json")


class TablesAsFiles:
    """Answers with one table of a page as a file where that is asked for."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        kind, key = table_files.kind_asked(request), request.GET.get("table", "")
        if not kind or not is_a_page(response):
            return response
        on = table_files.day_shown(response.text) or clock.today()
        content = table_files.table_file(response.text, key, kind, on=on)
        if content is None:
            return response
        return file(content, name=f"{key}-{on:%Y-%m-%d}.{kind}", content_type=table_files.TYPES[kind])


def is_a_page(response: HttpResponseBase) -> TypeGuard[HttpResponse]:
    """Did a view answer with a page, rather than a refusal, a file or a way on?"""
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return (
        is_html and response.status_code == HTTPStatus.OK and isinstance(response, HttpResponse) and response.text != ""
    )
