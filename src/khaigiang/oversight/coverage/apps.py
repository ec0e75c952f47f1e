"""Registers the feature with Django, its pages with the frame and the plan pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.jobs.kinds import register_chore
from khaigiang.ground.web.navigation import Entry, register


class CoverageConfig(AppConfig):
    name = "khaigiang.oversight.coverage"

    def ready(self) -> None:
        from khaigiang.oversight.coverage.services import settle  # noqa: PLC0415  as below
        from khaigiang.planning.plans import sections  # noqa: PLC0415  models are not loaded before ready()

        register_chore(settle)
        sections.register(sections.Section(url_name="coverage:ledger", label=_("Coverage ledger"), order=40))
        register(
            Entry(
                url_name="coverage:plans",
                label=_("Coverage ledger"),
                icon="list-checks",
                order=400,
                section=_("Reports"),
            ),
        )
