"""Registers the feature with Django, and the bell with the frame."""

from django.apps import AppConfig
from django.http import HttpRequest


class NoticesConfig(AppConfig):
    name = "khaigiang.ground.notices"

    def ready(self) -> None:
        from khaigiang.ground.accounts.models import User  # noqa: PLC0415  models load after the configurations
        from khaigiang.ground.notices.queries import unread_count  # noqa: PLC0415  as above
        from khaigiang.ground.web.frame_parts import provide_bell  # noqa: PLC0415  as above

        def unread(request: HttpRequest) -> int:
            return unread_count(request.user) if isinstance(request.user, User) else 0

        provide_bell(unread, url_name="notices:list")
