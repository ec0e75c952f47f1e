"""Registers the feature with Django, and its list with the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.web.navigation import Entry, register
from khaigiang.teaching.lecturers.acts import ACTS


class LecturersConfig(AppConfig):
    name = "khaigiang.teaching.lecturers"

    def ready(self) -> None:
        name_acts(ACTS)
        register(
            Entry(
                url_name="lecturers:list",
                label=_("Lecturers"),
                icon="presentation",
                order=240,
                section=_("Teaching"),
            ),
        )
