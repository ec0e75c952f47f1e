"""The office's vetting list: people sent by committees, with all that decides whether they are accepted."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.paginator import Page
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from khaigiang.ground.web.table_files import leaf
from khaigiang.planning.nominations.completions import kept_for_good
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.queries.away import Absences
from khaigiang.planning.nominations.queries.eligibility import Subject, findings_of, sentence
from khaigiang.planning.nominations.queries.progress import ProgressRow
from khaigiang.planning.nominations.states import LIVE, NominationState, reachable
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
    warned: bool = False


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
    cover: str
    blocked: bool
    may_be_returned: bool
    cannot_days: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingGroup:
    """The people of one committee on a page of the list, beside what it was asked for."""

    committee: ProgressRow
    rows: list[VettingRow]

    @property
    def above(self) -> int:
        """How many more people than places wait or are accepted."""
        return max(self.committee.taken - self.committee.places, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingPage:
    """Lines of the vetting list by committee, and the page they stand on."""

    groups: list[VettingGroup]
    page: Page[Nomination]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Somebody sent, with all that is said of them in words, and whether it forbids."""

    nomination: Nomination
    blocked: bool
    findings: list[str]

    @property
    def waits(self) -> bool:
        """Does this person still wait for the office?"""
        return self.nomination.state == NominationState.SUBMITTED


def vetting_page(
    plan: Plan, only: VettingFilter, progress: Iterable[ProgressRow], on: date, number: str | None
) -> VettingPage:
    """One page of the people under a plan that the filter leaves; the same statements whatever their number."""
    found = _narrowed(plan, only)
    judged = people_to_vet(plan, only, on) if only.warned else None
    shown = leaf([one.nomination for one in judged] if judged else found, PER_PAGE, number)
    here = list(shown.object_list)
    known = {one.nomination.pk: one for one in judged or judge(plan, here, on)}
    kept = kept_for_good([one.pk for one in here], on)
    rows: dict[int, list[VettingRow]] = defaultdict(list)
    for one in here:
        rows[one.committee_id].append(_row(known[one.pk], kept=one.pk in kept))
    asked = {row.committee_id: row for row in progress}
    groups = [VettingGroup(committee=asked[committee_id], rows=of_it) for committee_id, of_it in rows.items()]
    return VettingPage(groups=groups, page=shown, count=shown.paginator.count)


def people_to_vet(plan: Plan, only: VettingFilter, on: date) -> list[Judged]:
    """Everybody under a plan whom the filter leaves, with what is said of them."""
    judged = judge(plan, list(_narrowed(plan, only)), on)
    return [one for one in judged if one.findings] if only.warned else judged


def judge(plan: Plan, nominations: Sequence[Nomination], on: date) -> list[Judged]:
    """What the office should know of each: who may not come, twice in the plan, too many away, nobody who covers."""
    findings = findings_of(plan, [Subject(one.target_post, one.official) for one in nominations], on)
    absences = Absences.around(nominations, on)
    twins = _twins(plan, nominations)
    return [
        Judged(
            nomination=one,
            blocked=any(finding.blocks for finding in said),
            findings=[*(sentence(finding) for finding in said), *twins.get(one.pk, []), *absences.warnings(one)],
        )
        for one, said in zip(nominations, findings, strict=True)
    ]


def _twins(plan: Plan, nominations: Sequence[Nomination]) -> dict[int, list[str]]:
    """For people who share name and birth with somebody else named under the plan, a sentence that says so."""
    names = {one.official.folded for one in nominations}
    alike = Nomination.objects.filter(plan=plan, state__in=LIVE, official__folded__in=names)
    found: dict[tuple[str, str], list[Nomination]] = defaultdict(list)
    for one in alike.select_related("official", "target_post__unit"):
        found[one.official.folded, one.official.born_on].append(one)
    return {
        one.pk: [
            _("Somebody of the same name and birth is named for %(unit)s.") % {"unit": other.target_post.unit.name}
            for other in found[one.official.folded, one.official.born_on]
            if other.official_id != one.official_id and one.official.born_on
        ]
        for one in nominations
    }


def waiting_for(actor: Actor) -> int:
    """People under open plans who wait for this actor: sent ones for the office, returned ones for a committee."""
    condition = Q(pk__in=[])
    if actor.is_any(Role.OFFICE):
        condition |= Q(state=NominationState.SUBMITTED)
    if actor.committee_ids:
        condition |= Q(state=NominationState.RETURNED, committee__in=actor.committee_ids)
    return Nomination.objects.filter(condition, plan__state=PlanState.OPEN).count()


def _narrowed(plan: Plan, only: VettingFilter) -> QuerySet[Nomination]:
    found = Nomination.objects.filter(plan=plan).select_related(
        "plan", "official", "letter", "committee", "target_post__unit__parent", "cover__official"
    )
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


def _row(judged: Judged, *, kept: bool) -> VettingRow:
    one = judged.nomination
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
        cover=str(one.cover) if hasattr(one, "cover") else "",
        blocked=judged.blocked,
        may_be_returned=NominationState.RETURNED in reachable(one.state) and not kept,
        cannot_days=[str(day) for day in one.unavailabilities.all()],
        findings=judged.findings,
    )
