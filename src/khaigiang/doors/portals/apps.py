"""Registers the feature with Django and the home page and search with the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.web.frame_parts import provide_search
from khaigiang.ground.web.navigation import Entry, register


class PortalsConfig(AppConfig):
    name = "khaigiang.doors.portals"

    def ready(self) -> None:
        register(Entry(url_name="portals:home", label=_("Overview"), icon="layout-dashboard", order=0))
        provide_search("portals:search")
