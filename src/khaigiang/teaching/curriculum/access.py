"""The only door to a programme, a version, and what may approve or teach it."""

from typing import Final

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from khaigiang.ground.files.models import StoredFile
from khaigiang.planning.documents.access import visible_documents
from khaigiang.planning.documents.models import Document, DocumentState
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.curriculum.models import (
    Block,
    Case,
    MaterialVersion,
    Programme,
    ProgrammeItem,
    ProgrammeVersion,
    Topic,
)

# The databases would answer a number beyond their own with a fault.
LONGEST_ID: Final = 18
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


def get_block(actor: Actor, block_id: int) -> Block:
    """One block of a version that the actor sees, with the version, or 404."""
    found = Block.objects.filter(version__in=visible_versions(actor)).select_related("version__programme")
    return get_object_or_404(found, pk=block_id)


def get_item(actor: Actor, item_id: int) -> ProgrammeItem:
    """One item of a version that the actor sees, with the version, or 404."""
    found = ProgrammeItem.objects.filter(version__in=visible_versions(actor))
    return get_object_or_404(found.select_related("block", "topic", "version__programme"), pk=item_id)


def get_line(version: ProgrammeVersion, line: str) -> Block | ProgrammeItem:
    """A block ("b3") or an item ("i12") of a version that the actor sees, or 404."""
    number = line[1:]
    pk = int(number) if number.isascii() and number.isdecimal() and len(number) <= LONGEST_ID else 0
    if line.startswith("b"):
        return get_object_or_404(version.blocks, pk=pk)
    return get_object_or_404(version.items, pk=pk)


def visible_topics(actor: Actor) -> QuerySet[Topic]:
    """The topics of the visible programmes."""
    return Topic.objects.filter(programme__in=visible_programmes(actor))


def get_topic(actor: Actor, topic_id: int) -> Topic:
    """One visible topic with its programme, or 404."""
    return get_object_or_404(visible_topics(actor).select_related("programme", "reviewed_by"), pk=topic_id)


def get_case(actor: Actor, case_id: int) -> Case:
    """One case of a visible topic, or 404."""
    return get_object_or_404(Case.objects.filter(topic__in=visible_topics(actor)).select_related("topic"), pk=case_id)


def get_material_file(actor: Actor, material_version_id: int) -> StoredFile:
    """The stored file of a material of a visible topic, or 404."""
    found = MaterialVersion.objects.filter(material__topic__in=visible_topics(actor)).select_related("file")
    return get_object_or_404(found, pk=material_version_id).file


def documents_that_approve(actor: Actor) -> QuerySet[Document]:
    """Issued documents that the actor sees, the newest first."""
    issued = visible_documents(actor).filter(state=DocumentState.ISSUED, is_secret=False)
    return issued.select_related("issuer").order_by("-issued_on", "-pk")


def may_write(actor: Actor) -> bool:
    """May the actor write programmes?"""
    return actor.is_any(Role.OFFICE)
