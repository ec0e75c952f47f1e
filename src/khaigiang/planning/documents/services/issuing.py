"""Several papers signed and numbered together: looked at first, then one after another as background work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.jobs.kinds import Run
from khaigiang.ground.jobs.services import ask
from khaigiang.ground.shared.errors import DomainError
from khaigiang.planning.documents.errors import DatedBeforeSignature, IssuedOnItsOwnPage, NoPaperChosen
from khaigiang.planning.documents.models import Document, DocumentState, Issuing, IssuingPaper
from khaigiang.planning.documents.owners import issue_of, owned_by
from khaigiang.planning.documents.rules import Signature, SignedAndDated
from khaigiang.planning.documents.services.papers import (
    issue_in_transaction,
    issue_paper,
    sign_in_transaction,
    sign_paper,
)
from khaigiang.planning.documents.services.register import refuse_future
from khaigiang.planning.documents.states import ISSUE
from khaigiang.registry.units.models import Office

MOST_WORDS: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What would become of a paper: its number, or why it would be left as it is."""

    document: Document
    number: str
    refusal: str


def expected_numbers(papers: Sequence[Document], signature: SignedAndDated) -> list[Expected]:
    """What numbering papers in this order would give, tried out and taken back."""
    with transaction.atomic():
        found = [_tried(paper, signature) for paper in papers]
        transaction.set_rollback(True)
    return found


@transaction.atomic
def ask_to_issue(
    papers: Sequence[Document], *, office: Office, signature: SignedAndDated, by: User, at: datetime
) -> Issuing:
    """Have papers of an office signed and numbered one after another in this order, as a background job.

    Raises NoPaperChosen, DatedInTheFuture or DatedBeforeSignature.
    """
    if not papers:
        raise NoPaperChosen
    refuse_future(signature["issued_on"], at)
    if signature["issued_on"] < signature["signed_on"]:
        raise DatedBeforeSignature(signed=f"{signature['signed_on']:%d/%m/%Y}")
    issuing = Issuing.objects.create(office=office, **signature, asked_by=by, asked_at=at)
    IssuingPaper.objects.bulk_create(
        IssuingPaper(issuing=issuing, document=paper, position=position) for position, paper in enumerate(papers, 1)
    )
    audit.record("ask_to_issue", issuing, by=by, at=at, after={"papers": len(papers), **signature})
    ask(ISSUE, by=by, at=at, ids={"issuing": issuing.pk})
    return issuing


@transaction.atomic
def issue_next(issuing: Issuing, run: Run) -> bool:
    """Issue the next paper whose turn it is, wholly or not at all; False when every paper has had its turn.

    A refusal is kept beside the paper, which stays as it was. Raises LeaseLost.
    """
    run.hold()
    paper = issuing.papers.filter(is_done=False).order_by("position").first()
    if paper is None:
        return False
    paper.is_done = True
    try:
        with transaction.atomic():
            _issue(paper.document, _signature(issuing), by=issuing.asked_by, at=issuing.asked_at)
    except DomainError as refusal:
        paper.said = str(refusal)[:MOST_WORDS]
    paper.save(update_fields=["is_done", "said"])
    return True


def _issue(document: Document, signature: SignedAndDated, *, by: User, at: datetime) -> None:
    issue = issue_of(document)
    if issue is not None:
        issue(**signature, by=by, at=at)
        return
    _refuse_with_a_page_of_its_own(document)
    if document.state != DocumentState.SIGNED:
        document = sign_paper(document, **_signer(signature), by=by, at=at)
    issue_paper(document, issued_on=signature["issued_on"], by=by, at=at)


def _tried(document: Document, signature: SignedAndDated) -> Expected:
    number, refusal = "", ""
    try:
        with transaction.atomic():
            if issue_of(document) is None:
                _refuse_with_a_page_of_its_own(document)
            if document.state != DocumentState.SIGNED:
                document = sign_in_transaction(document, **_signer(signature))
            number = issue_in_transaction(document, issued_on=signature["issued_on"]).number
    except DomainError as refused:
        refusal = str(refused)
    return Expected(document=document, number=number, refusal=refusal)


def _refuse_with_a_page_of_its_own(document: Document) -> None:
    if any(owned.issues_it for owned in owned_by(document)):
        raise IssuedOnItsOwnPage(paper=document)


def _signer(signature: SignedAndDated) -> Signature:
    return Signature(
        signer_name=signature["signer_name"],
        signer_title=signature["signer_title"],
        signed_on=signature["signed_on"],
    )


def _signature(issuing: Issuing) -> SignedAndDated:
    return SignedAndDated(
        signer_name=issuing.signer_name,
        signer_title=issuing.signer_title,
        signed_on=issuing.signed_on,
        issued_on=issuing.issued_on,
    )
