"""Registers the feature with Django and its tab with the pages of a class."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.recognition.dossiers.acts import ACTS


class DossiersConfig(AppConfig):
    name = "khaigiang.recognition.dossiers"

    def ready(self) -> None:
        name_acts(ACTS)
        from khaigiang.teaching.cohorts import tabs  # noqa: PLC0415  models are not loaded before ready()

        tabs.register(tabs.Tab(url_name="dossiers:dossier", label=_("Dossier"), order=80))
