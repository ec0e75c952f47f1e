"""Registers the feature with Django, and its list with the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.web.navigation import Entry, register
from khaigiang.teaching.curriculum.acts import ACTS


class CurriculumConfig(AppConfig):
    name = "khaigiang.teaching.curriculum"

    def ready(self) -> None:
        name_acts(ACTS)
        register(
            Entry(
                url_name="curriculum:list",
                label=_("Programmes"),
                icon="book-open-text",
                order=230,
                section=_("Teaching"),
            ),
        )
