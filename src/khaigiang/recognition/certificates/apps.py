"""Registers the feature with Django, its pages with the frame and its tabs with the pages of a class."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.removal.hanging import name_hanging
from khaigiang.ground.web.navigation import Entry, register
from khaigiang.recognition.certificates.acts import ACTS


class CertificatesConfig(AppConfig):
    name = "khaigiang.recognition.certificates"

    def ready(self) -> None:
        name_acts(ACTS)
        name_hanging("certificates.CertificateBook", _("certificate books"), page="certificates:book", by="")
        from khaigiang.recognition.certificates.queries import certificates_given_to  # noqa: PLC0415  models load after the configurations
        from khaigiang.registry.officials import trainings  # noqa: PLC0415  as above
        from khaigiang.teaching.cohorts import tabs  # noqa: PLC0415  as above

        trainings.register(certificates_given_to)
        tabs.register(tabs.Tab(url_name="certificates:class", label=_("Certificates"), order=70))
        register(
            Entry(
                url_name="certificates:book",
                label=_("Certificate book"),
                icon="award",
                order=310,
                section=_("Recognition"),
            ),
        )
