"""The only door from an actor and an id to a document, a link, a series or a file."""

from typing import Final

from django.db.models import Case, Q, QuerySet, Value, When
from django.http import Http404
from django.shortcuts import get_object_or_404

from khaigiang.ground.files.models import StoredFile
from khaigiang.planning.documents import owners
from khaigiang.planning.documents.models import (
    Arrival,
    Copy,
    Document,
    DocumentLink,
    DocumentState,
    GivenNumber,
    Issuing,
    NumberSeries,
    ReturnedDraft,
)
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.units.models import Office

READ_EVERYTHING: Final = (Role.LEADER, Role.ORGANISER, Role.HEAD, Role.OFFICE, Role.AUDITOR)
CITY: Final = (Office.Kind.CITY_COMMITTEE, Office.Kind.ORGANISER)


def visible_documents(actor: Actor) -> QuerySet[Document]:
    """All documents for those who account for the whole; the policy documents for a nominating committee."""
    if actor.is_any(*READ_EVERYTHING):
        return Document.objects.all()
    if actor.is_any(Role.COMMITTEE):
        return Document.objects.filter(written_here=False, is_secret=False, state=DocumentState.ISSUED)
    return Document.objects.none()


def get_document(actor: Actor, document_id: int) -> Document:
    """One visible document with its issuer, files and owners, or 404."""
    together = ("issuer", "file", "docx", "pdf", *owners.relations())
    return get_object_or_404(visible_documents(actor).select_related(*together), pk=document_id)


def get_registered_document(actor: Actor, document_id: int) -> Document:
    """One visible document that was typed into the register, or 404."""
    return get_object_or_404(
        visible_documents(actor).select_related("issuer", "file"), pk=document_id, written_here=False
    )


def may_write_paper(actor: Actor, document: Document) -> bool:
    """Is this a paper of an office the actor writes for?"""
    return document.written_here and offices_to_write_for(actor).contains(document.issuer)


def get_own_paper(actor: Actor, document_id: int) -> Document:
    """One paper of an office the actor writes for, signed and issued on the document's own page, or 404."""
    document = get_document(actor, document_id)
    if not may_write_paper(actor, document) or any(owned.issues_it for owned in owners.owned_by(document)):
        raise Http404
    return document


def get_paper_to_write(actor: Actor, document_id: int) -> Document:
    """One own paper, drafted or issued, of an office the actor writes for, or 404."""
    document = get_document(actor, document_id)
    if not may_write_paper(actor, document):
        raise Http404
    return document


def get_returned(actor: Actor, returned_id: int) -> ReturnedDraft:
    """One file that came back changed, of an office the actor writes for, or 404."""
    found = get_object_or_404(ReturnedDraft.objects.select_related("document__issuer"), pk=returned_id)
    if not may_write_paper(actor, get_document(actor, found.document_id)):
        raise Http404
    return found


def get_issued_paper(actor: Actor, document_id: int) -> Document:
    """One issued paper of an office the actor writes for, to be sealed, sent or filed, or 404."""
    document = get_document(actor, document_id)
    if document.state != DocumentState.ISSUED or not may_write_paper(actor, document):
        raise Http404
    return document


def get_file(actor: Actor, document_id: int, which: str) -> StoredFile:
    """One file of a visible document ("file", "docx" or "pdf"), or 404."""
    document = get_document(actor, document_id)
    files = {"file": document.file, "docx": document.docx, "pdf": document.pdf}
    found = files.get(which)
    if found is None:
        raise Http404
    return found


def get_link(actor: Actor, link_id: int) -> DocumentLink:
    """One link between visible documents, or 404."""
    links = DocumentLink.objects.filter(document__in=visible_documents(actor)).select_related("document", "target")
    return get_object_or_404(links, pk=link_id)


def documents_to_link(actor: Actor, document: Document) -> QuerySet[Document]:
    """Documents on which another may be said to stand."""
    return visible_documents(actor).exclude(pk=document.pk).select_related("issuer").order_by("-issued_on", "-pk")


def offices_to_write_for(actor: Actor) -> QuerySet[Office]:
    """Offices whose papers an actor writes and numbers: the city's for its organiser, the school's for the school."""
    condition = Q(pk__in=[])
    if actor.is_any(Role.ORGANISER):
        condition |= Q(kind__in=CITY)
    if actor.is_any(Role.OFFICE, Role.HEAD):
        condition |= Q(kind=Office.Kind.SCHOOL)
    return Office.objects.filter(condition, is_active=True).order_by("sort_key")


