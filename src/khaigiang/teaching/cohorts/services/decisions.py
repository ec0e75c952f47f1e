"""Decisions on the list of a class: the one that opens it, and those that amend the list later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.documents import services as documents
from khaigiang.planning.documents.errors import DatedInTheFuture
from khaigiang.planning.documents.models import Document, DocumentKind, DocumentLink
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.plans.models import PaperDuty
from khaigiang.planning.plans.queries import duty_of
from khaigiang.teaching.cohorts import letters, notices
from khaigiang.teaching.cohorts.errors import (
    BelongsToAChange,
    ComesIntoForceWithAnother,
    DatedBeforeTheLastDecision,
    DraftExists,
    MoveNotAllowed,
    NobodyIsPlaced,
    NotAccepted,
    NotADraft,
    NotConfirmed,
    NothingChanges,
    NotOnTheList,
    ReasonMissing,
)
from khaigiang.teaching.cohorts.models import ClassDecision, Enrolment, TrainingClass
from khaigiang.teaching.cohorts.queries import (
    draft_of,
    joining_rows,
    last_changed_on,
    opening_decision,
    partner_of,
    waiting_nominations,
)
from khaigiang.teaching.cohorts.services.drafts import discard_document
from khaigiang.teaching.cohorts.services.lists import put_in_force, refuse_taken_posts
from khaigiang.teaching.cohorts.services.moves import locked
from khaigiang.teaching.cohorts.services.waiting_list import fill_free_places
from khaigiang.teaching.cohorts.states import LIST_MAY_CHANGE, TAKES_PEOPLE, ClassState

Leaving = tuple[Enrolment, str]


@transaction.atomic
def draft_class_decision(training_class: TrainingClass, *, by: User, at: datetime) -> ClassDecision:
    """Draw up the decision that opens a class, its list being the people placed in it.

    Raises NotConfirmed, MoveNotAllowed, DraftExists, NobodyIsPlaced, or NoDuty when nobody is named to sign it.
    """
    training_class = locked(training_class)
    if training_class.state == ClassState.TENTATIVE:
        raise NotConfirmed(training_class=training_class)
    if training_class.state not in TAKES_PEOPLE:
        raise MoveNotAllowed(training_class=training_class, state=training_class.get_state_display())
    _refuse_second_draft(training_class)
    placed = list(waiting_nominations().filter(placement__training_class=training_class))
    if not placed:
        raise NobodyIsPlaced(training_class=training_class)
    decision = _drafted(training_class, ClassDecision.Kind.OPENING, by=by, at=at)
    Enrolment.objects.bulk_create(_enrolment(decision, nomination) for nomination in placed)
    letters.keep_decision(decision, by=by, at=at)
    audit.record("draft_class_decision", decision, by=by, at=at, after={"people": len(placed)})
    return decision


@transaction.atomic
def draft_supplementary(
    training_class: TrainingClass,
    *,
    add: Sequence[Nomination] = (),
    remove: Sequence[Leaving] = (),
    by: User,
    at: datetime,
) -> ClassDecision:
    """Draw up a decision that adds accepted people to the list of a class and takes others off it, each with a reason.

    Somebody let in provisionally is listed by it. Raises MoveNotAllowed, DraftExists, NothingChanges, NotOnTheList,
    ReasonMissing, NotAccepted, PostHasASeat or NoDuty.
    """
    training_class = locked(training_class)
    if training_class.state not in LIST_MAY_CHANGE:
        raise MoveNotAllowed(training_class=training_class, state=training_class.get_state_display())
    _refuse_second_draft(training_class)
    if not add and not remove:
        raise NothingChanges
    _refuse_removals(training_class, remove)
    _refuse_additions(training_class, add, [enrolment for enrolment, _reason in remove])
    decision = _drafted(training_class, ClassDecision.Kind.SUPPLEMENTARY, by=by, at=at)
    _draft_additions(decision, add)
    for enrolment, reason in remove:
        Enrolment.objects.filter(pk=enrolment.pk).update(removed_by=decision, removal_reason=reason.strip())
    letters.keep_decision(decision, by=by, at=at)
    after = {
        "added": [str(nomination) for nomination in add],
        "removed": {str(enrolment.official): reason.strip() for enrolment, reason in remove},
    }
    audit.record("draft_supplementary", decision, by=by, at=at, after=after)
    return decision


@transaction.atomic
def issue_class_decision(
    decision: ClassDecision,
    *,
    signer_name: str,
    signer_title: str,
    signed_on: date,
    issued_on: date,
    number: str | None = None,
    by: User,
    at: datetime,
) -> ClassDecision:
    """Sign, number and date a decision on a class: its list is in force from that day, and a first one opens the class.

    Raises NotADraft, DatedInTheFuture, DatedBeforeTheLastDecision, PostHasASeat, ComesIntoForceWithAnother, and what
    signing and numbering a paper raise.
    """
    partner = partner_of(decision)
    if partner is not None:
        raise ComesIntoForceWithAnother(training_class=partner.training_class)
    (issued,) = _issued(
        [(decision, number)],
        Signing(signer_name=signer_name, signer_title=signer_title, signed_on=signed_on, issued_on=issued_on),
        by=by,
        at=at,
    )
    return issued


@transaction.atomic
def issue_decisions_together(
    decision: ClassDecision,
    *,
    signer_name: str,
    signer_title: str,
    signed_on: date,
    issued_on: date,
    number: str | None = None,
    other_number: str | None = None,
    by: User,
    at: datetime,
) -> list[ClassDecision]:
    """Sign, number and date a decision and the one that goes with it: people change lists on the same day.

    Raises what `issue_class_decision` raises of either.
    """
    partner = partner_of(decision)
    assert partner is not None, "the caller knows that they go together"
    signing = Signing(signer_name=signer_name, signer_title=signer_title, signed_on=signed_on, issued_on=issued_on)
    return _issued([(decision, number), (partner, other_number)], signing, by=by, at=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """Who signed papers and when, and the day they bear."""

    signer_name: str
    signer_title: str
    signed_on: date
    issued_on: date


def _issued(
    papers: Sequence[tuple[ClassDecision, str | None]], signing: Signing, *, by: User, at: datetime
) -> list[ClassDecision]:
    on = signing.issued_on
    classes = {one.training_class_id: one.training_class for one, _number in papers}
    held = {pk: locked(classes[pk]) for pk in sorted(classes)}
    decisions = [_read(one, held) for one, _number in papers]
    for decision in decisions:
        _refuse_issue(decision, on, today=local_day(at))
    for decision, (_same, number) in zip(decisions, papers, strict=True):
        documents.sign_in_transaction(
            decision.document,
            signer_name=signing.signer_name,
            signer_title=signing.signer_title,
            signed_on=signing.signed_on,
        )
        documents.issue_in_transaction(decision.document, issued_on=on, number=number)
    put_in_force(decisions, on)
    for decision in decisions:
        letters.keep_decision(decision, by=by, at=at)
        after = {"number": decision.document.number, "effective_on": on, "added": decision.added.count()}
        audit.record("issue_class_decision", decision, by=by, at=at, after=after)
        notices.list_in_force(decision, at=at)
    fill_free_places(decisions[0].training_class.plan, by=by, at=at)
    return decisions


def _read(decision: ClassDecision, held: Mapping[int, TrainingClass]) -> ClassDecision:
    decision = ClassDecision.objects.select_related("document__issuer").get(pk=decision.pk)
    decision.training_class = held[decision.training_class_id]
    return decision


@transaction.atomic
def discard_class_decision(decision: ClassDecision, *, by: User, at: datetime) -> None:
    """Throw a draft away: everybody is where they were before it; raises NotADraft or BelongsToAChange."""
    training_class = locked(decision.training_class)
    decision = ClassDecision.objects.select_related("document").get(pk=decision.pk)
    if decision.effective_on is not None:
        raise NotADraft(paper=decision)
    if decision.because:
        raise BelongsToAChange(training_class=training_class)
    before = {"kind": decision.kind, "added": decision.added.count(), "removed": decision.removed.count()}
    discard_in_transaction(decision)
    audit.record("discard_class_decision", training_class, by=by, at=at, before=before)
    fill_free_places(training_class.plan, by=by, at=at)


@transaction.atomic
def draft_for_a_change(
    training_class: TrainingClass,
    kind: ClassDecision.Kind,
    *,
    because: str,
    add: Sequence[Nomination] = (),
    remove: Sequence[Enrolment] = (),
    goes_with: ClassDecision | None = None,
    by: User,
    at: datetime,
) -> ClassDecision:
    """Draw up a decision that an approved change of a class needs; the change has looked at who may come and go.

    Raises DraftExists, ReasonMissing or NoDuty.
    """
    training_class = locked(training_class)
    _refuse_second_draft(training_class)
    decision = _drafted(training_class, kind, because=because, goes_with=goes_with, by=by, at=at)
    Enrolment.objects.bulk_create(_enrolment(decision, nomination) for nomination in add)
    leaving = Enrolment.objects.filter(pk__in=[one.pk for one in remove])
    leaving.update(removed_by=decision, removal_reason=because)
    letters.keep_decision(decision, by=by, at=at)
    after = {"kind": kind.value, "added": len(add), "removed": len(remove), "because": because}
    audit.record("draft_for_a_change", decision, by=by, at=at, after=after)
    return decision


def discard_in_transaction(decision: ClassDecision) -> None:
    """Take a draft away with all it says, within a service that records the act."""
    decision.added.filter(let_in_on__isnull=True).delete()
    decision.added.update(added_by=None, nomination=None)
    decision.removed.update(removed_by=None, removal_reason="")
    document = decision.document
    decision.delete()
    discard_document(document)


def _drafted(
    training_class: TrainingClass,
    kind: ClassDecision.Kind,
    *,
    because: str = "",
    goes_with: ClassDecision | None = None,
    by: User,
    at: datetime,
) -> ClassDecision:
    duty = duty_of(training_class.plan, PaperDuty.Paper.CLASS_DECISION)
    document = documents.new_draft(
        issuer=duty.office,
        kind=DocumentKind.DECISION,
        abstract=letters.decision_abstract(kind, training_class),
        by=by,
        at=at,
    )
    _link(document, training_class, kind)
    return ClassDecision.objects.create(
        training_class=training_class, document=document, kind=kind, because=because, goes_with=goes_with
    )


def _link(document: Document, training_class: TrainingClass, kind: ClassDecision.Kind) -> None:
    relation = DocumentLink.Relation
    documents.link_in_transaction(document, relation=relation.IMPLEMENTS, target=training_class.plan.document)
    opening = opening_decision(training_class)
    if kind != ClassDecision.Kind.OPENING and opening is not None:
        documents.link_in_transaction(document, relation=relation.AMENDS, target=opening.document)
    elif training_class.version.approved_by is not None:
        documents.link_in_transaction(document, relation=relation.BASED_ON, target=training_class.version.approved_by)


def _enrolment(decision: ClassDecision, nomination: Nomination) -> Enrolment:
    return Enrolment(
        training_class=decision.training_class,
        official_id=nomination.official_id,
        target_post_id=nomination.target_post_id,
        nomination=nomination,
        added_by=decision,
    )


def _draft_additions(decision: ClassDecision, add: Sequence[Nomination]) -> None:
    let_in = {
        enrolment.official_id: enrolment
        for enrolment in decision.training_class.enrolments.filter(
            official__in=[nomination.official_id for nomination in add],
            valid_from__isnull=True,
            valid_until__isnull=True,
        )
    }
    for nomination in add:
        enrolment = let_in.get(nomination.official_id) or _enrolment(decision, nomination)
        enrolment.added_by, enrolment.nomination = decision, nomination
        enrolment.target_post_id = nomination.target_post_id
        enrolment.save()


def _refuse_second_draft(training_class: TrainingClass) -> None:
    if draft_of(training_class) is not None:
        raise DraftExists(training_class=training_class)


def _refuse_removals(training_class: TrainingClass, remove: Sequence[Leaving]) -> None:
    listed = set(training_class.enrolments.filter(is_current=True).values_list("pk", flat=True))
    for enrolment, reason in remove:
        if enrolment.pk not in listed:
            raise NotOnTheList(official=enrolment.official, training_class=training_class)
        if not reason.strip():
            raise ReasonMissing(official=enrolment.official)


def _refuse_additions(training_class: TrainingClass, add: Sequence[Nomination], leaving: Sequence[Enrolment]) -> None:
    joining = {row.nomination_id for row in joining_rows(training_class)} if add else set()
    freed = {enrolment.target_post_id for enrolment in leaving}
    for nomination in add:
        if nomination.pk not in joining:
            raise NotAccepted(official=nomination)
    refuse_taken_posts({nomination.target_post_id for nomination in add} - freed)


def _refuse_issue(decision: ClassDecision, issued_on: date, *, today: date) -> None:
    if decision.effective_on is not None:
        raise NotADraft(paper=decision)
    if issued_on > today:
        raise DatedInTheFuture(day=f"{issued_on:%d/%m/%Y}")
    last = last_changed_on(decision.training_class)
    if last is not None and issued_on < last:
        raise DatedBeforeTheLastDecision(day=f"{last:%d/%m/%Y}")
