"""The life of the product's own papers: drafted, signed, numbered and dated, its signed scan filed."""

from datetime import date, datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.files.services import read, store
from khaigiang.papers.comparison import carried_over
from khaigiang.papers.from_word import pdf_of_word
from khaigiang.planning.documents import rules
from khaigiang.planning.documents.errors import (
    AbstractMissing,
    AlreadyIssued,
    AlreadySigned,
    DatedBeforeSignature,
    NoSeries,
    NotInitialled,
    NotIssued,
    NotSigned,
    NumberedLate,
    ReasonMissing,
    StandsOnEnded,
)
from khaigiang.planning.documents.models import Document, DocumentKind, DocumentState, GivenNumber
from khaigiang.planning.documents.owners import hands_of, write_anew
from khaigiang.planning.documents.queries import accepted_file, ended_grounds, reserved_as, series_on
from khaigiang.planning.documents.services.numbers import carry_number
from khaigiang.planning.documents.services.register import (
    described,
    own_series_of,
    refuse_future,
    save_number,
    stored,
)
from khaigiang.planning.documents.states import ReturnAnswer
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
    """Keep the written forms of a paper (again when it is drawn up again), within a service that records the act.

    An issued paper gets its final text once; the database refuses another. What a hand altered in its draft, accepted by
    a person, stays in that text; a draft that is drawn up again loses it.
    """
    docx, pdf = _with_changes_by_hand(document, docx, pdf)
    if document.state == DocumentState.INITIALLED:
        # Initials stand under a text: another text waits for them anew.
        document.state, document.initialler_name, document.initialled_on = DocumentState.DRAFT, "", None
    if docx is not None:
        # A PDF of an earlier text does not stand beside another Word file.
        document.pdf = None
        document.docx = store(docx, name=f"{name}.docx", content_type=WORD, by=by, at=at)
    if pdf is not None:
        document.pdf = store(pdf, name=f"{name}.pdf", content_type=PDF, by=by, at=at)
    document.save(update_fields=["docx", "pdf", "state", "initialler_name", "initialled_on"])
    return document


def _with_changes_by_hand(
    document: Document, docx: bytes | None, pdf: bytes | None
) -> tuple[bytes | None, bytes | None]:
    accepted = accepted_file(document) if docx is not None else None
    if accepted is None or docx is None:
        return docx, pdf
    if document.state == DocumentState.ISSUED:
        carried = carried_over(read(accepted.drawn), read(accepted.file), docx)
        return carried, pdf_of_word(carried)
    document.returned_drafts.filter(answer=ReturnAnswer.ACCEPTED).update(answer=ReturnAnswer.OVERTAKEN)
    return docx, pdf


@transaction.atomic
def initial_paper(document: Document, *, initialler_name: str, initialled_on: date, by: User, at: datetime) -> Document:
    """Note who initialled a draft, and when; raises AlreadySigned, AlreadyIssued or DatedInTheFuture."""
    refuse_future(initialled_on, at)
    state = _locked_state(document)
    if state == DocumentState.ISSUED:
        raise AlreadyIssued(number=document)
    if state == DocumentState.SIGNED:
        raise AlreadySigned
    document.initialler_name, document.initialled_on = initialler_name.strip(), initialled_on
    document.state = DocumentState.INITIALLED
    document.save(update_fields=["initialler_name", "initialled_on", "state"])
    after = {"initialler": document.initialler_name, "initialled_on": initialled_on}
    audit.record("initial_paper", document, by=by, at=at, after=after)
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
    """Note who signed a paper, as what and when; raises AlreadyIssued, NotInitialled or DatedInTheFuture."""
    refuse_future(signed_on, at)
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
    """Note a signature within a service that records the act itself; raises AlreadyIssued or NotInitialled."""
    state = _locked_state(document)
    if state == DocumentState.ISSUED:
        raise AlreadyIssued(number=document)
    initialler = hands_of(document).initialler
    if state == DocumentState.DRAFT and initialler:
        raise NotInitialled(who=initialler)
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
    reason: str = "",
    by: User,
    at: datetime,
) -> Document:
    """Number and date a signed paper: the next number of its series, a reserved one, or what an outside register gave.

    A reason lets it be numbered late or dated back. Raises DatedInTheFuture and what `issue_in_transaction` raises.
    """
    refuse_future(issued_on, at)
    if reason.strip():
        document = explain_exception(document, reason=reason, by=by, at=at)
    document = issue_in_transaction(document, issued_on=issued_on, number=number)
    write_anew(document, by=by, at=at)
    audit.record("issue_paper", document, by=by, at=at, after=described(document))
    return document