def get_office_to_write_for(actor: Actor, office_id: int) -> Office:
    """One office the actor writes and numbers papers for, or 404."""
    return get_object_or_404(offices_to_write_for(actor), pk=office_id)


def get_issuing(actor: Actor, issuing_id: int) -> Issuing:
    """Papers numbered together in an office the actor writes for, or 404."""
    own = Issuing.objects.filter(office__in=offices_to_write_for(actor))
    return get_object_or_404(own.select_related("office", "asked_by"), pk=issuing_id)


def offices_with_books(actor: Actor) -> QuerySet[Office]:
    """Offices whose books of papers may be looked at, by those who account for the whole; their own first."""
    if not actor.is_any(*READ_EVERYTHING):
        return Office.objects.none()
    own_first = Case(When(pk__in=offices_to_write_for(actor).values("pk"), then=Value(0)), default=Value(1))
    books = Office.objects.filter(kind__in=(*CITY, Office.Kind.SCHOOL), is_active=True)
    return books.order_by(own_first, "sort_key")


def get_arriving_document(actor: Actor, document_id: int) -> Document:
    """One issued document that may have come into an office the actor writes for, or 404."""
    document = get_document(actor, document_id)
    if not may_arrive(actor, document):
        raise Http404
    return document


def may_arrive(actor: Actor, document: Document) -> bool:
    """May an issued document have come into another office than its own that the actor writes for?"""
    others = offices_to_write_for(actor).exclude(pk=document.issuer_id)
    return document.state == DocumentState.ISSUED and others.exists()


def get_arrival(actor: Actor, arrival_id: int) -> Arrival:
    """One arrival in an office the actor writes for, or 404."""
    own = Arrival.objects.filter(office__in=offices_to_write_for(actor), document__in=visible_documents(actor))
    return get_object_or_404(own.select_related("document", "office"), pk=arrival_id)


def issuers(actor: Actor) -> QuerySet[Office]:
    """Bodies whose documents may be registered or looked for."""
    if not actor.is_any(*READ_EVERYTHING, Role.COMMITTEE):
        return Office.objects.none()
    return Office.objects.order_by("sort_key")


def visible_series(actor: Actor) -> QuerySet[NumberSeries]:
    """Every series, for those who account for the whole."""
    return NumberSeries.objects.all() if actor.is_any(*READ_EVERYTHING) else NumberSeries.objects.none()


def get_series(actor: Actor, series_id: int) -> NumberSeries:
    """One series of an office the actor writes for, or 404."""
    series = visible_series(actor).filter(office__in=offices_to_write_for(actor)).select_related("office")
    return get_object_or_404(series, pk=series_id)


def get_visible_series(actor: Actor, series_id: int) -> NumberSeries:
    """One series with its office, for those who account for the whole, or 404."""
    return get_object_or_404(visible_series(actor).select_related("office"), pk=series_id)


def get_reserved_number(actor: Actor, number_id: int) -> GivenNumber:
    """One number that still waits for its paper, of an office the actor writes for, or 404."""
    waiting = GivenNumber.objects.filter(document__isnull=True, void_reason="")
    own = waiting.filter(series__office__in=offices_to_write_for(actor)).select_related("series__office")
    return get_object_or_404(own, pk=number_id)


def get_unissued_paper(actor: Actor, document_id: int) -> Document:
    """One paper that is not issued yet, of an office the actor writes for, or 404."""
    document = get_document(actor, document_id)
    if document.state == DocumentState.ISSUED or not may_write_paper(actor, document):
        raise Http404
    return document


def may_number(actor: Actor, series: NumberSeries) -> bool:
    """Does the actor write for the office of a series?"""
    return offices_to_write_for(actor).contains(series.office)


def get_copy(actor: Actor, copy_id: int) -> Copy:
    """One copy of a paper of an office the actor writes for, or 404."""
    copies = Copy.objects.filter(document__in=visible_documents(actor)).select_related("document__issuer")
    copy = get_object_or_404(copies, pk=copy_id)
    if not may_write_paper(actor, copy.document):
        raise Http404
    return copy
