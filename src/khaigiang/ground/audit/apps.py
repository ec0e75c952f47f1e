"""Registers the feature with Django, and its pages with the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.web.navigation import Entry, register


class AuditConfig(AppConfig):
    name = "khaigiang.ground.audit"

    def ready(self) -> None:
        register(
            Entry(url_name="audit:list", label=_("Audit"), icon="shield-check", order=920, section=_("Installation")),
        )
