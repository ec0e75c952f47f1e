"""All writes of certificates: issued by an explicit act, numbered without gaps, revoked, reissued."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.files.services import store_all
from khaigiang.ground.shared.dates import local_day
from khaigiang.recognition.assessment.models import Result
from khaigiang.recognition.certificates import paper
from khaigiang.recognition.certificates.errors import (
    NoLongerPassed,
    NothingRecognised,
    NotValid,
    ReasonMissing,
    SymbolMissing,
    TooManyLookUps,
)
from khaigiang.recognition.certificates.models import Certificate, CertificateBook, CertificateState, LookUp
from khaigiang.recognition.certificates.queries import (
    certifiable_result_of,
    certifiable_results,
    enrolments_having_one,
    uuid_of_number,
    without_pdf,
)
from khaigiang.recognition.certificates.rules import certificate_number
from khaigiang.registry.units.models import Office
from khaigiang.teaching.cohorts.models import TrainingClass

PDF = "application/pdf"
# Numbers follow one another: whoever may try any amount of them reads the whole book.
LOOK_UPS: Final = 30
WITHIN: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What one act of issuing did: certificates made now, and how many people had theirs already."""

    new: Sequence[Certificate]
    already: int


def issue_certificates(training_class: TrainingClass, *, by: User, at: datetime) -> Issued:
    """Give every recognised success of a class its certificate; doing it again gives nobody a second one.

    Numbers are given under the lock of the book; the PDFs are written after it is free. Whatever was interrupted
    in between is written by the next call. Raises NothingRecognised, SymbolMissing, or NoDuty when the plan names
    nobody who signs certificates.
    """
    issued = number_certificates(training_class, by=by, at=at)
    _write_pdfs(without_pdf(training_class), by=by, at=at)
    return issued


def look_up_number(number: str, *, address: str, at: datetime) -> UUID | None:
    """The code of the certificate with a number, for a stranger; None when there is none. Raises TooManyLookUps.

    A try is written down before it is answered, outside a transaction: tries made at the same moment count one
    another. Each address has its own limit, so that nobody uses up somebody else's.
    """
    LookUp.objects.filter(at__lte=at - WITHIN).delete()
    this = LookUp.objects.create(address=address, at=at)
    if LookUp.objects.filter(address=address, pk__lte=this.pk).count() > LOOK_UPS:
        this.delete()
        raise TooManyLookUps(minutes=int(WITHIN.total_seconds() // 60))
    return uuid_of_number(number)


@transaction.atomic
def revoke_certificate(certificate: Certificate, *, reason: str, by: User, at: datetime) -> Certificate:
    """End a certificate, for fraud or because it names the wrong person. Raises NotValid or ReasonMissing."""
    certificate = _end(certificate, CertificateState.REVOKED, reason, by=by, at=at)
    audit.record("revoke_certificate", certificate, by=by, at=at, after={"reason": certificate.reason})
    return certificate


def reissue_certificate(certificate: Certificate, *, reason: str, by: User, at: datetime) -> Certificate:
    """Replace a certificate that was issued with an error; the new one prints the data and result as they are now.

    Raises NotValid, ReasonMissing, NoLongerPassed, SymbolMissing or NoDuty.
    """
    new = _replace(certificate, reason, by=by, at=at)
    _write_pdfs([new], by=by, at=at)
    new.refresh_from_db(fields=["pdf"])
    return new


@transaction.atomic
def number_certificates(training_class: TrainingClass, *, by: User, at: datetime) -> Issued:
    """The first half of issuing: numbers under the lock of the book, no PDF yet. Refuses as `issue_certificates` does."""
    book = _locked_book(training_class.plan.school, at)
    results = certifiable_results(training_class, local_day(at))
    if not results:
        raise NothingRecognised
    having = enrolments_having_one(training_class)
    new = _enter(book, [result for result in results if result.enrolment_id not in having], by=by, at=at)
    if new:
        numbers = {"first": new[0].number, "last": new[-1].number, "count": len(new)}
        audit.record("issue_certificates", training_class, by=by, at=at, after=numbers)
    return Issued(new=new, already=len(results) - len(new))


@transaction.atomic
def _replace(certificate: Certificate, reason: str, *, by: User, at: datetime) -> Certificate:
    book = _locked_book(certificate.book.office, at)
    old = _end(certificate, CertificateState.REPLACED, reason, by=by, at=at)
    result = certifiable_result_of(old, local_day(at))
    if result is None:
        raise NoLongerPassed(number=old.number)
    (new,) = _enter(book, [result], replaces=old, by=by, at=at)
    after = {"new": new.number, "reason": old.reason}
    audit.record("reissue_certificate", old, by=by, at=at, before={"number": old.number}, after=after)
    return new


def _locked_book(office: Office, at: datetime) -> CertificateBook:
    if not office.symbol:
        raise SymbolMissing(office=office)
    book, _ = CertificateBook.objects.get_or_create(office=office, year=local_day(at).year)
    # The book is the lock: numbers run without gap and without a double.
    return CertificateBook.objects.select_for_update().select_related("office").get(pk=book.pk)


def _enter(
    book: CertificateBook,
    results: Sequence[Result],
    *,
    replaces: Certificate | None = None,
    by: User,
    at: datetime,
) -> list[Certificate]:
    first = book.last_number + 1
    made = [
        Certificate(
            book=book,
            book_number=number,
            number=certificate_number(number, year=book.year, symbol=book.office.symbol),
            result=result,
            printed=printed,
            issued_on=local_day(at),
            issued_by=by,
            replaces=replaces,
        )
        for number, (result, printed) in enumerate(paper.printed_values(results), start=first)
    ]
    Certificate.objects.bulk_create(made)
    book.last_number += len(made)
    book.save(update_fields=["last_number"])
    return made


def _write_pdfs(certificates: Sequence[Certificate], *, by: User, at: datetime) -> None:
    sealed = dict(zip((one.pk for one in certificates), paper.sealed_pdfs(certificates), strict=True))
    with transaction.atomic():
        # Whoever wrote one in the meantime may have handed it out: that one stays.
        waiting = Certificate.objects.select_for_update().filter(pk__in=sealed, pdf__isnull=True).order_by("pk")
        contents = {f"{one.number.replace('/', '-')}.pdf": sealed[one.pk] for one in waiting}
        files = store_all(contents, content_type=PDF, by=by, at=at)
        for certificate, file in zip(waiting, files, strict=True):
            certificate.pdf = file
        Certificate.objects.bulk_update(waiting, ["pdf"])


def _end(certificate: Certificate, state: CertificateState, reason: str, *, by: User, at: datetime) -> Certificate:
    if not reason.strip():
        raise ReasonMissing
    certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if certificate.state != CertificateState.VALID:
        raise NotValid(number=certificate.number)
    certificate.state, certificate.reason = state, reason.strip()
    certificate.ended_on, certificate.ended_by = local_day(at), by
    certificate.save(update_fields=["state", "reason", "ended_on", "ended_by"])
    return certificate
