"""Registers the feature with Django, and its pages with the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.web.navigation import Entry, register


class UnitsConfig(AppConfig):
    name = "khaigiang.registry.units"

    def ready(self) -> None:
        from khaigiang.registry.units.removing import offer_kind  # noqa: PLC0415  models are not loaded before ready()

        offer_kind()
        name_acts(
            {
                "load_units": _("loaded the shipped units"),
                "correct_unit": _("corrected a unit"),
                "save_office": _("saved an office"),
                "set_contact": _("set telephone and contact of an office"),
            },
        )
        section = _("Registry")
        register(Entry(url_name="units:list", label=_("Units"), icon="map", order=520, section=section, keeps_day=True))
        register(
            Entry(
                url_name="units:offices",
                label=_("Offices"),
                icon="building-2",
                order=530,
                section=section,
                keeps_day=True,
            ),
        )
