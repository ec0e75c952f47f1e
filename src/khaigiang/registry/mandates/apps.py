"""Registers the feature with Django, and its pages with the frame."""

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.fields.readers import offer_roles
from khaigiang.ground.removal.hanging import name_hanging
from khaigiang.ground.web.frame_parts import provide_office
from khaigiang.ground.web.navigation import Entry, register
from khaigiang.registry.mandates.states import SEES_OFFICIALS


class MandatesConfig(AppConfig):
    name = "khaigiang.registry.mandates"

    def ready(self) -> None:
        name_acts(
            {
                "give_mandate": _("gave a mandate"),
                "end_mandate": _("ended a mandate"),
            },
        )
        provide_office(_offices)
        offer_roles([(role.value, role.label) for role in SEES_OFFICIALS])
        name_hanging("mandates.Mandate", _("mandates of users"), page="mandates:list", by="")
        register(
            Entry(
                url_name="mandates:list", label=_("Mandates"), icon="key-round", order=910, section=_("Installation")
            ),
        )


def _offices(request: HttpRequest) -> str:
    """For whom the signed-in person acts today, as the frame shows it."""
    actor = getattr(request, "actor", None)
    return ", ".join(actor.office_names) if actor else ""
