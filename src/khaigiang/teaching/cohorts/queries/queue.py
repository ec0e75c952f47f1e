"""The waiting list of a plan: who waits in which order, where places are free, and who would get them now."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from khaigiang.planning.nominations.models import Nomination, NominationMove
from khaigiang.planning.nominations.queries import committees_by_quarter
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.queries import above_quarter
from khaigiang.planning.plans.states import AboveQuarter
from khaigiang.teaching.cohorts.models import ClassDecision, Enrolment, Placement, TrainingClass, WaitingList, Wish
from khaigiang.teaching.cohorts.queries.waiting import (
    Situation,
    TakingClass,
    WaitingPerson,
    situation_among,
    waiting_nominations,
)
from khaigiang.teaching.cohorts.rules import Room, Waiting, places_given
from khaigiang.teaching.cohorts.states import FILLS_UP, TAKES_PEOPLE, ClassState


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One person in the queue: their turn, what it rests on, which classes are possible, and the one they would get."""

    turn: int
    person: WaitingPerson
    has_waited: bool
    letter: str
    letter_on: date | None
    sent_at: datetime | None
    possible: tuple[str, ...]
    would_get: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FillingClass:
    """One class that fills up from the waiting list until its first day, and its free places."""

    id: int
    name: str
    first_day: date
    places: int
    free: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PromotedRow:
    """One person to whom the waiting list gave a place that no decision has listed yet."""

    nomination_id: int
    name: str
    unit: str
    committee_id: int
    class_id: int
    class_name: str
    is_decided: bool
    promoted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """Everybody who waits in the order of their turns, the classes that fill up, and whom the places now go to."""

    people: list[QueueRow]
    classes: list[FillingClass]
    given: dict[int, int]

    @property
    def free(self) -> int:
        """Free places of all classes that fill up."""
        return sum(one.free for one in self.classes)


def queue_of(plan: Plan, on: date) -> Queue:
    """The waiting list of a plan on a day; the same statements whatever its size."""
    found = filling_classes(plan, on)
    situation = situation_among(plan, found.order_by("number"), queued_nominations(plan))
    facts = {one.pk: one for one in _with_facts(queued_nominations(plan))}
    left, taken = _left(plan), _taken(situation)
    waiting = [_waiting(person, facts[person.nomination_id], situation, left) for person in situation.people]
    free = {one.id: max(0, one.largest - taken[one.id]) for one in situation.classes}
    given = places_given(waiting, free, _allowed(plan, waiting), _room(plan, situation))
    return Queue(
        people=_rows(situation, waiting, facts, given),
        classes=[_filling(one, free[one.id]) for one in situation.classes],
        given=given,
    )


def filling_classes(plan: Plan, on: date) -> QuerySet[TrainingClass]:
    """Classes that take people from the waiting list on a day: settled, not begun, and no opening decision drafted."""
    drafted = ClassDecision.objects.filter(
        training_class=OuterRef("pk"), kind=ClassDecision.Kind.OPENING, effective_on__isnull=True
    )
    classes = plan.classes.annotate(begins_on=Min("days__on")).filter(begins_on__gt=on)
    return TrainingClass.objects.filter(~Exists(drafted), pk__in=classes.values("pk"), state__in=FILLS_UP)


def queued_nominations(plan: Plan) -> QuerySet[Nomination]:
    """Accepted people of a plan who are on no list and have no place in a class that has not begun."""
    placed = Placement.objects.filter(nomination=OuterRef("pk"), training_class__state__in=TAKES_PEOPLE | FILLS_UP)
    return waiting_nominations().filter(~Exists(placed), plan=plan)


def waiting_list_of(plan: Plan) -> WaitingList | None:
    """The waiting list of a plan while it promotes people."""
    return WaitingList.objects.filter(plan=plan).select_related("opened_by").first()


def promoted_placements(plan: Plan) -> QuerySet[Placement]:
    """Places that the waiting list gave and no decision, drafted or issued, has confirmed, before the class begins."""
    waiting = waiting_nominations().filter(plan=plan)
    return Placement.objects.filter(
        promoted_at__isnull=False, nomination__in=waiting.values("pk"), training_class__state__in=FILLS_UP
    )


def promoted_rows(plan: Plan) -> list[PromotedRow]:
    """Whom the waiting list gave a place, the latest first; one statement."""
    found = promoted_placements(plan).select_related(
        "nomination__official", "nomination__target_post__unit", "training_class"
    )
    return [_promoted(one) for one in found.order_by("-promoted_at", "pk")]


def promoted_into(training_class: TrainingClass) -> int:
    """How many people of the waiting list a supplementary decision on this class has still to list; one statement."""
    if training_class.state != ClassState.OPEN:
        return 0
    return promoted_placements(training_class.plan).filter(training_class=training_class).count()


