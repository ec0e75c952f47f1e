"""The office's vetting list: people sent by committees, with all that decides whether they are accepted."""

from dataclasses import dataclass, field
from datetime import date

from django.core.paginator import Page
from django.db.models import Q, QuerySet

from khaigiang.ground.web.table_files import leaf
from khaigiang.planning.nominations.completions import kept_for_good
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.queries.eligibility import Subject, findings_of, sentence
from khaigiang.planning.nominations.states import NominationState, reachable
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.states import PlanState
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.vietnamese.names import fold

PER_PAGE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingFilter:
    """What the list is narrowed to; without a state it shows what waits for the office."""

    state: str = NominationState.SUBMITTED
    committee_id: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingRow:
    """One person sent by a committee."""

    id: int
    official_id: int
    official: str
    gender: str
    born_on: str
    unit: str
    committee: str
    theory_level: str
    joined_party_on: date | None
    phone: str
    state: str
    state_label: str
    note: str
    reason: str
    letter: str
    letter_on: date | None
    blocked: bool
    may_be_returned: bool
    cannot_days: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingPage:
    """Lines of the vetting list, and the page they stand on."""

    rows: list[VettingRow]
    page: Page[Nomination]


def vetting_page(plan: Plan, only: VettingFilter, on: date, number: str | None) -> VettingPage:
    """One page of the people under a plan that the filter leaves; seven statements whatever their number."""
    shown = leaf(_narrowed(plan, only), PER_PAGE, number)
    found = list(shown.object_list)
    judged = findings_of(plan, [Subject(one.target_post, one.official) for one in found], on)
    kept = kept_for_good([one.pk for one in found], on)
    rows = [
        _row(
            one,
            [sentence(finding) for finding in findings],
            blocked=any(finding.blocks for finding in findings),
            kept=one.pk in kept,
        )
        for one, findings in zip(found, judged, strict=True)
    ]
    return VettingPage(rows=rows, page=shown)


def waiting_for(actor: Actor) -> int:
    """People under open plans who wait for this actor: sent ones for the office, returned ones for a committee."""
    condition = Q(pk__in=[])
    if actor.is_any(Role.OFFICE):
        condition |= Q(state=NominationState.SUBMITTED)
    if actor.committee_ids:
        condition |= Q(state=NominationState.RETURNED, committee__in=actor.committee_ids)
    return Nomination.objects.filter(condition, plan__state=PlanState.OPEN).count()


def _narrowed(plan: Plan, only: VettingFilter) -> QuerySet[Nomination]:
    found = Nomination.objects.filter(plan=plan).select_related("official", "letter", "committee", "target_post__unit")
    found = found.exclude(state=NominationState.DRAFT)
    if only.state:
        found = found.filter(state=only.state)
    if only.committee_id:
        found = found.filter(committee=only.committee_id)
    for word in fold(only.text).split():
        found = found.filter(official__folded__contains=word)
    return found.prefetch_related("unavailabilities").order_by(
        "committee__sort_key", "target_post__unit__sort_key", "pk"
    )


def _row(one: Nomination, findings: list[str], *, blocked: bool, kept: bool) -> VettingRow:
    return VettingRow(
        id=one.pk,
        official_id=one.official_id,
        official=one.official.full_name,
        gender=one.official.get_gender_display(),
        born_on=one.official.born_on,
        unit=one.target_post.unit.name,
        committee=one.committee.name,
        theory_level=one.official.get_theory_level_display(),
        joined_party_on=one.official.joined_party_on,
        phone=one.official.phone,
        state=one.state,
        state_label=one.get_state_display(),
        note=one.note,
        reason=one.reason,
        letter=one.letter.number if one.letter else "",
        letter_on=one.letter.dated_on if one.letter else None,
        blocked=blocked,
        may_be_returned=NominationState.RETURNED in reachable(one.state) and not kept,
        cannot_days=[str(day) for day in one.unavailabilities.all()],
        findings=findings,
    )
