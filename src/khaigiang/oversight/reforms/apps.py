"""Registers the feature with Django, and its page with the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.removal.hanging import name_hanging
from khaigiang.ground.web.navigation import Entry, register


class ReformsConfig(AppConfig):
    name = "khaigiang.oversight.reforms"

    def ready(self) -> None:
        name_acts(
            {
                "enter_reform": _("entered a reform of units"),
                "confirm_reform": _("confirmed a reform of units"),
                "undo_reform": _("undid a reform of units"),
                "decide_move": _("decided for an official in a reform"),
            },
        )
        name_hanging("reforms.ReformMove", _("moves by a reform of units"), page="reforms:reform", by="reform_id")
        register(
            Entry(url_name="reforms:list", label=_("Reforms of units"), icon="split", order=525, section=_("Registry")),
        )
