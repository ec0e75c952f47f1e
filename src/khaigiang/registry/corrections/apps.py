"""Registers the feature with Django, its acts with the audit, and its page with the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.removal.hanging import name_hanging
from khaigiang.ground.web.navigation import Entry, register
from khaigiang.registry.officials.person_acts import PersonAct, offer_act


class CorrectionsConfig(AppConfig):
    name = "khaigiang.registry.corrections"

    def ready(self) -> None:
        name_acts(
            {
                "make_correction_link": _("made a personal link"),
                "withdraw_correction_link": _("withdrew a personal link"),
                "propose_correction": _("proposed a correction of the own record"),
                "decide_correction": _("decided a proposed correction"),
            },
        )
        name_hanging("corrections.CorrectionLink", _("personal links"), page="corrections:person", by="official_id")
        name_hanging("corrections.Correction", _("proposed corrections"), page="corrections:correction")
        offer_act(PersonAct(url_name="corrections:person", label=_("Personal link"), icon="link"))
        register(
            Entry(
                url_name="corrections:waiting",
                label=_("Corrections"),
                icon="message-square-diff",
                order=507,
                section=_("Registry"),
            ),
        )
