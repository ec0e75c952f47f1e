"""Writes certificates: what they print, kept from the day of issue, and the sealed PDF."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.conf import settings
from django.urls import reverse

from khaigiang.papers import certificate as paper
from khaigiang.papers.values import Letterhead, Person, Signature
from khaigiang.planning.documents.letterheads import cited
from khaigiang.planning.plans.models import PaperDuty
from khaigiang.planning.plans.queries.duties import duty_of
from khaigiang.recognition.assessment.models import Result
from khaigiang.recognition.certificates.installation_key import installation_key
from khaigiang.recognition.certificates.models import Certificate, CertificateState
from khaigiang.teaching.cohorts.models import TrainingClass

Printed = dict[str, str]


def printed_values(results: Sequence[Result]) -> Iterator[tuple[Result, Printed]]:
    """Each result of one class with everything its certificate prints, so that later changes do not touch it."""
    of_class = _of_class(results[0].enrolment.training_class) if results else {}
    for result in results:
        yield result, of_class | _of_person(result)


def sealed_pdfs(certificates: Sequence[Certificate]) -> Iterator[bytes]:
    """The PDF of each certificate, sealed with the installation's own key."""
    if not certificates:
        return
    from khaigiang.papers import seal  # noqa: PLC0415  slow to load, and few starts ever seal

    key, cert = installation_key()
    for pdf in paper.pdf_batch([content_of(certificate) for certificate in certificates]):
        yield seal.seal(pdf, key, cert, "Khai Giảng")


def printable_book(certificates: Sequence[Certificate]) -> bytes | None:
    """The valid ones of these certificates in one unsealed PDF, a page each; None when there is none."""
    valid = [certificate for certificate in certificates if certificate.state == CertificateState.VALID]
    return paper.pdf_book([content_of(certificate) for certificate in valid]) if valid else None


def content_of(certificate: Certificate) -> paper.Certificate:
    """What a certificate says, from the values kept on its day of issue."""
    printed, office = certificate.printed, certificate.book.office
    return paper.Certificate(
        letterhead=Letterhead(
            skin="state",
            superior=office.superior,
            issuer=office.name,
            number=certificate.number,
            place=office.place,
            dated_on=certificate.issued_on,
        ),
        authority=f"{printed['signer_title']}\n{office.name}",
        holder=Person(
            name=printed["name"],
            born_on=printed["born_on"],
            sex=None,
            post=printed["post"],
            unit=printed["unit"],
        ),
        course=printed["course"],
        class_name=printed["class_name"],
        starts_on=date.fromisoformat(printed["starts_on"]),
        ends_on=date.fromisoformat(printed["ends_on"]),
        band=printed["band"],
        decision=printed["decision"],
        book_number=f"{certificate.book_number:04d}",
        check_url=check_address(certificate),
        signature=Signature(
            prefix=printed["signer_prefix"],
            title=printed["signer_title"],
            name=printed["signer_name"],
            on_behalf="",
        ),
    )


def check_address(certificate: Certificate) -> str:
    """Where anybody may check a certificate: the address in its QR code."""
    return f"{settings.PUBLIC_URL}{reverse('certificates:check', args=[certificate.uuid])}"


def _of_class(training_class: TrainingClass) -> Printed:
    days = sorted(training_class.days.values_list("on", flat=True))
    duty = duty_of(training_class.plan, PaperDuty.Paper.CERTIFICATE)
    return {
        "course": str(training_class.version.programme),
        "class_name": training_class.name,
        "starts_on": days[0].isoformat(),
        "ends_on": days[-1].isoformat(),
        "signer_prefix": duty.signer_prefix,
        "signer_title": duty.signer_title,
        "signer_name": duty.signer_name,
    }


def _of_person(result: Result) -> Printed:
    enrolment = result.enrolment
    return {
        "name": enrolment.official.full_name,
        "born_on": enrolment.official.born_on,
        "post": enrolment.target_post.post.title,
        "unit": enrolment.target_post.unit.name,
        "band": result.band.name if result.band else "",
        "decision": cited(result.decision.document) if result.decision else "",
    }
