"""Who signs, numbers and receives which paper of a plan."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from khaigiang.planning.plans.errors import NoDuty
from khaigiang.planning.plans.models import DutySubstitute, PaperDuty, Plan

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
    hands: list[str]
    substitutes: list[DutySubstitute]

    @property
    def is_settled(self) -> bool:
        """Is somebody named?"""
        return bool(self.office)


def duty_rows(plan: Plan) -> list[DutyRow]:
    """Every kind of paper in the order of a programme's life; two statements."""
    duties = plan.duties.select_related("office").prefetch_related(
        Prefetch("substitutes", DutySubstitute.objects.order_by("valid_from"))
    )
    found = {duty.paper: duty for duty in duties}
    return [_row(PaperDuty.Paper(paper), found.get(paper)) for paper in PaperDuty.Paper.values]


def duty_of(plan: Plan, paper: PaperDuty.Paper, on: date | None = None) -> PaperDuty:
    """Who answers for one kind of paper, signed by whoever signs in the signer's place on that day, where one does.

    Raises NoDuty while nobody is named.
    """
    duty = plan.duties.select_related("office").filter(paper=paper).first()
    if duty is None:
        raise NoDuty(paper=paper.label)
    return duty if on is None else _signed_on(duty, on)


def is_settled(plan: Plan, paper: PaperDuty.Paper) -> bool:
    """Is it said who signs this kind of paper?"""
    return plan.duties.filter(paper=paper).exists()


def suggested_duty(plan: Plan, paper: PaperDuty.Paper) -> dict[str, object]:
    """What the form of a duty begins with: what is said already, else the office that usually signs and its last signer."""
    duty = plan.duties.filter(paper=paper).first()
    if duty is None:
        office = plan.school_id if paper in SIGNED_BY_THE_SCHOOL else plan.organiser_id
        duty = PaperDuty.objects.filter(office=office).order_by("-pk").first()
        return {"office": office, **(_signer(duty) if duty else {})}
    return {
        "office": duty.office_id,
        "recipients": duty.recipients,
        "drafter": duty.drafter,
        "initialler": duty.initialler,
        "sealer": duty.sealer,
        **_signer(duty),
    }


def substitutes_of(plan: Plan, paper: PaperDuty.Paper) -> list[DutySubstitute]:
    """Who signs one kind of paper in the signer's place, by their days."""
    return list(DutySubstitute.objects.filter(duty__plan=plan, duty__paper=paper).order_by("valid_from"))


def _signed_on(duty: PaperDuty, on: date) -> PaperDuty:
    substitute = duty.substitutes.filter(valid_from__lte=on, valid_until__gt=on).first()
    if substitute is not None:
        # For reading alone: the duty itself keeps its own signer.
        duty.signer_prefix = substitute.signer_prefix
        duty.signer_title, duty.signer_name = substitute.signer_title, substitute.signer_name
    return duty


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
        hands=_hands(duty) if duty else [],
        substitutes=list(duty.substitutes.all()) if duty else [],
    )


def _hands(duty: PaperDuty) -> list[str]:
    named = (
        (_("drafted by %(who)s"), duty.drafter),
        (_("initialled by %(who)s"), duty.initialler),
        (_("sealed by %(who)s"), duty.sealer),
    )
    return [sentence % {"who": who} for sentence, who in named if who]
