"""Reading certificates: who may get one, the book, and what a stranger may learn of one."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from khaigiang.recognition.assessment.models import Result
from khaigiang.recognition.certificates.models import Certificate
from khaigiang.registry.units.models import Office
from khaigiang.teaching.cohorts.models import TrainingClass


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCertificate:
    """The minimum that anybody holding a certificate's code may see."""

    number: str
    holder: str
    course: str
    issuer: str
    issued_on: date
    state: str
    state_label: str
    ended_on: date | None
    replaced_by: str


def certifiable_results(training_class: TrainingClass, on: date) -> list[Result]:
    """Successes of a class that a decision had recognised by the day, in the order of names; 1 statement."""
    return list(
        Result.objects.filter(
            enrolment__training_class=training_class, is_in_force=True, passed=True, decision__effective_on__lte=on,
        )
        .select_related(
            "band",
            "decision__document__issuer",
            "enrolment__official",
            "enrolment__target_post__post",
            "enrolment__target_post__unit",
            "enrolment__training_class__version__programme",
            "enrolment__training_class__plan__school",
        )
        .order_by("enrolment__official__sort_key", "enrolment_id"),
    )


def book_of(office: Office, year: int) -> QuerySet[Certificate]:
    """The certificate book of a school for a year, in the order of its numbers."""
    return Certificate.objects.filter(book__office=office, book__year=year).order_by("book_number")


def gaps_in_books() -> list[str]:
    """Books whose numbers do not run from 1 to the last one without a gap; empty when all is sound."""
    found: dict[int, list[int]] = {}
    rows = Certificate.objects.order_by("book_id", "book_number").values_list("book_id", "book_number")
    for book_id, number in rows:
        found.setdefault(book_id, []).append(number)
    books = {certificate.book_id: certificate.book for certificate in Certificate.objects.select_related("book__office")}
    return [str(books[book_id]) for book_id, numbers in found.items() if numbers != list(range(1, len(numbers) + 1))]


def public_certificate(uuid: UUID) -> PublicCertificate | None:
    """What the check page shows for a code; None when nobody has issued it."""
    certificate = (
        Certificate.objects.filter(uuid=uuid).select_related("book__office", "replaced_by").first()
    )
    if certificate is None:
        return None
    return PublicCertificate(
        number=certificate.number,
        holder=certificate.printed["name"],
        course=certificate.printed["course"],
        issuer=certificate.book.office.name,
        issued_on=certificate.issued_on,
        state=certificate.state,
        state_label=certificate.get_state_display(),
        ended_on=certificate.ended_on,
        replaced_by=certificate.replaced_by.number if hasattr(certificate, "replaced_by") else "",
    )
