"""Who signs, numbers and receives which paper of a plan."""

from dataclasses import dataclass

from khaigiang.planning.plans.errors import NoDuty
from khaigiang.planning.plans.models import PaperDuty, Plan

SIGNED_BY_THE_SCHOOL = frozenset(
    {PaperDuty.Paper.CLASS_DECISION, PaperDuty.Paper.RESULT_DECISION, PaperDuty.Paper.CERTIFICATE},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """One kind of paper under a plan, with who answers for it; empty while nobody does."""

    paper: str
    label: str
    office: str
    signer: str
    title: str
    recipients: list[str]

    @property
    def is_settled(self) -> bool:
        """Is somebody named?"""
        return bool(self.office)


def duty_rows(plan: Plan) -> list[DutyRow]:
    """Every kind of paper in the order of a programme's life; one statement."""
    found = {duty.paper: duty for duty in plan.duties.select_related("office")}
    return [_row(PaperDuty.Paper(paper), found.get(paper)) for paper in PaperDuty.Paper.values]


def duty_of(plan: Plan, paper: PaperDuty.Paper) -> PaperDuty:
    """Who answers for one kind of paper; raises NoDuty while nobody is named."""
    duty = plan.duties.select_related("office").filter(paper=paper).first()
    if duty is None:
        raise NoDuty(paper=paper.label)
    return duty


def suggested_duty(plan: Plan, paper: PaperDuty.Paper) -> dict[str, object]:
    """What the form of a duty begins with: what is said already, else the office that usually signs and its last signer."""
    duty = plan.duties.filter(paper=paper).first()
    if duty is None:
        office = plan.school_id if paper in SIGNED_BY_THE_SCHOOL else plan.organiser_id
        duty = PaperDuty.objects.filter(office=office).order_by("-pk").first()
        return {"office": office, **(_signer(duty) if duty else {})}
    return {"office": duty.office_id, "recipients": duty.recipients, **_signer(duty)}


def _signer(duty: PaperDuty) -> dict[str, object]:
    return {
        "signer_prefix": duty.signer_prefix,
        "signer_title": duty.signer_title,
        "signer_name": duty.signer_name,
    }


def _row(paper: PaperDuty.Paper, duty: PaperDuty | None) -> DutyRow:
    return DutyRow(
        paper=paper.value,
        label=str(paper.label),
        office=duty.office.name if duty else "",
        signer=duty.signer_name if duty else "",
        title=f"{duty.signer_prefix} {duty.signer_title}".strip() if duty else "",
        recipients=duty.recipients.splitlines() if duty else [],
    )
