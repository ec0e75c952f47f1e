"""Registers the feature with Django and its pages with the frame."""

from typing import Final

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.removal.hanging import name_hanging
from khaigiang.ground.web.navigation import Entry, register
from khaigiang.teaching.honoraria.acts import ACTS

FIGURES: Final = {
    "honoraria.HonorariumRate": _("honorarium rates"),
    "honoraria.HonorariumTax": _("tax rules"),
    "honoraria.LoadFactor": _("load factors"),
    "honoraria.LoadNorm": _("load norms"),
}


class HonorariaConfig(AppConfig):
    name = "khaigiang.teaching.honoraria"

    def ready(self) -> None:
        name_acts(ACTS)
        from khaigiang.papers import honorarium_statement  # noqa: PLC0415  models are not loaded before ready()
        from khaigiang.planning.templates import previews  # noqa: PLC0415  as above
        from khaigiang.planning.templates.states import PaperName  # noqa: PLC0415  as above
        from khaigiang.teaching.honoraria.letters import last_statement  # noqa: PLC0415  as above

        last = previews.Preview(paper=honorarium_statement, last_of=last_statement)
        previews.register(PaperName.HONORARIUM_STATEMENT, last)
        name_hanging("honoraria.HonorariumStatement", _("honorarium statements"), page="honoraria:statement")
        for model, words in FIGURES.items():
            name_hanging(model, words, page="honoraria:figures", by="")
        teaching = _("Teaching")
        register(
            Entry(url_name="honoraria:load", label=_("Load of lecturers"), icon="gauge", order=242, section=teaching)
        )
        register(Entry(url_name="honoraria:list", label=_("Honoraria"), icon="banknote", order=244, section=teaching))
        register(
            Entry(
                url_name="honoraria:mine", label=_("My load and honoraria"), icon="gauge", order=207, section=teaching
            )
        )
