"""The only door to a programme, a version, and what may approve or teach it."""

from typing import Final

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from khaigiang.planning.documents.access import visible_documents
from khaigiang.planning.documents.models import Document, DocumentState
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.curriculum.models import Programme, ProgrammeVersion

READERS: Final = (
    Role.LEADER, Role.ORGANISER, Role.HEAD, Role.OFFICE, Role.TEACHER, Role.LECTURER, Role.AUDITOR,
)  # fmt: skip


def visible_programmes(actor: Actor) -> QuerySet[Programme]:
    """Every programme for those who plan, teach and account for it."""
    return Programme.objects.all() if actor.is_any(*READERS) else Programme.objects.none()


def get_programme(actor: Actor, programme_id: int) -> Programme:
    """One visible programme, or 404."""
    return get_object_or_404(visible_programmes(actor), pk=programme_id)


def visible_versions(actor: Actor) -> QuerySet[ProgrammeVersion]:
    """Every version of the visible programmes."""
    return ProgrammeVersion.objects.filter(programme__in=visible_programmes(actor))


def get_version(actor: Actor, version_id: int) -> ProgrammeVersion:
    """One visible version with its programme and approving document, or 404."""
    together = visible_versions(actor).select_related("programme", "approved_by__issuer")
    return get_object_or_404(together, pk=version_id)


def documents_that_approve(actor: Actor) -> QuerySet[Document]:
    """Issued documents that the actor sees, the newest first."""
    issued = visible_documents(actor).filter(state=DocumentState.ISSUED, is_secret=False)
    return issued.select_related("issuer").order_by("-issued_on", "-pk")


def may_write(actor: Actor) -> bool:
    """May the actor write programmes?"""
    return actor.is_any(Role.OFFICE)
