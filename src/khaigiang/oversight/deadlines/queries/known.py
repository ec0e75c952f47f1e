"""Everything that decides who falls due, read once for all requirements: a constant number of statements."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from khaigiang.ground.shared.dates import end_of_day
from khaigiang.oversight.deadlines.models import ProofAccepted, Relief, Requirement
from khaigiang.oversight.deadlines.rules import Held, Term
from khaigiang.oversight.deadlines.states import ReliefKind, ReliefState
from khaigiang.planning.nominations.models import NominationMove
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.plans.models import Plan, Quota
from khaigiang.planning.plans.states import BEFORE_APPROVAL
from khaigiang.recognition.assessment.models import Result
from khaigiang.registry.officials.models import Appointment, Official, Post
from khaigiang.registry.units.models import Unit
from khaigiang.registry.units.queries import committees_for
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass

SENT: Final = (NominationState.SUBMITTED, NominationState.ACCEPTED)
CHUNK: Final = 5000
# Ids of officials; None for everybody.
People = Collection[int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A requirement on a day, with all its terms up to then and the programmes that answer it."""

    requirement: Requirement
    terms: tuple[Term, ...]
    post_ids: frozenset[int]
    kinds: frozenset[str]
    programme_ids: frozenset[int]

    @property
    def id(self) -> int:
        """The first requirement of the line."""
        return self.requirement.line_id_of_all


class Service(NamedTuple):
    """One appointment, in the columns that count: there may be hundreds of thousands."""

    official_id: int
    post_id: int
    unit_id: int
    held: Held


class Place(NamedTuple):
    """A unit with its district and the committee that names its people."""

    unit: str
    kind: str
    district_id: int | None
    district: str
    committee_id: int | None
    committee: str
    sort_key: str


class Learning(NamedTuple):
    """A programme learned: in a class, or elsewhere by an accepted proof."""

    on: date
    class_id: int | None
    what: str


