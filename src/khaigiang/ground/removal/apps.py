"""Registers the feature with Django, and its page with the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.web.navigation import Entry, register


class RemovalConfig(AppConfig):
    name = "khaigiang.ground.removal"

    def ready(self) -> None:
        name_acts(
            {
                "remove": _("removed"),
                "take_back": _("took back a removal"),
                "erase_removed": _("deleted for good after the time to take it back"),
            },
        )
        register(
            Entry(url_name="removal:removed", label=_("Removed"), icon="trash-2", order=590, section=_("Registry")),
        )
