"""The policy chain of a document: what it stands on, and what stands on it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from khaigiang.planning.documents.models import Document, DocumentLink, DocumentState


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainRow:
    """One document on the way, with what links it to the one it was reached from; depth 1 is next to the start.

    `trouble` says what is broken about it and what to do: it was replaced, it had ended before the day of the paper that
    stands on it, or nothing of it is kept here.
    """

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
    trouble: str
    has_ended: bool
    lacks_clause: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Both ways from a document, each as a tree written in reading order."""

    grounds: list[ChainRow]
    followers: list[ChainRow]


def chain(document: Document, *, today: date | None = None) -> Chain:
    """The whole chain of a document; one statement for each step away from it and one for what was replaced.

    A paper that is not dated yet has the day `today` when it is told what has ended.
    """
    return Chain(
        grounds=_tree(document.pk, _links_from, lambda link: (link.document_id, link.target), today),
        followers=_tree(document.pk, _links_to, lambda link: (link.target_id, link.document), today),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedGround:
    """A document on which another stands though it is no longer in force, and what replaced it."""

    document_id: int
    number: str
    last_day: date | None
    replaced_by: str


def ended_grounds(document: Document, on: date) -> list[EndedGround]:
    """On which documents that had ended, or were replaced, by a day a document directly stands; two statements."""
    links = _links_from([document.pk]).exclude(relation=DocumentLink.Relation.REPLACES).order_by("pk")
    targets = [link.target for link in links]
    replaced = _replaced((target.pk for target in targets), until=on) if targets else {}
    return [
        EndedGround(
            document_id=target.pk,
            number=target.number,
            last_day=target.last_day,
            replaced_by=replaced.get(target.pk, ""),
        )
        for target in targets
        if target.pk in replaced or (target.last_day is not None and target.last_day < on)
    ]


def ended_above(document: Document, today: date) -> list[ChainRow]:
    """The grounds of a document, at any distance, that no longer were in force for the paper that stands on them."""
    return [row for row in chain(document, today=today).grounds if row.has_ended]


def stands_on(document: Document, other: Document) -> bool:
    """Does a document stand on another, directly or through others?"""
    reached, edge = {document.pk}, {document.pk}
    while edge:
        targets = DocumentLink.objects.filter(document__in=edge).values_list("target_id", flat=True)
        edge = set(targets) - reached
        reached |= edge
    return other.pk in reached - {document.pk}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Of these documents those that an issued one replaced, with its number, and the day of papers without one."""

    replaced: dict[int, str]
    today: date | None


Step = Callable[[Iterable[int]], QuerySet[DocumentLink]]
Ends = Callable[[DocumentLink], tuple[int, Document]]


def _links_from(ids: Iterable[int]) -> QuerySet[DocumentLink]:
    return DocumentLink.objects.filter(document__in=ids).select_related("target__issuer", "document")


def _links_to(ids: Iterable[int]) -> QuerySet[DocumentLink]:
    return DocumentLink.objects.filter(target__in=ids).select_related("document__issuer", "target")


def _tree(start: int, step: Step, ends: Ends, today: date | None) -> list[ChainRow]:
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
    replaced = _replaced(reached - {start}) if branches else {}
    known = _Known(replaced=replaced, today=today)
    return list(_reading_order(start, branches, ends, depth=1, shown={start}, known=known))


def _replaced(ids: Iterable[int], *, until: date = date.max) -> dict[int, str]:
    """Of these documents those that an issued one replaced by a day, with its number."""
    links = DocumentLink.objects.filter(
        target__in=ids, relation=DocumentLink.Relation.REPLACES, document__state=DocumentState.ISSUED
    ).filter(document__issued_on__lte=until)
    return dict(links.order_by("document__issued_on", "pk").values_list("target_id", "document__number"))


def _reading_order(
    here: int,
    branches: dict[int, list[DocumentLink]],
    ends: Ends,
    *,
    depth: int,
    shown: set[int],
    known: _Known,
) -> Iterator[ChainRow]:
    for link in sorted(branches.get(here, []), key=lambda link: (str(ends(link)[1].issued_on), link.pk)):
        document = ends(link)[1]
        yield _row(link, document, depth, known)
        # A document on which two others stand is followed further at its first place only.
        if document.pk not in shown:
            shown.add(document.pk)
            yield from _reading_order(document.pk, branches, ends, depth=depth + 1, shown=shown, known=known)


def _is_replaced(link: DocumentLink, document: Document, known: _Known) -> bool:
    stands_on_it = link.target_id == document.pk and link.relation != DocumentLink.Relation.REPLACES
    return stands_on_it and document.pk in known.replaced


def _trouble(link: DocumentLink, document: Document, known: _Known) -> str:
    if _is_replaced(link, document, known):
        number = known.replaced[document.pk]
        return _("Replaced by %(number)s. Link to that one, or remove this link.") % {"number": number}
    if _had_ended(link, known.today):
        return _(
            "%(number)s had ended on %(day)s, before the paper that stands on it. Link to what took its place."
        ) % {
            "number": link.target.number,
            "day": f"{link.target.last_day:%d/%m/%Y}",
        }
    kept = (document.file_id, document.docx_id, document.pdf_id)
    if document.state == DocumentState.ISSUED and not document.is_secret and not any(kept):
        return _("No file of it is kept here. Correct the document and add its file.")
    return ""


def _had_ended(link: DocumentLink, today: date | None) -> bool:
    day = link.document.issued_on or today
    if link.relation == DocumentLink.Relation.REPLACES:
        return False
    return link.target.last_day is not None and day is not None and day > link.target.last_day


def _row(link: DocumentLink, document: Document, depth: int, known: _Known) -> ChainRow:
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
        trouble=_trouble(link, document, known),
        has_ended=_is_replaced(link, document, known) or _had_ended(link, known.today),
        lacks_clause=not link.clause and link.relation != DocumentLink.Relation.REPLACES,
    )
