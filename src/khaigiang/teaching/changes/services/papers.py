"""Issuing the papers of a change: two decisions at once where people change lists, the letter that corrects a summons."""

from datetime import date, datetime
from typing import Unpack

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.documents import services as documents
from khaigiang.planning.documents.errors import DatedInTheFuture
from khaigiang.planning.documents.models import Document
from khaigiang.planning.documents.rules import SignedAndDated
from khaigiang.teaching.changes import letters
from khaigiang.teaching.changes.errors import NothingToIssue
from khaigiang.teaching.changes.models import ClassChange
from khaigiang.teaching.changes.queries import papers_of
from khaigiang.teaching.cohorts import services as cohorts
from khaigiang.teaching.cohorts.models import ClassDecision


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
    """Sign, number and date the letter that corrects the summons of a class.

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
    after = {"number": letter.number, "issued_on": issued_on}
    audit.record("issue_change_letter", change, by=by, at=at, after=after)
    return letter
