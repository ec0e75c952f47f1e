"""Registers the feature with Django, and its pages with the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.web.navigation import Entry, register


class UnitsConfig(AppConfig):
    name = "khaigiang.registry.units"

    def ready(self) -> None:
        section = _("Registry")
        register(Entry(url_name="units:list", label=_("Units"), icon="map", order=520, section=section))
        register(
            Entry(url_name="units:offices", label=_("Offices"), icon="building-2", order=530, section=section),
        )
