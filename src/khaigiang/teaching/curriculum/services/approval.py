"""The approval of a version by a document."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.documents.models import Document
from khaigiang.teaching.curriculum.errors import ApprovalNotIssued, NotApproved, NothingToApprove, VersionHasClasses
from khaigiang.teaching.curriculum.models import ProgrammeVersion
from khaigiang.teaching.curriculum.services.items import refuse_frozen
from khaigiang.teaching.curriculum.states import ItemKind


@transaction.atomic
def approve_version(
    version: ProgrammeVersion,
    *,
    document: Document,
    by: User,
    at: datetime,
) -> ProgrammeVersion:
    """Note the document that approved a version, on the document's day; from then on the version never changes.

    Raises VersionFrozen, NothingToApprove or ApprovalNotIssued.
    """
    version = ProgrammeVersion.objects.select_for_update().select_related("programme").get(pk=version.pk)
    refuse_frozen(version)
    if not version.items.filter(kind=ItemKind.TOPIC).exists():
        raise NothingToApprove
    if document.issued_on is None or not document.number:
        raise ApprovalNotIssued
    version.approved_by, version.approved_on = document, document.issued_on
    version.save(update_fields=["approved_by", "approved_on"])
    after = {"document": document.number, "approved_on": document.issued_on}
    audit.record("approve_version", version, by=by, at=at, after=after)
    return version


@transaction.atomic
def withdraw_approval(version: ProgrammeVersion, *, reason: str, by: User, at: datetime) -> ProgrammeVersion:
    """Make a version a draft again that was approved by mistake; raises NotApproved or VersionHasClasses."""
    version = ProgrammeVersion.objects.select_for_update().select_related("programme").get(pk=version.pk)
    if version.approved_by is None:
        raise NotApproved
    classes = version.classes.count()
    if classes:
        raise VersionHasClasses(count=classes)
    before = {"document": version.approved_by.number, "approved_on": version.approved_on}
    version.approved_by = version.approved_on = None
    version.save(update_fields=["approved_by", "approved_on"])
    audit.record("withdraw_approval", version, by=by, at=at, before=before, after={"reason": reason.strip()})
    return version
