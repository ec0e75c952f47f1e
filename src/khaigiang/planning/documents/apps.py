"""Registers the feature with Django and its pages with the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.removal.hanging import name_hanging
from khaigiang.ground.web.navigation import Entry, register
from khaigiang.planning.documents.acts import ACTS


class DocumentsConfig(AppConfig):
    name = "khaigiang.planning.documents"

    def ready(self) -> None:
        name_acts(ACTS)
        name_hanging("documents.Document", _("documents"), page="documents:document")
        name_hanging("documents.Arrival", _("arrivals of documents"), page="documents:document", by="document_id")
        name_hanging("documents.Copy", _("copies of papers"), page="documents:document", by="document_id")
        name_hanging("documents.NumberSeries", _("number series"), page="documents:series", by="")
        register(
            Entry(url_name="documents:list", label=_("Documents"), icon="file-text", order=110, section=_("Planning")),
        )
