"""Issuing the papers of a change: two decisions at once where people change lists, the letter that corrects a summons."""

from datetime import date, datetime
from typing import Unpack

from django.db import transaction
from django.urls import reverse

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.outbox import services as outbox
from khaigiang.ground.outbox.models import Mailing
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.documents import services as documents
from khaigiang.planning.documents.errors import DatedInTheFuture
from khaigiang.planning.documents.models import Document
from khaigiang.planning.documents.rules import SignedAndDated
from khaigiang.teaching.answers import services as answers
from khaigiang.teaching.changes import letters, mail
from khaigiang.teaching.changes.errors import LetterNotIssued, NothingToIssue
from khaigiang.teaching.changes.models import ClassChange
from khaigiang.teaching.changes.queries import corrected_by, papers_of, touched_by_letter
from khaigiang.teaching.changes.states import ChangeKind
from khaigiang.teaching.cohorts import services as cohorts
from khaigiang.teaching.cohorts.models import ClassDecision
from khaigiang.teaching.cohorts.states import Whom


def issue_change_decisions(
    change: ClassChange,
    *,
    number: str | None = None,
    other_number: str | None = None,
    by: User,
    at: datetime,
    **signing: Unpack[SignedAndDated],
) -> list[ClassDecision]:
    """Sign, number and date the decisions of a change, two of them on the same day.

    Raises NothingToIssue, and what issuing a class decision raises.
    """
    decisions = papers_of(change).decisions
    if not decisions or decisions[0].effective_on is not None:
        raise NothingToIssue
    if len(decisions) == 1:
        return [cohorts.issue_class_decision(decisions[0], number=number, by=by, at=at, **signing)]
    return cohorts.issue_decisions_together(
        decisions[0], number=number, other_number=other_number, by=by, at=at, **signing
    )


@transaction.atomic
def issue_change_letter(
    change: ClassChange,
    *,
    signer_name: str,
    signer_title: str,
    signed_on: date,
    issued_on: date,
    number: str | None = None,
    by: User,
    at: datetime,
) -> Document:
    """Sign, number and date the letter that corrects the summons of a class; whom it touches is asked anew.

    Raises NothingToIssue, DatedInTheFuture, and what signing and numbering a paper raise.
    """
    letter = change.letter
    if letter is None or letter.issued_on is not None:
        raise NothingToIssue
    if issued_on > local_day(at):
        raise DatedInTheFuture(day=f"{issued_on:%d/%m/%Y}")
    documents.sign_in_transaction(letter, signer_name=signer_name, signer_title=signer_title, signed_on=signed_on)
    documents.issue_in_transaction(letter, issued_on=issued_on, number=number)
    letters.keep_letter(change, letter, by=by, at=at)
    asked = answers.call_again_in_transaction(
        corrected_by(change), _corrected(change, letter), _touched(change), by=by, at=at
    )
    after = {"number": letter.number, "issued_on": issued_on, "people": len(asked)}
    audit.record("issue_change_letter", change, by=by, at=at, after=after)
    return letter


def draft_letter_mail(change: ClassChange, whom: Whom, *, sender_role: str, by: User, at: datetime) -> Mailing:
    """Write the e-mails about an issued letter as drafts into the outbox; raises LetterNotIssued or AlreadyDrafted."""
    letter = change.letter
    if letter is None or letter.issued_on is None:
        raise LetterNotIssued
    written = mail.mail_of(change, letter, whom)
    return outbox.draft_mailing(
        written.key,
        written.receivers,
        title=f"{written.subject}: {whom.label}",
        subject=written.subject,
        body=written.body,
        sender_role=sender_role,
        sender_name=letter.issuer.name,
        reply_to=letter.issuer.email,
        link=reverse("changes:change", args=[change.pk]),
        by=by,
        at=at,
    )


def _corrected(change: ClassChange, letter: Document) -> answers.Corrected:
    return answers.Corrected(
        letter=letter,
        is_held=change.kind == ChangeKind.POSTPONE,
        because=change.reason,
        goes_to=change.other_class.name if change.other_class else "",
        days=tuple(sorted(date.fromisoformat(row["fields"]["on"]) for row in change.before["was"]["days"])),
    )


def _touched(change: ClassChange) -> list[int]:
    return list(touched_by_letter(change).values_list("pk", flat=True))
