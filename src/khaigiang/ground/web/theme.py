"""Light or dark: a person's choice, carried by a cookie so that the first byte already knows it."""

from enum import StrEnum
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase

COOKIE: Final = "theme"
ONE_YEAR: Final = 365 * 24 * 3600


class Theme(StrEnum):
    """SYSTEM follows the setting of the person's machine."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def theme_of(request: HttpRequest) -> Theme:
    """The theme that the request's cookie names."""
    named = request.COOKIES.get(COOKIE, "")
    return Theme(named) if named in set(Theme) else Theme.SYSTEM


def remember(response: HttpResponseBase, theme: Theme, *, secure: bool) -> None:
    """Keep the choice on this machine for a year."""
    response.set_cookie(COOKIE, theme, max_age=ONE_YEAR, httponly=True, secure=secure, samesite="Lax")
