"""Registers the feature with Django, its pages with the frame, the plan pages and the papers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.web.navigation import Entry, register
from khaigiang.oversight.reporting.acts import ACTS


class ReportingConfig(AppConfig):
    name = "khaigiang.oversight.reporting"

    def ready(self) -> None:
        name_acts(ACTS)
        from khaigiang.oversight.reporting import papers_of_programme  # noqa: PLC0415  models load after the configurations
        from khaigiang.papers import programme_report  # noqa: PLC0415  as above
        from khaigiang.planning.documents import owners  # noqa: PLC0415  models are not loaded before ready()
        from khaigiang.planning.plans import sections  # noqa: PLC0415  as above
        from khaigiang.planning.plans.hands import hands_under  # noqa: PLC0415  as above
        from khaigiang.planning.plans.models import PaperDuty  # noqa: PLC0415  as above
        from khaigiang.planning.templates import previews  # noqa: PLC0415  as above
        from khaigiang.planning.templates.states import PaperName  # noqa: PLC0415  as above
        from khaigiang.teaching.cohorts import tabs  # noqa: PLC0415  as above

        last_report = previews.Preview(paper=programme_report, last_of=papers_of_programme.last_report)
        previews.register(PaperName.PROGRAMME_REPORT, last_report)

        owners.register(
            owners.Owner(
                relation="programme_report",
                label=_("Report of the programme"),
                url_name="reporting:report",
                hands=hands_under(PaperDuty.Paper.REPORT, "plan"),
            ),
        )
        sections.register(sections.Section(url_name="reporting:programme", label=_("Report"), order=41))
        tabs.register(tabs.Tab(url_name="reporting:brief", label=_("Brief and report"), order=90))
        register(
            Entry(url_name="reporting:plans", label=_("Reports"), icon="send", order=410, section=_("Reports")),
        )
