"""Registers the feature with Django, and names its act."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts


class JobsConfig(AppConfig):
    name = "khaigiang.ground.jobs"

    def ready(self) -> None:
        name_acts({"ask_for_job": _("asked for background work")})
