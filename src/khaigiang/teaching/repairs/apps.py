"""Registers the feature with Django, its list with the frame, and what its acts are called."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.web.navigation import Entry, register
from khaigiang.teaching.repairs.acts import ACTS


class RepairsConfig(AppConfig):
    name = "khaigiang.teaching.repairs"

    def ready(self) -> None:
        name_acts(ACTS)
        register(
            Entry(
                url_name="repairs:list",
                label=_("Something has happened"),
                icon="triangle-alert",
                order=225,
                section=_("Teaching"),
            ),
        )
