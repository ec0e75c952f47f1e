"""Entering documents that other bodies issued, or that were issued before the product came."""

from datetime import date, datetime
from typing import NotRequired, TypedDict, Unpack

from django.db import IntegrityError, transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.files.models import StoredFile
from khaigiang.ground.files.services import store
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.documents import rules
from khaigiang.planning.documents.errors import (
    AbstractMissing,
    DatedInTheFuture,
    EndsBeforeItBegins,
    GivenOnAnotherDay,
    NotRegisteredByHand,
    NumberOfAnOwnSeries,
    NumberTaken,
    SecretKeepsNumberOnly,
)
from khaigiang.planning.documents.models import Document, DocumentKind, DocumentState, NumberSeries
from khaigiang.planning.documents.queries import series_on
from khaigiang.planning.documents.uploads import Upload
from khaigiang.registry.units.models import Office
from khaigiang.vietnamese.names import fold


class Particulars(TypedDict):
    """What is typed about a document from outside."""

    issuer: Office
    kind: DocumentKind
    number: str
    issued_on: date
    last_day: NotRequired[date | None]
    abstract: str
    is_secret: NotRequired[bool]
    signer_name: NotRequired[str]
    signer_title: NotRequired[str]


@transaction.atomic
def register_document(
    *,
    file: Upload | None = None,
    by: User,
    at: datetime,
    **particulars: Unpack[Particulars],
) -> Document:
    """Enter an issued document into the register.

    Raises NumberTaken, NumberOfAnOwnSeries, DatedInTheFuture, EndsBeforeItBegins, AbstractMissing or
    SecretKeepsNumberOnly.
    """
    document = Document(state=DocumentState.ISSUED, created_by=by, created_at=at)
    document.file = stored(file, by=by, at=at)
    _enter(document, particulars, at=at)
    audit.record("register_document", document, by=by, at=at, after=described(document))
    return document


@transaction.atomic
def correct_document(
    document: Document,
    *,
    file: Upload | None = None,
    by: User,
    at: datetime,
    **particulars: Unpack[Particulars],
) -> Document:
    """Correct what was typed about a registered document; a new file takes the place of the old one.

    Raises NotRegisteredByHand for the product's own papers, GivenOnAnotherDay where the number or date of a number
    given on paper would change, and what `register_document` raises.
    """
    if document.written_here:
        raise NotRegisteredByHand(number=document)
    _keep_given_number(document, particulars)
    before = described(document)
    keeps_file = not particulars.get("is_secret", False)
    document.file = stored(file, by=by, at=at) or (document.file if keeps_file else None)
    _enter(document, particulars, at=at)
    audit.record("correct_document", document, by=by, at=at, before=before, after=described(document))
    return document


def stored(file: Upload | None, *, by: User, at: datetime) -> StoredFile | None:
    """Keep an upload, if there is one."""
    if file is None:
        return None
    return store(file.content, name=file.name, content_type=file.content_type, by=by, at=at)


def refuse_future(on: date, at: datetime) -> None:
    """Raise DatedInTheFuture for a day that has not come yet."""
    if on > local_day(at):
        raise DatedInTheFuture(day=f"{on:%d/%m/%Y}")


def save_number(document: Document) -> None:
    """Save a document with its number, or raise NumberTaken when the register has it already."""
    document.folded = fold(f"{document.number} {document.abstract} {document.issuer.name}")[:600]
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError as refusal:
        raise NumberTaken(number=document.number, issuer=document.issuer) from refusal


def own_series_of(document: Document, number: str, on: date) -> NumberSeries | None:
    """The series kept here that covers a number typed by hand; raises NumberOfAnOwnSeries when it reaches into it."""
    series = series_on(document.issuer, document.kind, on)
    digits = rules.leading_number(number)
    if series is not None and digits is not None and digits >= series.first_number:
        raise NumberOfAnOwnSeries(issuer=document.issuer, first=series.first_number, number=number)
    return series


def described(document: Document) -> dict[str, object]:
    """What the audit keeps of a document."""
    return {
        "issuer": document.issuer.name,
        "kind": document.kind,
        "number": document.number,
        "issued_on": document.issued_on,
        "last_day": document.last_day,
        "abstract": document.abstract,
        "is_secret": document.is_secret,
        "signer": document.signer_name,
        "file": document.file.sha256 if document.file else "",
    }


def _enter(document: Document, particulars: Particulars, *, at: datetime) -> None:
    document.issuer, document.kind = particulars["issuer"], particulars["kind"]
    document.number = rules.tidy(particulars["number"])
    document.issued_on = particulars["issued_on"]
    document.abstract = particulars["abstract"].strip()
    document.is_secret = particulars.get("is_secret", False)
    document.signer_name = particulars.get("signer_name", "").strip()
    document.signer_title = particulars.get("signer_title", "").strip()
    document.last_day = particulars.get("last_day")
    refuse_future(document.issued_on, at)
    if document.last_day and document.last_day < document.issued_on:
        raise EndsBeforeItBegins(day=f"{document.issued_on:%d/%m/%Y}")
    _keep_secrets_out(document)
    if not hasattr(document, "given_number"):
        series = own_series_of(document, document.number, document.issued_on)
        document.period = series.period if series else rules.year_of(document.issued_on)
    save_number(document)


def _keep_given_number(document: Document, particulars: Particulars) -> None:
    stands = (document.issuer, document.kind, document.number, document.issued_on)
    typed = (particulars["issuer"], particulars["kind"], rules.tidy(particulars["number"]), particulars["issued_on"])
    if hasattr(document, "given_number") and stands != typed:
        raise GivenOnAnotherDay(number=document)


def _keep_secrets_out(document: Document) -> None:
    if document.is_secret and (document.abstract or document.file):
        raise SecretKeepsNumberOnly
    if not document.is_secret and not document.abstract:
        raise AbstractMissing
