"""Registers the feature with Django, and names its acts."""

from django.apps import AppConfig

from khaigiang.ground.audit.acts import name_acts
from khaigiang.teaching.runs.acts import ACTS


class RunsConfig(AppConfig):
    name = "khaigiang.teaching.runs"

    def ready(self) -> None:
        name_acts(ACTS)
