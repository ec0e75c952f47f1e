"""The life of the product's own papers: drafted, signed, numbered and dated, its signed scan filed."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.files.services import store
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.documents import rules
from khaigiang.planning.documents.errors import (
    AbstractMissing,
    AlreadyIssued,
    BackDated,
    DatedBeforeSignature,
    DatedInTheFuture,
    NoSeries,
    NotSigned,
    SymbolMissing,
)
from khaigiang.planning.documents.models import Document, DocumentKind, DocumentState, NumberSeries
from khaigiang.planning.documents.queries import series_on
from khaigiang.planning.documents.services.register import described, own_series_of, save_number, stored
from khaigiang.planning.documents.uploads import PDF, WORD, Upload
from khaigiang.registry.units.models import Office
from khaigiang.vietnamese.names import fold


def new_draft(*, issuer: Office, kind: DocumentKind, abstract: str, by: User, at: datetime) -> Document:
    """A draft of an own paper, within a service that records the act itself."""
    return Document.objects.create(
        issuer=issuer,
        kind=kind,
        abstract=abstract[:500],
        written_here=True,
        created_by=by,
        created_at=at,
        folded=fold(f"{abstract} {issuer.name}")[:600],
    )


@transaction.atomic
def draft_paper(
    *,
    issuer: Office,
    kind: DocumentKind,
    abstract: str,
    file: Upload | None = None,
    by: User,
    at: datetime,
) -> Document:
    """Begin a paper of one's own that no other page draws up; raises AbstractMissing."""
    if not abstract.strip():
        raise AbstractMissing
    document = new_draft(issuer=issuer, kind=kind, abstract=abstract.strip(), by=by, at=at)
    document.file = stored(file, by=by, at=at)
    document.save(update_fields=["file"])
    audit.record("draft_paper", document, by=by, at=at, after=described(document))
    return document


def keep_paper(
    document: Document,
    *,
    docx: bytes | None = None,
    pdf: bytes | None = None,
    name: str,
    by: User,
    at: datetime,
) -> Document:
    """Keep the written forms of a paper (again when it is drawn up again), within a service that records the act."""
    if docx is not None:
        document.docx = store(docx, name=f"{name}.docx", content_type=WORD, by=by, at=at)
    if pdf is not None:
        document.pdf = store(pdf, name=f"{name}.pdf", content_type=PDF, by=by, at=at)
    document.save(update_fields=["docx", "pdf"])
    return document


@transaction.atomic
def sign_paper(
    document: Document,
    *,
    signer_name: str,
    signer_title: str,
    signed_on: date,
    by: User,
    at: datetime,
) -> Document:
    """Note who signed a paper, as what and when; raises AlreadyIssued or DatedInTheFuture."""
    if signed_on > local_day(at):
        raise DatedInTheFuture(day=f"{signed_on:%d/%m/%Y}")
    document = sign_in_transaction(
        document,
        signer_name=signer_name,
        signer_title=signer_title,
        signed_on=signed_on,
    )
    after = {"signer": document.signer_name, "signed_on": document.signed_on}
    audit.record("sign_paper", document, by=by, at=at, after=after)
    return document


def sign_in_transaction(document: Document, *, signer_name: str, signer_title: str, signed_on: date) -> Document:
    """Note a signature within a service that records the act itself; raises AlreadyIssued."""
    if _locked_state(document) == DocumentState.ISSUED:
        raise AlreadyIssued(number=document)
    document.signer_name, document.signer_title = signer_name.strip(), signer_title.strip()
    document.signed_on = signed_on
    document.state = DocumentState.SIGNED
    document.save(update_fields=["signer_name", "signer_title", "signed_on", "state"])
    return document


@transaction.atomic
def issue_paper(
    document: Document,
    *,
    issued_on: date,
    number: str | None = None,
    by: User,
    at: datetime,
) -> Document:
    """Number and date a signed paper: the next number of its series, or the one an outside register gave.

    Raises DatedInTheFuture and what `issue_in_transaction` raises.
    """
    if issued_on > local_day(at):
        raise DatedInTheFuture(day=f"{issued_on:%d/%m/%Y}")
    document = issue_in_transaction(document, issued_on=issued_on, number=number)
    audit.record("issue_paper", document, by=by, at=at, after=described(document))
    return document


def issue_in_transaction(document: Document, *, issued_on: date, number: str | None = None) -> Document:
    """Number and date a signed paper within a service that records the act itself.

    Raises AlreadyIssued, NotSigned, DatedBeforeSignature, NoSeries, SymbolMissing, BackDated, NumberOfAnOwnSeries
    or NumberTaken.
    """
    if _locked_state(document) == DocumentState.ISSUED:
        raise AlreadyIssued(number=document)
    if document.signed_on is None:
        raise NotSigned
    if issued_on < document.signed_on:
        raise DatedBeforeSignature(signed=f"{document.signed_on:%d/%m/%Y}")
    document.issued_on = issued_on
    document.state = DocumentState.ISSUED
    if number:
        _take_outside_number(document, rules.tidy(number), issued_on)
    else:
        _take_next_number(document, issued_on)
    save_number(document)
    return document


@transaction.atomic
def file_scan(document: Document, *, file: Upload, by: User, at: datetime) -> Document:
    """File the signed scan of an own paper; a better scan takes its place, the audit keeps both hashes."""
    before = described(document)
    document.file = stored(file, by=by, at=at)
    document.save(update_fields=["file"])
    audit.record("file_scan", document, by=by, at=at, before=before, after=described(document))
    return document


def _locked_state(document: Document) -> str:
    return Document.objects.select_for_update().values_list("state", flat=True).get(pk=document.pk)


def _take_outside_number(document: Document, number: str, on: date) -> None:
    series = own_series_of(document, number, on)
    document.number = number
    document.period = series.period if series else rules.year_of(on)


def _take_next_number(document: Document, on: date) -> None:
    found = series_on(document.issuer, document.kind, on)
    if found is None:
        raise NoSeries(issuer=document.issuer, day=f"{on:%d/%m/%Y}")
    if not document.issuer.symbol:
        raise SymbolMissing(office=document.issuer)
    # The series is the lock: numbers run without gap and without a double.
    series = NumberSeries.objects.select_for_update().get(pk=found.pk)
    _refuse_back_dating(series, on)
    document.series, document.series_number, document.period = series, series.next_number, series.period
    document.number = rules.number_text(
        series.next_number,
        kind=document.kind,
        symbol=document.issuer.symbol,
        skin=document.issuer.skin,
    )
    series.last_number = series.next_number
    series.save(update_fields=["last_number"])


def _refuse_back_dating(series: NumberSeries, on: date) -> None:
    last = series.documents.aggregate(last=Max("issued_on"))["last"]
    if last is not None and on < last:
        raise BackDated(last=f"{last:%d/%m/%Y}")
