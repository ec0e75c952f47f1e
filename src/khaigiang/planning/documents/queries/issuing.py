"""Papers of an office that wait for their number, and what became of those that were numbered together."""

from dataclasses import dataclass

from django.db.models import QuerySet

from khaigiang.planning.documents import owners
from khaigiang.planning.documents.models import Document, DocumentState, Issuing
from khaigiang.registry.units.models import Office

SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedRow:
    """One paper of an issuing: its number, or why it was left, or neither while its turn has not come."""

    document: Document
    is_done: bool
    said: str


def papers_to_number(office: Office) -> QuerySet[Document]:
    """Papers of an office without a number that may be numbered among others, those written first at the head."""
    waiting = Document.objects.filter(issuer=office, written_here=True).exclude(state=DocumentState.ISSUED)
    alone = {f"{relation}__isnull": True for relation in owners.issued_alone()}
    return waiting.filter(**alone).select_related("issuer").order_by("created_at", "pk")


def last_signature(office: Office) -> dict[str, str]:
    """Who signed the last paper of an office, as a form begins with it."""
    signed = Document.objects.filter(issuer=office, written_here=True, signed_on__isnull=False)
    last = signed.order_by("-signed_on", "-pk").first()
    return {"signer_name": last.signer_name, "signer_title": last.signer_title} if last else {}


def last_issuings(office: Office) -> list[Issuing]:
    """What was last numbered together in an office, newest first."""
    return list(Issuing.objects.filter(office=office).select_related("asked_by", "office").order_by("-pk")[:SHOWN])


def issued_rows(issuing: Issuing) -> list[IssuedRow]:
    """The papers of an issuing in their turn."""
    return [
        IssuedRow(document=paper.document, is_done=paper.is_done, said=paper.said)
        for paper in issuing.papers.select_related("document").order_by("position")
    ]
