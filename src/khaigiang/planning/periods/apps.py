"""Registers the feature with Django and its pages with the frame, the plan pages and the papers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.removal.hanging import name_hanging
from khaigiang.ground.web.navigation import Entry, register
from khaigiang.planning.periods.acts import ACTS


class PeriodsConfig(AppConfig):
    name = "khaigiang.planning.periods"

    def ready(self) -> None:
        name_acts(ACTS)
        name_hanging("periods.CarriedOut", _("lines that training plans carry out"), page="periods:list", by="")
        from khaigiang.planning.documents import owners  # noqa: PLC0415  models are not loaded before ready()
        from khaigiang.planning.plans import dependents, sections  # noqa: PLC0415  as above

        dependents.stands_aside("carriedout.training_plan")
        owners.register(
            owners.Owner(
                relation="period_plan", label=_("Term or annual plan"), url_name="periods:period", issues_it=False
            ),
        )
        sections.register(sections.Section(url_name="periods:of_plan", label=_("Annual plan"), order=2))
        register(
            Entry(
                url_name="periods:list",
                label=_("Term and annual plans"),
                icon="calendar-range",
                order=95,
                section=_("Planning"),
            ),
        )
