"""The book of arrivals: a document that came in gets the next number of its office and year, and is handed on."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.documents.errors import (
    ArrivedAlready,
    ArrivedBeforeIssue,
    BeforeArrival,
    NotIssued,
    OwnPapersDoNotArrive,
)
from khaigiang.planning.documents.models import Arrival, Document
from khaigiang.planning.documents.services.register import refuse_future
from khaigiang.registry.units.models import Office


@transaction.atomic
def register_arrival(
    document: Document,
    *,
    office: Office,
    arrived_on: date,
    handed_to: str = "",
    due_on: date | None = None,
    by: User,
    at: datetime,
) -> Arrival:
    """Give an arrived document the next number of its office's book of the year, and say whom it was handed to.

    Raises DatedInTheFuture, OwnPapersDoNotArrive, NotIssued, ArrivedBeforeIssue, BeforeArrival or ArrivedAlready.
    """
    refuse_future(arrived_on, at)
    _refuse_unfit(document, office, arrived_on)
    if due_on is not None and due_on < arrived_on:
        raise BeforeArrival(arrived=f"{arrived_on:%d/%m/%Y}")
    # The office is the lock: numbers of arrival run without gap and without a double.
    Office.objects.select_for_update().get(pk=office.pk)
    known = office.arrivals.filter(document=document).first()
    if known is not None:
        raise ArrivedAlready(document=document, office=office, number=known)
    last = office.arrivals.filter(year=arrived_on.year).aggregate(last=Max("number"))["last"] or 0
    arrival = Arrival.objects.create(
        office=office,
        year=arrived_on.year,
        number=last + 1,
        arrived_on=arrived_on,
        document=document,
        handed_to=handed_to.strip(),
        handed_on=arrived_on if handed_to.strip() else None,
        due_on=due_on,
        entered_by=by,
        entered_at=at,
    )
    audit.record("register_arrival", document, by=by, at=at, after=_described(arrival))
    return arrival


@transaction.atomic
def hand_on(
    arrival: Arrival, *, handed_to: str, handed_on: date, due_on: date | None = None, by: User, at: datetime
) -> Arrival:
    """Say whom an arrived document was handed to, and until when it is answered; raises DatedInTheFuture, BeforeArrival."""
    refuse_future(handed_on, at)
    if min(handed_on, due_on or handed_on) < arrival.arrived_on:
        raise BeforeArrival(arrived=f"{arrival.arrived_on:%d/%m/%Y}")
    before = _described(arrival)
    arrival.handed_to, arrival.handed_on, arrival.due_on = handed_to.strip(), handed_on, due_on
    arrival.save(update_fields=["handed_to", "handed_on", "due_on"])
    audit.record("hand_on", arrival.document, by=by, at=at, before=before, after=_described(arrival))
    return arrival


def _refuse_unfit(document: Document, office: Office, arrived_on: date) -> None:
    if document.issuer_id == office.pk:
        raise OwnPapersDoNotArrive(document=document, office=office)
    if document.issued_on is None:
        raise NotIssued
    if arrived_on < document.issued_on:
        raise ArrivedBeforeIssue(issued=f"{document.issued_on:%d/%m/%Y}")


def _described(arrival: Arrival) -> dict[str, object]:
    return {
        "office": arrival.office.name,
        "number": str(arrival),
        "arrived_on": arrival.arrived_on,
        "handed_to": arrival.handed_to,
        "handed_on": arrival.handed_on,
        "due_on": arrival.due_on,
    }
