"""Registers the feature with Django, and its list with the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.web.navigation import Entry, register


class CurriculumConfig(AppConfig):
    name = "khaigiang.teaching.curriculum"

    def ready(self) -> None:
        register(
            Entry(
                url_name="curriculum:list",
                label=_("Programmes"),
                icon="book-open-text",
                order=230,
                section=_("Teaching"),
            ),
        )
