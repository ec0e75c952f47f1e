"""Registers the feature with Django, its pages with the classes, its letters with the papers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.planning.templates.states import PaperName
from khaigiang.teaching.changes.acts import ACTS


class ChangesConfig(AppConfig):
    name = "khaigiang.teaching.changes"

    def ready(self) -> None:
        from khaigiang.papers import change_letter  # noqa: PLC0415  as above
        from khaigiang.planning.documents import owners  # noqa: PLC0415  models are not loaded before ready()
        from khaigiang.planning.plans.hands import hands_under  # noqa: PLC0415  as above
        from khaigiang.planning.plans.models import PaperDuty  # noqa: PLC0415  as above
        from khaigiang.planning.templates import previews  # noqa: PLC0415  as above
        from khaigiang.teaching.changes.alerts import (  # noqa: PLC0415  as above
            approved_change_alerts,
            small_class_alerts,
            waiting_change_alerts,
        )
        from khaigiang.teaching.changes.letters import last_letter_content  # noqa: PLC0415  as above
        from khaigiang.teaching.cohorts import alerts, tabs  # noqa: PLC0415  as above

        name_acts(ACTS)
        previews.register(PaperName.CHANGE_LETTER, previews.Preview(paper=change_letter, last_of=last_letter_content))
        owners.register(
            owners.Owner(
                relation="change_letter",
                label=_("Letter on a change of a class"),
                url_name="changes:change",
                hands=hands_under(PaperDuty.Paper.SUMMONS, "training_class.plan"),
            ),
        )
        alerts.register(small_class_alerts)
        alerts.register(waiting_change_alerts)
        alerts.register(approved_change_alerts)
        tabs.register(tabs.Tab(url_name="changes:of_class", label=_("Class changes"), order=90))
