"""Numbers of a series: given to papers, reserved and released, entered where they were given on paper only."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.documents.errors import (
    AbstractMissing,
    BackDated,
    NotReserved,
    OutsideTheSeries,
    PurposeMissing,
    ReasonMissing,
    ReservedForAComingDay,
    ReservedForAnotherDay,
    SymbolMissing,
)
from khaigiang.planning.documents.models import Document, DocumentState, GivenNumber, NumberSeries
from khaigiang.planning.documents.queries.series import next_number, text_of
from khaigiang.planning.documents.services.register import described, refuse_future, save_number


@transaction.atomic
def reserve_number(
    series: NumberSeries, *, on: date, purpose: str, reason: str = "", by: User, at: datetime
) -> GivenNumber:
    """Keep the next number of a series for a paper that will bear this day.

    Raises PurposeMissing, ReservedForAComingDay, OutsideTheSeries, or BackDated where no reason is given for a day
    before the last number's.
    """
    if not purpose.strip():
        raise PurposeMissing
    if on > local_day(at):
        raise ReservedForAComingDay
    reserved = given(series, on=on, reason=reason, purpose=purpose.strip(), reserved_by=by, reserved_at=at)
    audit.record("reserve_number", series, by=by, at=at, after=_described(reserved) | {"purpose": reserved.purpose})
    return reserved


@transaction.atomic
def release_number(reserved: GivenNumber, *, reason: str, by: User, at: datetime) -> GivenNumber | None:
    """Let a reserved number go: the last of its series is given anew, any other stays in the book, not used.

    Raises ReasonMissing or NotReserved.
    """
    if not reason.strip():
        raise ReasonMissing
    series = _locked(reserved.series)
    number = waiting(GivenNumber.objects.get(pk=reserved.pk))
    is_last = not series.numbers.filter(number__gt=number.number).exists()
    before = _described(number) | {"purpose": number.purpose}
    audit.record("release_number", series, by=by, at=at, before=before, after={"reason": reason, "void": not is_last})
    if is_last:
        number.delete()
        return None
    number.void_reason, number.voided_by, number.voided_at = reason.strip(), by, at
    number.save(update_fields=["void_reason", "voided_by", "voided_at"])
    return number


@transaction.atomic
def note_number_on_paper(
    series: NumberSeries,
    *,
    issued_on: date,
    abstract: str,
    signer_name: str = "",
    signer_title: str = "",
    reserved: GivenNumber | None = None,
    reason: str = "",
    by: User,
    at: datetime,
) -> Document:
    """Enter a number that was given on paper only, with its paper: the next of the series, or one that was reserved.

    Raises AbstractMissing, DatedInTheFuture, ReservedForAnotherDay, NotReserved, OutsideTheSeries, BackDated,
    SymbolMissing or NumberTaken.
    """
    if not abstract.strip():
        raise AbstractMissing
    refuse_future(issued_on, at)
    document = Document(issuer=series.office, kind=series.kind, created_by=by, created_at=at)
    document.abstract, document.issued_on = abstract.strip(), issued_on
    document.signer_name, document.signer_title = signer_name.strip(), signer_title.strip()
    document.state = DocumentState.ISSUED
    carry_number(document, series, on=issued_on, reserved=reserved, reason=reason)
    audit.record("note_number_on_paper", document, by=by, at=at, after=described(document) | {"reason": reason})
    return document


def carry_number(
    document: Document, series: NumberSeries, *, on: date, reserved: GivenNumber | None = None, reason: str = ""
) -> None:
    """Save a paper with the next number of its series, or with one reserved for its day.

    Raises SymbolMissing, NotReserved, ReservedForAnotherDay, OutsideTheSeries, BackDated or NumberTaken.
    """
    if not series.office.symbol:
        raise SymbolMissing(office=series.office)
    series = _locked(series)
    if reserved is not None:
        reserved = waiting(GivenNumber.objects.get(pk=reserved.pk))
        _refuse_another_day(series, reserved, on)
    number = reserved.number if reserved else next_number(series)
    document.number, document.period = text_of(series, number), series.period
    save_number(document)
    if reserved is None:
        given(series, on=on, reason=reason, document=document)
        return
    reserved.document = document
    reserved.save(update_fields=["document"])


def given(series: NumberSeries, *, on: date, reason: str = "", **facts: object) -> GivenNumber:
    """The next number of a series, within a service that records the act; raises OutsideTheSeries or BackDated."""
    # The series is the lock: numbers run without gap and without a double.
    series = _locked(series)
    if on < series.starts_on or (series.ends_on and on > series.ends_on):
        raise OutsideTheSeries(day=f"{on:%d/%m/%Y}", first=f"{series.starts_on:%d/%m/%Y}")
    last = series.numbers.filter(out_of_order_reason="").aggregate(last=Max("dated_on"))["last"]
    falls = last is not None and on < last
    if falls and not reason.strip():
        raise BackDated(last=f"{last:%d/%m/%Y}")
    before = series.numbers.order_by("-number").first()
    return GivenNumber.objects.create(
        series=series,
        number=before.number + 1 if before else series.first_number,
        dated_on=on,
        after=before,
        out_of_order_reason=reason.strip() if falls else "",
        **facts,
    )


def waiting(number: GivenNumber) -> GivenNumber:
    """A reserved number that still waits for its paper; raises NotReserved for any other."""
    if number.document_id is not None or number.void_reason:
        raise NotReserved(number=number)
    return number


def _refuse_another_day(series: NumberSeries, reserved: GivenNumber, on: date) -> None:
    if reserved.series_id != series.pk:
        raise NotReserved(number=reserved)
    if on != reserved.dated_on:
        raise ReservedForAnotherDay(number=text_of(series, reserved.number), day=f"{reserved.dated_on:%d/%m/%Y}")


def _locked(series: NumberSeries) -> NumberSeries:
    return NumberSeries.objects.select_for_update(of=("self",)).select_related("office").get(pk=series.pk)


def _described(number: GivenNumber) -> dict[str, object]:
    return {"number": text_of(number.series, number.number), "dated_on": number.dated_on}
