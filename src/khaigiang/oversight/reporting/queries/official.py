"""Reading official reports: what they said, and what the same day's figures are now."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from khaigiang.oversight.reporting.models import ProgrammeReport
from khaigiang.oversight.reporting.queries.figures import figures_of
from khaigiang.planning.plans.models import PaperDuty, Plan
from khaigiang.planning.plans.queries.duties import duty_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure as the report has it, and as it is computed now for the same day."""

    id: str
    label: str
    reported: int
    now: int

    @property
    def differs(self) -> bool:
        return self.reported != self.now


def differences(report: ProgrammeReport) -> list[Line]:
    """Every figure of a report beside what the same day gives now; they differ when data came in late."""
    now = figures_of(report.plan, report.as_of).by_id
    return [
        Line(id=key, label=figure.label, reported=report.figures.get(key, 0), now=figure.value)
        for key, figure in now.items()
    ]


def reports_of(plan: Plan) -> QuerySet[ProgrammeReport]:
    """The official reports of a plan, the latest day first."""
    return plan.reports.select_related("document").order_by("-as_of", "-pk")


def signer_of(report: ProgrammeReport, today: date) -> dict[str, object]:
    """What the form of a signature begins with: who signs by the plan, today."""
    duty = duty_of(report.plan, PaperDuty.Paper.REPORT, today)
    return {
        "signer_name": duty.signer_name,
        "signer_title": duty.signer_title,
        "signed_on": today,
        "issued_on": today,
    }
