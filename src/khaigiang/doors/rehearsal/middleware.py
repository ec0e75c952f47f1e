"""Keeps a rehearsal out of a real installation at the moment the server starts."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

from khaigiang.doors.rehearsal.queries import rehearsal


class RefuseRehearsal:
    """Middleware: the server does not start on a story's database with production settings."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        if not settings.REHEARSAL_ALLOWED and rehearsal() is not None:
            message = "This database is a rehearsal; production settings do not serve it."
            raise ImproperlyConfigured(message)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
