"""What is done to a paper after it has its number: sealed, sent in copies, received."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.documents.errors import (
    NobodyToSendTo,
    NotIssued,
    NotSealed,
    ReceivedBeforeSent,
    SealedBeforeIssue,
    SentBeforeSeal,
)
from khaigiang.planning.documents.models import Copy, Document, DocumentState
from khaigiang.planning.documents.services.register import refuse_future
from khaigiang.registry.units.models import Office


@transaction.atomic
def seal_paper(document: Document, *, sealed_on: date, by: User, at: datetime) -> Document:
    """Note the day on which an issued paper was sealed; raises NotIssued, SealedBeforeIssue or DatedInTheFuture."""
    issued_on = _issued_on(document)
    refuse_future(sealed_on, at)
    if sealed_on < issued_on:
        raise SealedBeforeIssue(issued=f"{issued_on:%d/%m/%Y}")
    before = {"sealed_on": document.sealed_on}
    document.sealed_on = sealed_on
    document.save(update_fields=["sealed_on"])
    audit.record("seal_paper", document, by=by, at=at, before=before, after={"sealed_on": sealed_on})
    return document


@transaction.atomic
def send_copies(document: Document, *, recipients: Iterable[str], sent_on: date, by: User, at: datetime) -> list[Copy]:
    """Note to whom copies of a sealed paper went on a day; who has one already gets no second.

    A recipient named as an office of the registry is that office. Raises NotIssued, NotSealed, SentBeforeSeal,
    DatedInTheFuture or NobodyToSendTo.
    """
    _issued_on(document)
    refuse_future(sent_on, at)
    if document.sealed_on is None:
        raise NotSealed
    if sent_on < document.sealed_on:
        raise SentBeforeSeal(sealed=f"{document.sealed_on:%d/%m/%Y}")
    have = set(document.copies.values_list("recipient", flat=True))
    names = [name for name in dict.fromkeys(line.strip()[:200] for line in recipients) if name and name not in have]
    if not names:
        raise NobodyToSendTo
    offices = dict(Office.objects.filter(name__in=names).values_list("name", "pk"))
    copies = [Copy(document=document, recipient=name, office_id=offices.get(name), sent_on=sent_on) for name in names]
    made = Copy.objects.bulk_create(copies)
    audit.record("send_copies", document, by=by, at=at, after={"recipients": names, "sent_on": sent_on})
    return made


@transaction.atomic
def note_receipt(copy: Copy, *, received_on: date, by: User, at: datetime) -> Copy:
    """Note the day on which a copy was received; raises ReceivedBeforeSent or DatedInTheFuture."""
    refuse_future(received_on, at)
    if received_on < copy.sent_on:
        raise ReceivedBeforeSent(sent=f"{copy.sent_on:%d/%m/%Y}")
    before = {"recipient": copy.recipient, "received_on": copy.received_on}
    copy.received_on = received_on
    copy.save(update_fields=["received_on"])
    after = {"recipient": copy.recipient, "received_on": received_on}
    audit.record("note_receipt", copy.document, by=by, at=at, before=before, after=after)
    return copy


def _issued_on(document: Document) -> date:
    locked = Document.objects.select_for_update().get(pk=document.pk)
    if locked.state != DocumentState.ISSUED or locked.issued_on is None:
        raise NotIssued
    return locked.issued_on
