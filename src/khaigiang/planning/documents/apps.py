"""Registers the feature with Django and its pages with the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.jobs.kinds import Kind
from khaigiang.ground.jobs.kinds import register as register_job
from khaigiang.ground.removal.hanging import name_hanging
from khaigiang.ground.web.navigation import Entry, register
from khaigiang.planning.documents.acts import ACTS
from khaigiang.planning.documents.states import ISSUE


class DocumentsConfig(AppConfig):
    name = "khaigiang.planning.documents"

    def ready(self) -> None:
        from khaigiang.planning.documents.jobs import issue_papers  # noqa: PLC0415  models load after the configurations

        name_acts(ACTS)
        name_hanging("documents.Document", _("documents"), page="documents:document")
        name_hanging("documents.Arrival", _("arrivals of documents"), page="documents:document", by="document_id")
        name_hanging(
            "documents.ReturnedDraft", _("papers altered by hand"), page="documents:document", by="document_id"
        )
        name_hanging("documents.Copy", _("copies of papers"), page="documents:document", by="document_id")
        name_hanging("documents.Issuing", _("papers numbered together"), page="documents:issuing")
        name_hanging("documents.IssuingPaper", _("papers numbered together"), page="documents:issuing", by="issuing_id")
        name_hanging("documents.NumberSeries", _("number series"), page="documents:series", by="")
        register_job(
            Kind(name=ISSUE, label=_("Numbering papers"), work=issue_papers, url_name="documents:issue_together"),
        )
        register(
            Entry(url_name="documents:list", label=_("Documents"), icon="file-text", order=110, section=_("Planning")),
        )
