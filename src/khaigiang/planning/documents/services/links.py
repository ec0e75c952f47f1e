"""Saying what one document is to another."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.documents.errors import ChainGoesRound, LinkedToItself, LinkExists, TargetIsLater
from khaigiang.planning.documents.models import Document, DocumentLink
from khaigiang.planning.documents.queries import stands_on


@transaction.atomic
def link_documents(
    document: Document,
    *,
    relation: DocumentLink.Relation,
    target: Document,
    clause: str = "",
    by: User,
    at: datetime,
) -> DocumentLink:
    """Say that a document implements, amends, replaces or is based on another (on one clause of it).

    Raises LinkedToItself, LinkExists, TargetIsLater or ChainGoesRound.
    """
    link = link_in_transaction(document, relation=relation, target=target, clause=clause)
    audit.record("link_documents", document, by=by, at=at, after=_described(link))
    return link


def link_in_transaction(
    document: Document,
    *,
    relation: DocumentLink.Relation,
    target: Document,
    clause: str = "",
) -> DocumentLink:
    """Link two documents within a service that records the act itself; refuses what `link_documents` refuses."""
    if document.pk == target.pk:
        raise LinkedToItself
    if DocumentLink.objects.filter(document=document, relation=relation, target=target).exists():
        raise LinkExists
    if document.issued_on and target.issued_on and target.issued_on > document.issued_on:
        raise TargetIsLater(target=target, document=document)
    if stands_on(target, document):
        raise ChainGoesRound(target=target, document=document)
    return DocumentLink.objects.create(document=document, relation=relation, target=target, clause=clause.strip())


@transaction.atomic
def name_clause(link: DocumentLink, *, clause: str, by: User, at: datetime) -> DocumentLink:
    """Say on which clause of the other a document stands."""
    before = _described(link)
    link.clause = clause.strip()
    link.save(update_fields=["clause"])
    audit.record("name_clause", link.document, by=by, at=at, before=before, after=_described(link))
    return link


@transaction.atomic
def unlink(link: DocumentLink, *, by: User, at: datetime) -> None:
    """Take a link away again."""
    audit.record("unlink_documents", link.document, by=by, at=at, before=_described(link))
    link.delete()


def _described(link: DocumentLink) -> dict[str, object]:
    return {"relation": link.relation, "target": str(link.target), "target_id": link.target_id, "clause": link.clause}
