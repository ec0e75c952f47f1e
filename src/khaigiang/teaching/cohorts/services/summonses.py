"""The paper that calls the people on the list of a class: none without an issued decision."""

from datetime import date, datetime, time
from typing import Final

from django.db import transaction
from django.urls import reverse

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.outbox import services as outbox
from khaigiang.ground.outbox.models import Mailing
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.documents import services as documents
from khaigiang.planning.documents.errors import DatedInTheFuture
from khaigiang.planning.documents.models import Document, DocumentKind, DocumentLink, DocumentState
from khaigiang.planning.plans.models import PaperDuty
from khaigiang.planning.plans.queries import duty_of
from khaigiang.teaching.cohorts import calls, letters, mail, notices
from khaigiang.teaching.cohorts.errors import (
    EverybodyIsSummoned,
    ListChangedSinceDrafted,
    MoveNotAllowed,
    NoDecisionYet,
    NotADraft,
    NotIssuedYet,
    SummonsCorrected,
    SummonsInDraft,
)
from khaigiang.teaching.cohorts.models import ClassDecision, Enrolment, Summons, TrainingClass
from khaigiang.teaching.cohorts.queries import days_of, is_overtaken, not_yet_summoned, opening_decision
from khaigiang.teaching.cohorts.services.drafts import discard_document
from khaigiang.teaching.cohorts.services.moves import locked
from khaigiang.teaching.cohorts.states import LIST_MAY_CHANGE, Whom

USUAL_HOUR: Final = time(7, 30)


@transaction.atomic
def draft_summons(training_class: TrainingClass, *, gather_at: time = USUAL_HOUR, by: User, at: datetime) -> Summons:
    """Draw up the summons of everybody on the list whom none has called yet.

    Raises NoDecisionYet, MoveNotAllowed once the class is closed, SummonsInDraft, EverybodyIsSummoned or NoDuty.
    """
    training_class = locked(training_class)
    decision = opening_decision(training_class)
    if decision is None:
        raise NoDecisionYet(training_class=training_class)
    if training_class.state not in LIST_MAY_CHANGE:
        raise MoveNotAllowed(training_class=training_class, state=training_class.get_state_display())
    if training_class.summonses.exclude(document__state=DocumentState.ISSUED).exists():
        raise SummonsInDraft(training_class=training_class)
    people = list(not_yet_summoned(training_class, local_day(at)))
    if not people:
        raise EverybodyIsSummoned(training_class=training_class)
    summons = _drafted(training_class, decision, people, gather_at=gather_at, by=by, at=at)
    letters.keep_summons(summons, by=by, at=at)
    audit.record("draft_summons", summons, by=by, at=at, after={"people": len(people)})
    return summons


@transaction.atomic
def issue_summons(
    summons: Summons,
    *,
    signer_name: str,
    signer_title: str,
    signed_on: date,
    issued_on: date,
    number: str | None = None,
    by: User,
    at: datetime,
) -> Summons:
    """Sign, number and date a summons: its people count as summoned from that day.

    Raises NotADraft, DatedInTheFuture, ListChangedSinceDrafted, and what signing and numbering a paper raise.
    """
    locked(summons.training_class)
    summons = _read(summons)
    if summons.document.state == DocumentState.ISSUED:
        raise NotADraft(paper=summons)
    if issued_on > local_day(at):
        raise DatedInTheFuture(day=f"{issued_on:%d/%m/%Y}")
    left = summons.enrolments.exclude(pk__in=Enrolment.objects.listed_on(issued_on)).select_related("official").first()
    if left is not None:
        raise ListChangedSinceDrafted(official=left.official)
    documents.sign_in_transaction(
        summons.document, signer_name=signer_name, signer_title=signer_title, signed_on=signed_on
    )
    documents.issue_in_transaction(summons.document, issued_on=issued_on, number=number)
    _keep_what_it_says(summons)
    letters.keep_summons(summons, by=by, at=at)
    after = {"number": summons.document.number, "issued_on": issued_on, "people": summons.enrolments.count()}
    audit.record("issue_summons", summons, by=by, at=at, after=after)
    calls.tell(summons, by, at)
    notices.summoned(summons, at=at)
    return summons


def draft_summons_mail(summons: Summons, whom: Whom, *, sender_role: str, by: User, at: datetime) -> Mailing:
    """Write the e-mails of an issued summons as drafts into the outbox; raises NotIssuedYet, SummonsCorrected or
    AlreadyDrafted."""
    summons = _read(summons)
    if summons.document.state != DocumentState.ISSUED:
        raise NotIssuedYet(paper=summons)
    if is_overtaken(summons):
        raise SummonsCorrected(paper=summons)
    written = mail.mail_of(summons, whom)
    issuer = summons.document.issuer
    return outbox.draft_mailing(
        written.key,
        written.receivers,
        title=f"{written.subject}: {whom.label}",
        subject=written.subject,
        body=written.body,
        sender_role=sender_role,
        sender_name=issuer.name,
        reply_to=issuer.email,
        link=reverse("cohorts:summons", args=[summons.pk]),
        by=by,
        at=at,
    )


@transaction.atomic
def discard_summons(summons: Summons, *, by: User, at: datetime) -> None:
    """Throw a draft away; raises NotADraft."""
    training_class = locked(summons.training_class)
    summons = _read(summons)
    if summons.document.state == DocumentState.ISSUED:
        raise NotADraft(paper=summons)
    document, people = summons.document, summons.enrolments.count()
    summons.delete()
    discard_document(document)
    audit.record("discard_summons", training_class, by=by, at=at, before={"people": people})


def _drafted(
    training_class: TrainingClass,
    decision: ClassDecision,
    people: list[Enrolment],
    *,
    gather_at: time,
    by: User,
    at: datetime,
) -> Summons:
    duty = duty_of(training_class.plan, PaperDuty.Paper.SUMMONS)
    document = documents.new_draft(
        issuer=duty.office,
        kind=DocumentKind.OFFICIAL_LETTER,
        abstract=letters.summons_abstract(training_class),
        by=by,
        at=at,
    )
    _link(document, people)
    summons = Summons.objects.create(
        training_class=training_class, decision=decision, document=document, gather_at=gather_at
    )
    summons.enrolments.set(people)
    return summons


def _link(document: Document, people: list[Enrolment]) -> None:
    listing = ClassDecision.objects.filter(added__in=people).distinct().select_related("document").order_by("pk")
    for decision in listing:
        documents.link_in_transaction(document, relation=DocumentLink.Relation.BASED_ON, target=decision.document)


def _read(summons: Summons) -> Summons:
    together = (
        "document__issuer",
        "training_class__plan__school",
        "training_class__version__programme",
        "training_class__hall",
    )
    return Summons.objects.select_related(*together).get(pk=summons.pk)


def _keep_what_it_says(summons: Summons) -> None:
    summons.says_from, summons.says_until = letters.gathers_at(summons).date(), days_of(summons.training_class)[-1]
    summons.says_where = letters.venue(summons.training_class)[:500]
    summons.save(update_fields=["says_from", "says_until", "says_where"])