def issue_in_transaction(document: Document, *, issued_on: date, number: str | None = None) -> Document:
    """Number and date a signed paper within a service that records the act itself.

    A number typed is one that an outside register gave, or one that is reserved in the series kept here. Raises
    AlreadyIssued, NotSigned, DatedBeforeSignature, StandsOnEnded, NumberedLate, NoSeries, SymbolMissing, BackDated,
    NumberOfAnOwnSeries, ReservedForAnotherDay or NumberTaken.
    """
    if _locked_state(document) == DocumentState.ISSUED:
        raise AlreadyIssued(number=document)
    if document.signed_on is None:
        raise NotSigned
    if issued_on < document.signed_on:
        raise DatedBeforeSignature(signed=f"{document.signed_on:%d/%m/%Y}")
    refuse_ended_grounds(document, issued_on, despite=document.exception_reason)
    document.issued_on = issued_on
    document.state = DocumentState.ISSUED
    # The text of the draft goes: the paper as it is issued is kept next, once.
    document.docx = document.pdf = None
    if number:
        _take_typed_number(document, rules.tidy(number), issued_on)
    else:
        _take_number(document, issued_on, reserved=None)
    return document


def refuse_ended_grounds(document: Document, on: date, *, despite: str) -> None:
    """Nothing is approved or issued silently on a ground that is no longer in force; raises StandsOnEnded unless
    somebody says why it is done despite that."""
    ended = ended_grounds(document, on)
    if ended and not despite.strip():
        raise StandsOnEnded(ground=ended[0].number, day=f"{on:%d/%m/%Y}")


@transaction.atomic
def explain_exception(document: Document, *, reason: str, by: User, at: datetime) -> Document:
    """Say why a paper will be numbered late, dated back or stand on an ended ground, before it is; raises ReasonMissing or AlreadyIssued."""
    if not reason.strip():
        raise ReasonMissing
    if _locked_state(document) == DocumentState.ISSUED:
        raise AlreadyIssued(number=document)
    document.exception_reason, document.explained_by, document.explained_at = reason.strip(), by, at
    document.save(update_fields=["exception_reason", "explained_by", "explained_at"])
    audit.record("explain_exception", document, by=by, at=at, after={"reason": document.exception_reason})
    return document


@transaction.atomic
def file_scan(document: Document, *, file: Upload, by: User, at: datetime) -> Document:
    """File the signed scan of an issued paper; a better one takes its place, the audit keeps both hashes.

    Raises NotIssued.
    """
    before = described(document)
    if _locked_state(document) != DocumentState.ISSUED:
        raise NotIssued
    document.file = stored(file, by=by, at=at)
    document.save(update_fields=["file"])
    audit.record("file_scan", document, by=by, at=at, before=before, after=described(document))
    return document


def _locked_state(document: Document) -> str:
    return Document.objects.select_for_update().values_list("state", flat=True).get(pk=document.pk)


def _take_typed_number(document: Document, number: str, on: date) -> None:
    reserved = reserved_as(document.issuer, document.kind, number)
    if reserved is not None:
        _take_number(document, on, reserved=reserved)
        return
    series = own_series_of(document, number, on)
    document.number = number
    document.period = series.period if series else rules.year_of(on)
    save_number(document)


def _take_number(document: Document, on: date, *, reserved: GivenNumber | None) -> None:
    series = reserved.series if reserved else series_on(document.issuer, document.kind, on)
    if series is None:
        raise NoSeries(issuer=document.issuer, day=f"{on:%d/%m/%Y}")
    _refuse_late(document, on)
    carry_number(document, series, on=on, reserved=reserved, reason=document.exception_reason)


def _refuse_late(document: Document, on: date) -> None:
    if rules.is_late(document.signed_on, on) and not document.exception_reason:
        assert document.signed_on is not None
        last = rules.last_day_to_number(document.signed_on)
        raise NumberedLate(signed=f"{document.signed_on:%d/%m/%Y}", last=f"{last:%d/%m/%Y}")
