"""Registers the feature with Django, and its list with the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.web.navigation import Entry, register


class LecturersConfig(AppConfig):
    name = "khaigiang.teaching.lecturers"

    def ready(self) -> None:
        register(
            Entry(
                url_name="lecturers:list",
                label=_("Lecturers"),
                icon="presentation",
                order=240,
                section=_("Teaching"),
            ),
        )
