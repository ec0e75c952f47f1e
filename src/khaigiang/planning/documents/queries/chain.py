"""The policy chain of a document: what it stands on, and what stands on it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from khaigiang.planning.documents.models import Document, DocumentLink


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainRow:
    """One document on the way, with what links it to the one it was reached from; depth 1 is next to the start."""

    document_id: int
    link_id: int
    depth: int
    kind: str
    number: str
    issuer: str
    issued_on: date | None
    abstract: str
    relation: str
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Both ways from a document, each as a tree written in reading order."""

    grounds: list[ChainRow]
    followers: list[ChainRow]


def chain(document: Document) -> Chain:
    """The whole chain of a document; one statement for each step away from it, however many documents."""
    return Chain(
        grounds=_tree(document.pk, _links_from, lambda link: (link.document_id, link.target)),
        followers=_tree(document.pk, _links_to, lambda link: (link.target_id, link.document)),
    )


def stands_on(document: Document, other: Document) -> bool:
    """Does a document stand on another, directly or through others?"""
    reached, edge = {document.pk}, {document.pk}
    while edge:
        targets = DocumentLink.objects.filter(document__in=edge).values_list("target_id", flat=True)
        edge = set(targets) - reached
        reached |= edge
    return other.pk in reached - {document.pk}


Step = Callable[[Iterable[int]], QuerySet[DocumentLink]]
Ends = Callable[[DocumentLink], tuple[int, Document]]


def _links_from(ids: Iterable[int]) -> QuerySet[DocumentLink]:
    return DocumentLink.objects.filter(document__in=ids).select_related("target__issuer")


def _links_to(ids: Iterable[int]) -> QuerySet[DocumentLink]:
    return DocumentLink.objects.filter(target__in=ids).select_related("document__issuer")


def _tree(start: int, step: Step, ends: Ends) -> list[ChainRow]:
    branches: dict[int, list[DocumentLink]] = {}
    reached, edge = {start}, {start}
    while edge:
        found = set()
        for link in step(edge):
            here, there = ends(link)
            branches.setdefault(here, []).append(link)
            found.add(there.pk)
        edge = found - reached
        reached |= edge
    return list(_reading_order(start, branches, ends, depth=1, shown={start}))


def _reading_order(
    here: int,
    branches: dict[int, list[DocumentLink]],
    ends: Ends,
    *,
    depth: int,
    shown: set[int],
) -> Iterator[ChainRow]:
    for link in sorted(branches.get(here, []), key=lambda link: (str(ends(link)[1].issued_on), link.pk)):
        document = ends(link)[1]
        yield _row(link, document, depth)
        # A document on which two others stand is followed further at its first place only.
        if document.pk not in shown:
            shown.add(document.pk)
            yield from _reading_order(document.pk, branches, ends, depth=depth + 1, shown=shown)


def _row(link: DocumentLink, document: Document, depth: int) -> ChainRow:
    return ChainRow(
        document_id=document.pk,
        link_id=link.pk,
        depth=depth,
        kind=document.get_kind_display(),
        number=document.number,
        issuer=document.issuer.name,
        issued_on=document.issued_on,
        abstract=document.abstract,
        relation=link.get_relation_display(),
        clause=link.clause,
    )
