"""Registers the feature with Django, and its pages with the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.web.navigation import Entry, register


class OfficialsConfig(AppConfig):
    name = "khaigiang.registry.officials"

    def ready(self) -> None:
        from khaigiang.registry.officials.own_fields import (  # noqa: PLC0415  models are not loaded before ready()
            offer_own_fields,
        )
        from khaigiang.registry.officials.removing import offer_kinds  # noqa: PLC0415  as above

        offer_kinds()
        offer_own_fields()
        name_acts(
            {
                "save_official": _("saved an official"),
                "register_officials": _("registered officials with their posts"),
                "appoint": _("gave an official a post"),
                "end_appointment": _("ended an appointment"),
                "transfer_official": _("transferred an official"),
                "save_post": _("saved a post"),
            },
        )
        section = _("Registry")
        register(
            Entry(
                url_name="officials:list",
                label=_("Officials"),
                icon="users",
                order=500,
                section=section,
                keeps_day=True,
            ),
        )
        register(
            Entry(
                url_name="officials:posts", label=_("Posts"), icon="id-card", order=510, section=section, keeps_day=True
            ),
        )
