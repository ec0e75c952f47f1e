"""Registers the feature with Django, its pages with the frame and its tabs with the pages of a class."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.web.navigation import Entry, register
from khaigiang.papers import result_decision
from khaigiang.planning.templates.states import PaperName
from khaigiang.recognition.assessment.acts import ACTS


class AssessmentConfig(AppConfig):
    name = "khaigiang.recognition.assessment"

    def ready(self) -> None:
        name_acts(ACTS)
        from khaigiang.planning.documents import owners  # noqa: PLC0415  models are not loaded before ready()
        from khaigiang.planning.nominations import completions  # noqa: PLC0415  as above
        from khaigiang.planning.plans import outcomes  # noqa: PLC0415  as above
        from khaigiang.planning.plans.hands import hands_under  # noqa: PLC0415  as above
        from khaigiang.planning.plans.models import PaperDuty  # noqa: PLC0415  as above
        from khaigiang.planning.templates import previews  # noqa: PLC0415  as above
        from khaigiang.recognition.assessment import result_paper  # noqa: PLC0415  as above
        from khaigiang.recognition.assessment.queries.hooks import (  # noqa: PLC0415  as above
            absence_limit_of,
            completed_by_committee,
            completed_classes,
            completed_nominations,
            differences_of_marks,
            results_of,
        )
        from khaigiang.recognition.assessment.services import copy_components_in_transaction  # noqa: PLC0415  as above
        from khaigiang.registry.officials import trainings  # noqa: PLC0415  as above
        from khaigiang.teaching.attendance import limits  # noqa: PLC0415  as above
        from khaigiang.teaching.cohorts import tabs  # noqa: PLC0415  as above
        from khaigiang.teaching.curriculum import beside  # noqa: PLC0415  as above

        beside.register(beside.Beside(copy=copy_components_in_transaction, differences=differences_of_marks))
        trainings.register(results_of)
        limits.register(absence_limit_of)
        outcomes.register_completed(completed_by_committee)
        completions.register(completed_classes)
        completions.register_kept(completed_nominations)
        owners.register(
            owners.Owner(
                relation="result_decision",
                label=_("Decision recognising results"),
                url_name="assessment:decision",
                hands=hands_under(PaperDuty.Paper.RESULT_DECISION, "training_class.plan"),
            ),
        )
        previews.register(
            PaperName.RESULT_DECISION, previews.Preview(paper=result_decision, last_of=result_paper.last_content)
        )
        tabs.register(tabs.Tab(url_name="assessment:results", label=_("Results"), order=60))
        register(
            Entry(
                url_name="assessment:classes",
                label=_("Marks and results"),
                icon="chart-column",
                order=300,
                section=_("Recognition"),
            ),
        )
