"""Requests of signed-in people, and what a person's browser remembers."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from khaigiang.ground.accounts.models import User
from khaigiang.ground.web import theme
from khaigiang.ground.web.http import go


class UserRequest(HttpRequest):
    """A request of a signed-in person, as LoginRequiredMiddleware lets it through."""

    user: User


class ActorRequest(UserRequest):
    """A request of a signed-in user, with the mandates that the features above know."""

    actor: Any


def welcome(request: HttpRequest, user: User, *, to: str = "") -> HttpResponse:
    """Begin a session for a user who has proved who they are, and show where they wanted to go."""
    login(request, user)
    response = go(request, to or settings.HOME_URL)
    remember_choices(response, language=user.language, chosen_theme=user.theme)
    return response


def remember_choices(response: HttpResponseBase, *, language: str, chosen_theme: str) -> None:
    """Keep language and theme in cookies, so that pages before the sign-in have them too."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    theme.remember(response, theme.Theme(chosen_theme), secure=settings.SESSION_COOKIE_SECURE)


def address_of(request: HttpRequest) -> str:
    """Where a request came from: the last address that a trusted proxy vouches for, else the connection's own."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    if settings.TRUSTED_PROXIES and len(hops) >= settings.TRUSTED_PROXIES:
        return hops[-settings.TRUSTED_PROXIES]
    return str(request.META.get("REMOTE_ADDR") or "0.0.0.0")  # noqa: S104  no address known, nothing is bound
