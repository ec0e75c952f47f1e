"""The situation an allocation starts from: who waits for a class, which classes take people, where everybody is placed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from khaigiang.ground.shared.dates import quarter_of
from khaigiang.planning.nominations.models import Nomination, Unavailability
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts.models import (
    AllocationRun,
    ClassDecision,
    ClassPlaces,
    Enrolment,
    Placement,
    TrainingClass,
)
from khaigiang.teaching.cohorts.queries.classes import days_by_class
from khaigiang.teaching.cohorts.rules import Quarter, age_band, days_away
from khaigiang.teaching.cohorts.states import TAKES_PEOPLE, ClassState


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """Days on which a person cannot attend, as the committee stated."""

    first_day: date
    last_day: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPerson:
    """One accepted person without a seat, with all that decides on their class."""

    nomination_id: int
    name: str
    unit_id: int
    unit: str
    unit_kind: str
    committee_id: int
    committee: str
    gender: str
    age_band: str
    away: tuple[Away, ...]
    placed_in: int | None
    wished_class: int | None
    wish: str
    wished_quarter: Quarter | None = None

    def dislike_of(self, one: "TakingClass") -> tuple[bool, bool]:
        """The class wished comes first, then those of the wished quarter."""
        return one.id != self.wished_class, self.wished_quarter is not None and one.quarter != self.wished_quarter


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingClass:
    """One class that still takes people."""

    id: int
    number: int
    name: str
    wanted: int
    smallest: int
    largest: int
    days: tuple[date, ...]

    @property
    def quarter(self) -> Quarter | None:
        """The quarter in which it begins, once it has days."""
        return (self.days[0].year, quarter_of(self.days[0])) if self.days else None

    def days_missed_by(self, person: WaitingPerson) -> list[date]:
        """The days of the class on which the person is away."""
        return days_away(self.days, [(away.first_day, away.last_day) for away in person.away])


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Everybody who waits and every class that takes people, in a fixed order.

    `places` are those that committees have in classes, by both ids: in every class, of a committee that has any.
    """

    people: tuple[WaitingPerson, ...]
    classes: tuple[TakingClass, ...]
    places: Mapping[tuple[int, int], int] = field(default_factory=dict)

    @property
    def placed(self) -> dict[int, int]:
        """Who is placed where at present: nomination → class."""
        return {one.nomination_id: one.placed_in for one in self.people if one.placed_in is not None}


def waiting_nominations() -> QuerySet[Nomination]:
    """Accepted nominations with neither a seat, nor a line in a draft decision, nor a provisional seat."""
    of_post = Enrolment.objects.filter(target_post=OuterRef("target_post"), is_current=True)
    drafted = Enrolment.objects.filter(nomination=OuterRef("pk"), valid_from__isnull=True, valid_until__isnull=True)
    let_in = Enrolment.objects.filter(
        official=OuterRef("official"), let_in_on__isnull=False, valid_from__isnull=True, valid_until__isnull=True
    )
    return Nomination.objects.filter(
        ~Exists(of_post), ~Exists(drafted), ~Exists(let_in), state=NominationState.ACCEPTED
    )


def taking_classes(plan: Plan) -> QuerySet[TrainingClass]:
    """Classes of a plan whose list is neither decided nor drafted."""
    decided = ClassDecision.objects.filter(training_class=OuterRef("pk"))
    return plan.classes.filter(~Exists(decided), state__in=TAKES_PEOPLE).order_by("number")


def situation_of(plan: Plan) -> Situation:
    """What an allocation of this plan starts from; five statements whatever its size.

    Whom the waiting list promised a place in a decided class is no longer allocated.
    """
    promoted = Placement.objects.filter(nomination=OuterRef("pk"), training_class__state=ClassState.OPEN)
    return situation_among(plan, taking_classes(plan), waiting_nominations().filter(~Exists(promoted), plan=plan))


def placed_now(plan: Plan) -> dict[int, int]:
    """Where everybody of `situation_of` is placed at present: nomination → class; one statement."""
    found = Placement.objects.filter(
        nomination__in=waiting_nominations().filter(plan=plan).values("pk"),
        training_class__in=taking_classes(plan).order_by().values("pk"),
    )
    return dict(found.values_list("nomination", "training_class"))


def situation_of_run(run: AllocationRun) -> Situation:
    """The people and classes that a proposal speaks of, whatever became of them since; five statements."""
    people = [int(nomination_id) for nomination_id in run.assignment]
    return situation_of_people(run.plan, class_ids=run.class_ids, nomination_ids=people)


def situation_of_people(plan: Plan, *, class_ids: Collection[int], nomination_ids: Collection[int]) -> Situation:
    """These people and classes of a plan, whatever became of them since; five statements."""
    people = Nomination.objects.filter(plan=plan, pk__in=nomination_ids)
    return situation_among(plan, plan.classes.filter(pk__in=class_ids).order_by("number"), people)


def situation_among(plan: Plan, classes: QuerySet[TrainingClass], people: QuerySet[Nomination]) -> Situation:
    """These people and these classes of a plan; five statements."""
    found = list(classes)
    days, away = days_by_class(found), _away(plan)
    ids = {training_class.pk for training_class in found}
    together = people.select_related("official", "target_post__unit", "committee", "placement", "wish", "quarter_wish")
    together = together.order_by("pk")
    return Situation(
        people=tuple(_person(one, away[one.pk], ids, plan.starts_on) for one in together),
        classes=tuple(_class(one, days.get(one.pk, ())) for one in found),
        places=_places(ids),
    )


def _places(class_ids: Iterable[int]) -> dict[tuple[int, int], int]:
    given = ClassPlaces.objects.filter(training_class__in=list(class_ids))
    found = {(one.committee_id, one.training_class_id): one.places for one in given}
    committees = sorted({committee for committee, _class in found})
    return {(one, pk): found.get((one, pk), 0) for one in committees for pk in sorted(class_ids)}


def _away(plan: Plan) -> defaultdict[int, list[Away]]:
    found: defaultdict[int, list[Away]] = defaultdict(list)
    for one in Unavailability.objects.filter(nomination__plan=plan).order_by("first_day", "pk"):
        found[one.nomination_id].append(Away(first_day=one.first_day, last_day=one.last_day, reason=one.reason))
    return found


def _person(nomination: Nomination, away: list[Away], taking: set[int], on: date) -> WaitingPerson:
    placement, wish = getattr(nomination, "placement", None), getattr(nomination, "wish", None)
    quarter = getattr(nomination, "quarter_wish", None)
    return WaitingPerson(
        nomination_id=nomination.pk,
        name=nomination.official.full_name,
        unit_id=nomination.target_post.unit_id,
        unit=nomination.target_post.unit.name,
        unit_kind=nomination.target_post.unit.kind,
        committee_id=nomination.committee_id,
        committee=nomination.committee.name,
        gender=nomination.official.gender,
        age_band=age_band(nomination.official.born_on, on),
        away=tuple(away),
        placed_in=placement.training_class_id if placement and placement.training_class_id in taking else None,
        wished_class=wish.training_class_id if wish and wish.training_class_id in taking else None,
        wish=wish.kind if wish else "",
        wished_quarter=(quarter.year, quarter.quarter) if quarter else None,
    )


def _class(training_class: TrainingClass, days: tuple[date, ...]) -> TakingClass:
    return TakingClass(
        id=training_class.pk,
        number=training_class.number,
        name=training_class.name,
        wanted=training_class.wanted_size,
        smallest=training_class.min_size,
        largest=training_class.max_size,
        days=days,
    )
