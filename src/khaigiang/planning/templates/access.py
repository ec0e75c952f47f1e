"""The only door from an actor and an id to an office's templates."""

from typing import Final

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from khaigiang.planning.documents.access import offices_to_write_for, offices_with_books
from khaigiang.planning.templates.models import PaperTemplate
from khaigiang.planning.templates.states import PaperName
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.units.models import Office

FORMS: Final = frozenset({"docx", "pdf"})


def visible_offices(actor: Actor) -> QuerySet[Office]:
    """Offices whose papers are written here, for those who account for the whole; their own first."""
    return offices_with_books(actor)


def get_office(actor: Actor, office_id: int) -> Office:
    """One office whose templates an actor sees, or 404."""
    return get_object_or_404(visible_offices(actor), pk=office_id)


def get_office_to_write_for(actor: Actor, office_id: int) -> Office:
    """One office for which an actor writes, or 404."""
    return get_object_or_404(offices_to_write_for(actor), pk=office_id)


def may_write_for(actor: Actor, office: Office) -> bool:
    """Does an actor write for an office?"""
    return offices_to_write_for(actor).contains(office)


def get_paper(name: str) -> PaperName:
    """A paper by its name in an address, or 404."""
    if name not in PaperName.values:
        raise Http404
    return PaperName(name)


def get_version(office: Office, name: PaperName, version: int) -> PaperTemplate | None:
    """One version of an office's template; none for version 0, the product's own layout; or 404."""
    if version == 0:
        return None
    found = PaperTemplate.objects.filter(office=office, paper=name).select_related("file")
    return get_object_or_404(found, version=version)


def get_form(kind: str) -> str:
    """A Word file or a PDF, or 404."""
    if kind not in FORMS:
        raise Http404
    return kind
