"""Registers the feature with Django, names its acts, and hangs the bell into the frame."""

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.web.frame_parts import provide_bell


class NoticesConfig(AppConfig):
    name = "khaigiang.ground.notices"

    def ready(self) -> None:
        from khaigiang.ground.accounts.models import User  # noqa: PLC0415  models load after the configurations
        from khaigiang.ground.notices.queries import unread_count  # noqa: PLC0415  as above

        def unread(request: HttpRequest) -> int:
            return unread_count(request.user) if isinstance(request.user, User) else 0

        name_acts({"mark_read": _("read a notice"), "mark_all_read": _("read all notices")})
        provide_bell(unread, url_name="notices:list")
