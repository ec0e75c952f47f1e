"""Registers the feature with Django and its tab with the pages of a class."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DossiersConfig(AppConfig):
    name = "khaigiang.recognition.dossiers"

    def ready(self) -> None:
        from khaigiang.teaching.cohorts import tabs  # noqa: PLC0415  models are not loaded before ready()

        tabs.register(tabs.Tab(url_name="dossiers:dossier", label=_("Dossier"), order=80))