class Reliefs(NamedTuple):
    """What an official was granted for one requirement."""

    extended_until: date | None
    exempt_because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known at the end of a day; officials and lines by their ids."""

    services: Mapping[int, list[Service]]
    names: Mapping[int, tuple[str, str]]
    posts: Mapping[int, str]
    places: Mapping[int, Place]
    learned: Mapping[tuple[int, int], list[Learning]]
    proofs: Mapping[tuple[int, int], list[Learning]]
    sitting: Mapping[tuple[int, int], tuple[int, str]]
    named: Mapping[tuple[int, int], tuple[int, str]]
    reliefs: Mapping[tuple[int, int], Reliefs]
    plans: Mapping[int, list[Plan]]
    asked: frozenset[tuple[int, int]]

    def plan_for(self, line: Line, committee_id: int | None) -> int | None:
        """The open plan under which a committee names people who owe a requirement, if any."""
        asking = (plan.pk for plan in self.plans[line.id] if plan.is_open and (plan.pk, committee_id) in self.asked)
        return next(asking, None)


def lines_on(on: date) -> list[Line]:
    """Requirements in force on a day with their earlier terms; two statements."""
    begun = Requirement.objects.filter(valid_from__lte=on).select_related("programme", "document")
    versions: dict[int, list[Requirement]] = defaultdict(list)
    for one in begun.prefetch_related("posts").order_by("valid_from", "pk"):
        versions[one.line_id_of_all].append(one)
    return [
        _line(all_of_it)
        for all_of_it in versions.values()
        if all_of_it[-1].valid_until is None or all_of_it[-1].valid_until > on
    ]


def term_of(requirement: Requirement) -> Term:
    """What one requirement says."""
    return Term(
        begins_on=requirement.valid_from,
        within=requirement.within,
        in_months=requirement.in_months,
        again_years=requirement.again_years,
        grace_days=requirement.grace_days,
        counts_anew=requirement.counts_anew,
    )


def known_of(lines: Iterable[Line], on: date, *, people: People = None) -> Known:
    """Everything about whoever holds a post of these requirements, or about one; 13 statements for any number."""
    lines = list(lines)
    post_ids = {post for line in lines for post in line.post_ids}
    programmes = {programme for line in lines for programme in line.programme_ids}
    services, unit_ids = _services(post_ids, on, people)
    plans = plans_by_line(lines, on)
    return Known(
        services=services,
        names=_names(post_ids, on, people),
        posts=dict(Post.objects.filter(pk__in=post_ids).values_list("pk", "short_title")),
        places=_places(unit_ids, on),
        learned=_learned(programmes, on, people),
        proofs=_proofs(lines, on, people),
        sitting=_sitting(programmes, on, people),
        named=_named(plans, on, people),
        reliefs=_reliefs(lines, on, people),
        plans=plans,
        asked=frozenset(Quota.objects.filter(plan__in=all_plans(plans)).values_list("plan_id", "committee_id")),
    )


def _only(path: str, people: People) -> Q:
    return Q() if people is None else Q(**{f"{path}__in": people})


def _line(versions: list[Requirement]) -> Line:
    last = versions[-1]
    return Line(
        requirement=last,
        terms=tuple(map(term_of, versions)),
        post_ids=frozenset(post.pk for post in last.posts.all()),
        kinds=frozenset(last.kinds),
        programme_ids=frozenset(one.programme_id for one in versions),
    )


def _services(post_ids: set[int], on: date, people: People) -> tuple[dict[int, list[Service]], set[int]]:
    services: dict[int, list[Service]] = defaultdict(list)
    unit_ids: set[int] = set()
    held = Appointment.objects.filter(_only("official", people), post__in=post_ids, valid_from__lte=on)
    columns = held.order_by("valid_from", "pk").values_list(
        "official_id", "post_id", "unit_id", "valid_from", "valid_until"
    )
    for holder, post_id, unit_id, first, until in columns.iterator(chunk_size=CHUNK):
        services[holder].append(Service(holder, post_id, unit_id, Held(first, until)))
        unit_ids.add(unit_id)
    return services, unit_ids


def _names(post_ids: set[int], on: date, people: People) -> dict[int, tuple[str, str]]:
    held = Appointment.objects.on(on).filter(post__in=post_ids, official=OuterRef("pk"))
    found = Official.objects.filter(_only("pk", people), Exists(held)).values_list("pk", "full_name", "sort_key")
    return {pk: (name, key) for pk, name, key in found.iterator(chunk_size=CHUNK)}


def _places(unit_ids: set[int], on: date) -> dict[int, Place]:
    units = list(Unit.objects.filter(pk__in=unit_ids).select_related("parent"))
    committees = committees_for(units, on)
    places = {}
    for unit in units:
        committee, district = committees.get(unit.pk), unit.parent
        places[unit.pk] = Place(
            unit=unit.name,
            kind=unit.kind,
            district_id=district.pk if district else None,
            district=district.name if district else "",
            committee_id=committee.pk if committee else None,
            committee=committee.name if committee else "",
            sort_key=f"{committee.sort_key if committee else ''} {unit.sort_key}",
        )
    return places


def passed(programmes: Collection[int], on: date) -> QuerySet[Result]:
    """Who has passed one of the programmes, as decisions in force on a day say."""
    return Result.objects.filter(
        passed=True,
        decision__effective_on__lte=on,
        enrolment__training_class__version__programme__in=programmes,
    )


def accepted(line_ids: Collection[int], on: date) -> QuerySet[ProofAccepted]:
    """Proofs of these requirements that counted on a day."""
    return ProofAccepted.objects.filter(
        Q(taken_back_on__isnull=True) | Q(taken_back_on__gt=on),
        accepted_on__lte=on,
        proof__requirement__in=line_ids,
    )


def sitting(programmes: Collection[int], on: date) -> QuerySet[Enrolment]:
    """Who is in a class of one of the programmes on a day, not judged yet."""
    judged = Result.objects.filter(enrolment=OuterRef("pk"), decision__effective_on__lte=on)
    return Enrolment.objects.in_class_on(on).filter(~Exists(judged), training_class__version__programme__in=programmes)


def last_steps(plans: Collection[Plan], on: date, people: People = None) -> QuerySet[NominationMove]:
    """The last step of each nomination under these plans by the end of a day, where it was sent and not judged yet."""
    judged = Result.objects.filter(enrolment__nomination=OuterRef("nomination"), decision__effective_on__lte=on)
    steps = NominationMove.objects.filter(
        _only("nomination__official", people), ~Exists(judged), nomination__plan__in=plans, at__lt=end_of_day(on)
    )
    in_turn = Window(RowNumber(), partition_by="nomination_id", order_by=("-at", "-pk"))
    return steps.annotate(from_the_last=in_turn).filter(from_the_last=1, state__in=SENT)


def granted(line_ids: Collection[int], on: date) -> QuerySet[Relief]:
    """Extensions and exemptions from these requirements that held on a day."""
    return Relief.objects.filter(
        Q(taken_back_on__isnull=True) | Q(taken_back_on__gt=on),
        state__in=[ReliefState.GRANTED, ReliefState.TAKEN_BACK],
        answered_on__lte=on,
        requirement__in=line_ids,
    )


def _learned(programmes: set[int], on: date, people: People) -> dict[tuple[int, int], list[Learning]]:
    columns = (
        passed(programmes, on)
        .filter(_only("enrolment__official", people))
        .values_list(
            "enrolment__official_id",
            "enrolment__training_class__version__programme_id",
            "decision__effective_on",
            "enrolment__training_class_id",
            "enrolment__training_class__name",
        )
    )
    learned: dict[tuple[int, int], list[Learning]] = defaultdict(list)
    for learner, programme_id, day, class_id, name in columns.iterator(chunk_size=CHUNK):
        if day is not None:
            learned[learner, programme_id].append(Learning(day, class_id, name))
    return learned


def _proofs(lines: list[Line], on: date, people: People) -> dict[tuple[int, int], list[Learning]]:
    found = accepted([line.id for line in lines], on).filter(_only("proof__official", people))
    learned: dict[tuple[int, int], list[Learning]] = defaultdict(list)
    for one in found.select_related("proof"):
        proof = one.proof
        what = f"{proof.school}: {proof.number}"
        learned[proof.official_id, proof.requirement_id].append(Learning(proof.learned_on, None, what))
    return learned


def _sitting(programmes: set[int], on: date, people: People) -> dict[tuple[int, int], tuple[int, str]]:
    columns = (
        sitting(programmes, on)
        .filter(_only("official", people))
        .values_list(
            "official_id", "training_class__version__programme_id", "training_class_id", "training_class__name"
        )
    )
    return {(official, programme): (class_id, name) for official, programme, class_id, name in columns}


def _named(plans: Mapping[int, list[Plan]], on: date, people: People) -> dict[tuple[int, int], tuple[int, str]]:
    answered = {plan.pk: [line_id for line_id, found in plans.items() if plan in found] for plan in all_plans(plans)}
    columns = last_steps(all_plans(plans), on, people).values_list(
        "nomination__official_id", "nomination__plan_id", "nomination_id", "nomination__plan__code"
    )
    return {
        (official_id, line_id): (nomination_id, code)
        for official_id, plan_id, nomination_id, code in columns
        for line_id in answered[plan_id]
    }


def plans_by_line(lines: Iterable[Line], on: date) -> dict[int, list[Plan]]:
    """Approved plans not ended on a day that train holders of a requirement's posts in its programme; three statements.

    A plan without a class yet has no programme: its posts alone decide.
    """
    found = Plan.objects.filter(ends_on__gte=on).exclude(state__in=BEFORE_APPROVAL).order_by("starts_on", "pk")
    plans = list(found.prefetch_related("rule_posts"))
    posts = {plan.pk: {post.pk for post in plan.rule_posts.all()} for plan in plans}
    taught: dict[int, set[int]] = defaultdict(set)
    for plan_id, programme_id in TrainingClass.objects.filter(plan__in=plans).values_list(
        "plan_id", "version__programme_id"
    ):
        taught[plan_id].add(programme_id)
    return {
        line.id: [
            plan
            for plan in plans
            if not posts[plan.pk].isdisjoint(line.post_ids)
            and (plan.pk not in taught or not taught[plan.pk].isdisjoint(line.programme_ids))
        ]
        for line in lines
    }


def all_plans(plans: Mapping[int, list[Plan]]) -> set[Plan]:
    """Every plan that answers one of the requirements."""
    return {plan for found in plans.values() for plan in found}


def _reliefs(lines: list[Line], on: date, people: People) -> dict[tuple[int, int], Reliefs]:
    held = granted([line.id for line in lines], on).filter(_only("official", people))
    found: dict[tuple[int, int], Reliefs] = {}
    for one in held.order_by("answered_on", "pk"):
        key = (one.official_id, one.requirement_id)
        until, because = found.get(key, Reliefs(None, ""))
        if one.kind == ReliefKind.EXTENSION and one.until is not None:
            until = max(until or one.until, one.until)
        elif one.until is None or one.until >= on:
            because = f"{one.reason} ({one.paper})"
        found[key] = Reliefs(until, because)
    return found