def _with_facts(people: QuerySet[Nomination]) -> QuerySet[Nomination]:
    deferred = NominationMove.objects.filter(nomination=OuterRef("pk"), state=NominationState.DEFERRED)
    off = Q(valid_until__isnull=False) | Q(valid_from__isnull=False, is_current=False)
    taken_off = Enrolment.objects.filter(off, nomination=OuterRef("pk"))
    return people.select_related("letter").annotate(has_waited=Exists(deferred) | Exists(taken_off))


def _left(plan: Plan) -> set[tuple[int, int]]:
    """Who was taken off the list of which class: they wait for another."""
    left = Enrolment.objects.filter(training_class__plan=plan, valid_until__isnull=False)
    return set(left.values_list("official", "training_class"))


def _taken(situation: Situation) -> Counter[int]:
    """Places taken: on a list or drafted for one, let in, or placed and waiting for the decision."""
    ids = [one.id for one in situation.classes]
    on_a_list = Q(is_current=True) | Q(valid_from__isnull=True, valid_until__isnull=True)
    listed = Enrolment.objects.filter(on_a_list, training_class__in=ids)
    placed = Placement.objects.filter(training_class__in=ids, nomination__in=waiting_nominations().values("pk"))
    counts: Counter[int] = Counter()
    counts.update(dict(listed.order_by().values_list("training_class").annotate(count=Count("pk"))))
    counts.update(dict(placed.order_by().values_list("training_class").annotate(count=Count("pk"))))
    return counts


def _allowed(plan: Plan, waiting: list[Waiting]) -> dict[int, int]:
    """How many more people each committee may have in classes: its places of the plan less who has a place already."""
    queued = Counter(one.committee_id for one in waiting)
    accepted = Nomination.objects.filter(plan=plan, state=NominationState.ACCEPTED).order_by().values("committee")
    placed = {
        committee_id: count - queued[committee_id]
        for committee_id, count in accepted.values_list("committee").annotate(count=Count("pk"))
    }
    return {
        committee_id: places - placed.get(committee_id, 0)
        for committee_id, places in plan.quotas.values_list("committee", "places")
    }


def _room(plan: Plan, situation: Situation) -> Room | None:
    """What each committee may still have in each quarter; None where the plan only warns of who is above."""
    committees = committees_by_quarter(plan) if above_quarter(plan) == AboveQuarter.REFUSE else {}
    if not committees:
        return None
    cells = ((pk, cell) for pk, quarters in committees.items() for cell in quarters.cells)
    return Room(
        free=Counter({(pk, cell.key): cell.free for pk, cell in cells}),
        quarters={one.id: one.quarter for one in situation.classes if one.quarter},
    )


def _waiting(
    person: WaitingPerson, nomination: Nomination, situation: Situation, left: set[tuple[int, int]]
) -> Waiting:
    possible = [
        one
        for one in situation.classes
        if not one.days_missed_by(person) and (nomination.official_id, one.id) not in left
    ]
    if person.wish == Wish.Kind.PINNED:
        possible = [one for one in possible if one.id == person.wished_class]
    wanted = sorted(possible, key=lambda one: (*person.dislike_of(one), one.days[0], one.number))
    return Waiting(
        id=person.nomination_id,
        committee_id=person.committee_id,
        has_waited=getattr(nomination, "has_waited", False),
        letter_on=nomination.letter.dated_on if nomination.letter else None,
        sent_at=nomination.letter.sent_at if nomination.letter else None,
        classes=tuple(one.id for one in wanted),
        quarter=person.wished_quarter,
    )


def _rows(
    situation: Situation, waiting: list[Waiting], facts: dict[int, Nomination], given: dict[int, int]
) -> list[QueueRow]:
    people = {one.nomination_id: one for one in situation.people}
    names = {one.id: one.name for one in situation.classes}
    return [
        QueueRow(
            turn=turn,
            person=people[one.id],
            has_waited=one.has_waited,
            letter=str(facts[one.id].letter or ""),
            letter_on=one.letter_on,
            sent_at=one.sent_at,
            possible=tuple(names[class_id] for class_id in one.classes),
            would_get=names[given[one.id]] if one.id in given else "",
        )
        for turn, one in enumerate(sorted(waiting, key=lambda one: one.turn), start=1)
    ]


def _filling(one: TakingClass, free: int) -> FillingClass:
    return FillingClass(id=one.id, name=one.name, first_day=one.days[0], places=one.largest, free=free)


def _promoted(placement: Placement) -> PromotedRow:
    nomination, training_class = placement.nomination, placement.training_class
    assert placement.promoted_at is not None
    return PromotedRow(
        nomination_id=nomination.pk,
        name=nomination.official.full_name,
        unit=nomination.target_post.unit.name,
        committee_id=nomination.committee_id,
        class_id=training_class.pk,
        class_name=training_class.name,
        is_decided=training_class.state == ClassState.OPEN,
        promoted_at=placement.promoted_at,
    )
