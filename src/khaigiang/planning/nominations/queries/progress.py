"""How far each committee has come in naming its people."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, QuerySet

from khaigiang.planning.documents.models import DocumentState
from khaigiang.planning.nominations.models import CommitteeLetter, Nomination
from khaigiang.planning.nominations.queries.quarters import above_in_words, committees_by_quarter
from khaigiang.planning.nominations.states import LIVE, NominationState
from khaigiang.planning.plans.models import Excuse, Plan, Quota

S = NominationState


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressRow:
    """One committee: what it was asked for and what it has sent."""

    committee_id: int
    committee: str
    phone: str
    contact_person: str
    posts: int
    places: int
    excused: int
    drafts: int
    submitted: int
    returned: int
    accepted: int
    deferred: int
    letters: int
    last_letter_on: date | None
    above_quarters: str

    @property
    def expected(self) -> int:
        """People still owed when nobody has been sent: its places without the excused posts."""
        return max(min(self.places, self.posts - self.excused), 0)

    @property
    def taken(self) -> int:
        """People sent and not returned."""
        return self.submitted + self.accepted + self.deferred

    @property
    def missing(self) -> int:
        return max(self.expected - self.taken, 0)

    @property
    def has_sent(self) -> bool:
        return self.letters > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """All committees of a plan, those that owe most first, with their sums."""

    rows: list[ProgressRow]

    @property
    def not_sent(self) -> list[ProgressRow]:
        """Committees that owe people and have sent no letter."""
        return [row for row in self.rows if row.expected and not row.has_sent]

    @property
    def incomplete(self) -> list[ProgressRow]:
        """Committees that have sent a letter and still owe people."""
        return [row for row in self.rows if row.missing and row.has_sent]

    @property
    def above_quarters(self) -> list[ProgressRow]:
        """Committees above their places of a quarter."""
        return [row for row in self.rows if row.above_quarters]

    @property
    def complete(self) -> list[ProgressRow]:
        return [row for row in self.rows if not row.missing and (row.has_sent or not row.expected)]

    @property
    def places(self) -> int:
        return sum(row.places for row in self.rows)

    @property
    def expected(self) -> int:
        return sum(row.expected for row in self.rows)

    @property
    def submitted(self) -> int:
        return sum(row.submitted for row in self.rows)

    @property
    def accepted(self) -> int:
        return sum(row.accepted for row in self.rows)

    @property
    def returned(self) -> int:
        return sum(row.returned for row in self.rows)

    @property
    def taken(self) -> int:
        return sum(row.taken for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPlan:
    """A plan that asks for names, for one committee or (for those who see everything) for all."""

    plan_id: int
    title: str
    number: str
    state_label: str
    committee_id: int | None
    committee: str
    due_on: date | None
    is_asked: bool
    places: int
    taken: int
    accepted: int
    returned: int

    @property
    def missing(self) -> int:
        return max(self.places - self.taken, 0)


def progress(plan: Plan) -> Progress:
    """Every committee of a plan; the same statements whatever their number."""
    return Progress(rows=progress_by_committee(plan))


def progress_by_committee(plan: Plan) -> list[ProgressRow]:
    """Places asked for and people sent, one row a committee, worst first."""
    posts = Counter(dict(plan.target_posts.standing().values_list("committee").annotate(Count("pk"))))
    excused = Counter(
        dict(
            Excuse.objects.filter(target_post__in=plan.target_posts.standing(), withdrawn_on__isnull=True)
            .values_list("target_post__committee")
            .annotate(Count("pk")),
        ),
    )
    states = _states_by_committee(plan)
    letters = _letters_by_committee(plan)
    quarters = committees_by_quarter(plan)
    rows = [
        _row(
            quota,
            posts[quota.committee_id],
            excused[quota.committee_id],
            states[quota.committee_id],
            letters,
            above_in_words(quarters.get(quota.committee_id)),
        )
        for quota in plan.quotas.select_related("committee").order_by("committee__sort_key", "pk")
    ]
    return sorted(rows, key=lambda row: (row.has_sent, -row.missing))


def asked_plans(plans: QuerySet[Plan], *, committee_ids: Collection[int] | None) -> list[AskedPlan]:
    """Plans with what is asked and sent: a row for each committee given, or one row a plan for all; two statements."""
    quotas = Quota.objects.filter(plan__in=plans).select_related(
        "plan__document", "plan__request__document", "committee"
    )
    if committee_ids is not None:
        quotas = quotas.filter(committee__in=committee_ids)
    counts = _counts(quotas)
    rows: dict[tuple[int, int | None], list[Quota]] = defaultdict(list)
    for quota in quotas.order_by("-plan__starts_on", "plan", "committee__sort_key"):
        rows[quota.plan_id, quota.committee_id if committee_ids is not None else None].append(quota)
    return [_asked(found, counts, one_committee=key[1] is not None) for key, found in rows.items()]


States = Counter[str]
Key = tuple[int, int]


def _states_by_committee(plan: Plan) -> defaultdict[int, States]:
    found: defaultdict[int, States] = defaultdict(Counter)
    counted = Nomination.objects.filter(plan=plan, state__in=LIVE).values_list("committee", "state")
    for committee_id, state, count in counted.annotate(Count("pk")):
        found[committee_id][state] = count
    return found


def _letters_by_committee(plan: Plan) -> dict[int, tuple[int, date]]:
    counted = CommitteeLetter.objects.filter(plan=plan).values_list("committee")
    return {committee_id: (count, last) for committee_id, count, last in counted.annotate(Count("pk"), Max("dated_on"))}


def _row(
    quota: Quota,
    posts: int,
    excused: int,
    states: States,
    letters: dict[int, tuple[int, date]],
    above_quarters: str,
) -> ProgressRow:
    count, last = letters.get(quota.committee_id, (0, None))
    return ProgressRow(
        committee_id=quota.committee_id,
        committee=quota.committee.name,
        phone=quota.committee.phone,
        contact_person=quota.committee.contact_person,
        posts=posts,
        places=quota.places,
        excused=excused,
        drafts=states[S.DRAFT],
        submitted=states[S.SUBMITTED],
        returned=states[S.RETURNED],
        accepted=states[S.ACCEPTED],
        deferred=states[S.DEFERRED],
        letters=count,
        last_letter_on=last,
        above_quarters=above_quarters,
    )


def _counts(quotas: QuerySet[Quota]) -> dict[Key, States]:
    found: dict[Key, States] = defaultdict(Counter)
    live = Nomination.objects.filter(state__in=LIVE, plan__in=quotas.values("plan")).values_list(
        "plan", "committee", "state"
    )
    for plan_id, committee_id, state, count in live.annotate(Count("pk")):
        found[plan_id, committee_id][state] = count
    return found


def _asked(quotas: list[Quota], counts: dict[Key, States], *, one_committee: bool) -> AskedPlan:
    first = quotas[0]
    states: States = sum((counts[quota.plan_id, quota.committee_id] for quota in quotas), Counter())
    request = getattr(first.plan, "request", None)
    return AskedPlan(
        plan_id=first.plan_id,
        title=first.plan.title,
        number=first.plan.document.number,
        state_label=first.plan.get_state_display(),
        committee_id=first.committee_id if one_committee else None,
        committee=first.committee.name if one_committee else "",
        due_on=request.due_on if request else first.plan.nominations_due_on,
        is_asked=bool(request and request.document.state == DocumentState.ISSUED),
        places=sum(quota.places for quota in quotas),
        taken=states[S.SUBMITTED] + states[S.ACCEPTED] + states[S.DEFERRED],
        accepted=states[S.ACCEPTED],
        returned=states[S.RETURNED],
    )
