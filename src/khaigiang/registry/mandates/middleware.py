"""Puts the acting person on the request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from khaigiang.ground.web import clock
from khaigiang.registry.mandates.queries import actor_of


class Acting:
    """Middleware: `request.actor` holds the user's mandates of today, read once and only when asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            user = request.user
            request.actor = SimpleLazyObject(lambda: actor_of(user, clock.today()))  # type: ignore[attr-defined]  # read as ActorRequest
        return self.get_response(request)
