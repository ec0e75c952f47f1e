"""Reading class decisions: what each adds and removes, and who may be added next."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from khaigiang.planning.documents.queries import ChainRow, EndedGround, ended_above, ended_grounds
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.states import NominationState
from khaigiang.teaching.cohorts.models import ClassDecision, Enrolment, TrainingClass
from khaigiang.teaching.cohorts.queries.people import ListRow, row_of, shown
from khaigiang.teaching.cohorts.states import FILLS_UP, TAKES_PEOPLE


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """One decision on the list of a class."""

    id: int
    kind: str
    kind_label: str
    document_id: int
    number: str
    effective_on: date | None
    added: int
    removed: int

    @property
    def is_draft(self) -> bool:
        """Does it wait for its signature and number?"""
        return self.effective_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """One person whom a decision takes off the list, and why."""

    person: ListRow
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionChanges:
    """Whom a decision adds and removes, in the order of names."""

    added: list[ListRow]
    removed: list[Leaving]


@dataclass(frozen=True, slots=True, kw_only=True)
class JoiningRow:
    """One accepted person who may be added by a supplementary decision; `replaces` holds their post's seat now."""

    nomination_id: int
    name: str
    unit: str
    district: str
    committee: str
    is_let_in: bool
    is_promoted: bool
    replaces: str
    replaces_in: str
    placed_in: str


def decision_rows(training_class: TrainingClass) -> list[DecisionRow]:
    """Every decision on a class in the order they came into force, a draft last; one statement."""
    found = training_class.decisions.select_related("document").annotate(
        adds=Count("added", distinct=True), removes=Count("removed", distinct=True)
    )
    rows = [
        DecisionRow(
            id=decision.pk,
            kind=decision.kind,
            kind_label=decision.get_kind_display(),
            document_id=decision.document_id,
            number=decision.document.number,
            effective_on=decision.effective_on,
            added=decision.adds,
            removed=decision.removes,
        )
        for decision in found
    ]
    return sorted(rows, key=lambda row: (row.is_draft, str(row.effective_on), row.id))


def decision_changes(decision: ClassDecision) -> DecisionChanges:
    """Whom a decision adds and whom it removes; two statements."""
    added = shown(Enrolment.objects.filter(added_by=decision))
    removed = shown(Enrolment.objects.filter(removed_by=decision))
    return DecisionChanges(
        added=[row_of(one, None) for one in added],
        removed=[Leaving(person=row_of(one, None), reason=one["removal_reason"]) for one in removed],
    )


def joining_rows(training_class: TrainingClass) -> list[JoiningRow]:
    """Accepted people whom a supplementary decision may add: nobody seats them, no draft names them; two statements."""
    seats = {
        seat.target_post_id: seat
        for seat in Enrolment.objects.filter(
            training_class__plan=training_class.plan_id, is_current=True
        ).select_related("official", "training_class")
    }
    return [
        _joining(nomination, seats.get(nomination.target_post_id)) for nomination in _joining_people(training_class)
    ]


def draft_of(training_class: TrainingClass) -> ClassDecision | None:
    """The decision on a class that is drafted and not yet issued."""
    return training_class.decisions.filter(effective_on__isnull=True).select_related("document").first()


def partner_of(decision: ClassDecision) -> ClassDecision | None:
    """The decision on another class that comes into force together with this one."""
    found = ClassDecision.objects.filter(Q(comes_with=decision) | Q(goes_with=decision))
    return found.select_related("training_class", "document").first()


def opening_decision(training_class: TrainingClass) -> ClassDecision | None:
    """The decision that opened a class, once it is issued."""
    found = training_class.decisions.filter(kind=ClassDecision.Kind.OPENING, effective_on__isnull=False)
    return found.select_related("document").first()


def last_changed_on(training_class: TrainingClass) -> date | None:
    """The day on which the last decision on the list came into force."""
    issued = training_class.decisions.filter(effective_on__isnull=False)
    return issued.order_by("-effective_on").values_list("effective_on", flat=True).first()


def _joining_people(training_class: TrainingClass) -> list[Nomination]:
    own = Enrolment.objects.filter(official=OuterRef("official"), training_class__plan=OuterRef("plan"))
    seated = own.filter(is_current=True)
    drafted = own.filter(added_by__isnull=False, valid_from__isnull=True)
    here = own.filter(
        training_class=training_class, let_in_on__isnull=False, valid_from__isnull=True, valid_until__isnull=True
    )
    promoted = training_class.placements.filter(nomination=OuterRef("pk"), promoted_at__isnull=False)
    found = Nomination.objects.filter(
        ~Exists(seated), ~Exists(drafted), plan=training_class.plan_id, state=NominationState.ACCEPTED
    ).annotate(is_let_in=Exists(here), is_promoted=Exists(promoted))
    together = found.select_related("official", "target_post__unit__parent", "committee", "placement__training_class")
    return list(together.order_by("-is_let_in", "-is_promoted", "official__sort_key", "pk"))


def _joining(nomination: Nomination, seat: Enrolment | None) -> JoiningRow:
    unit = nomination.target_post.unit
    return JoiningRow(
        nomination_id=nomination.pk,
        name=nomination.official.full_name,
        unit=unit.name,
        district=unit.parent.name if unit.parent else "",
        committee=nomination.committee.name,
        is_let_in=getattr(nomination, "is_let_in", False),
        is_promoted=getattr(nomination, "is_promoted", False),
        replaces=seat.official.full_name if seat else "",
        replaces_in=seat.training_class.name if seat else "",
        placed_in=_other_class(nomination),
    )


def _other_class(nomination: Nomination) -> str:
    placement = getattr(nomination, "placement", None)
    if placement is None or nomination.is_promoted:  # type: ignore[attr-defined]  # annotated above
        return ""
    is_promised = placement.promoted_at is not None and placement.training_class.state in FILLS_UP
    return placement.training_class.name if is_promised or placement.training_class.state in TAKES_PEOPLE else ""


def ended_grounds_of(training_class: TrainingClass, today: date) -> list[ChainRow]:
    """What the class stands on, from its decision or else its plan upwards, that was no longer in force for what
    stands on it; some statements more for each step of the chain."""
    opening = training_class.decisions.filter(kind=ClassDecision.Kind.OPENING).select_related("document").first()
    return ended_above(opening.document if opening else training_class.plan.document, today)


def grounds_to_explain(decision: ClassDecision, today: date) -> list[EndedGround]:
    """On which documents that are no longer in force a draft stands, while nobody has said why."""
    document = decision.document
    return [] if decision.effective_on or document.exception_reason else ended_grounds(document, today)
