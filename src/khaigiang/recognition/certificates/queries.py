"""Reading certificates: who may get one, the book, and what a stranger may learn of one."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.core.paginator import Page
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from khaigiang.ground.web.table_files import leaf
from khaigiang.planning.documents.models import Document
from khaigiang.planning.documents.queries import ChainRow, chain
from khaigiang.recognition.assessment.models import Result
from khaigiang.recognition.certificates.models import Certificate
from khaigiang.registry.officials.trainings import Training, Weight
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.vietnamese.names import fold

PAGE_SIZE: Final = 50


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


def certificates_given_to(official_id: int, on: date) -> Iterator[Training]:
    """Certificates that an official was given by a day, with what became of each; 1 statement."""
    given = Certificate.objects.filter(result__enrolment__official=official_id, issued_on__lte=on)
    for certificate in given.select_related("result__enrolment__training_class"):
        ended = certificate.ended_on is not None and certificate.ended_on <= on
        training_class = str(certificate.result.enrolment.training_class)
        yield Training(
            on=certificate.issued_on,
            title=_("Certificate %(number)s") % {"number": certificate.number},
            note=f"{training_class}, {certificate.get_state_display()}" if ended else training_class,
            url_name="certificates:certificate",
            row_id=certificate.pk,
            tone=Weight.WARNING if ended else Weight.SUCCESS,
        )


def certifiable_results(training_class: TrainingClass, on: date) -> list[Result]:
    """Successes of a class that a decision had recognised by the day, in the order of names; 1 statement."""
    return list(
        _certifiable(on)
        .filter(enrolment__training_class=training_class)
        .order_by("enrolment__official__sort_key", "enrolment_id")
    )


def certifiable_result_of(certificate: Certificate, on: date) -> Result | None:
    """The success that a new certificate for the same person would print; None when there is none any more."""
    return _certifiable(on).filter(enrolment=certificate.result.enrolment_id).first()


def enrolments_having_one(training_class: TrainingClass) -> set[int]:
    """Who of a class has been given a certificate, whatever became of it."""
    given = Certificate.objects.filter(result__enrolment__training_class=training_class)
    return set(given.values_list("result__enrolment_id", flat=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """The decision that recognised the success, and all that it stands on, up to the resolution of the term."""

    decision: Document
    chain: list[ChainRow]


def grounds_of(certificate: Certificate) -> Grounds | None:
    """What a certificate stands on; None for one whose result no decision has recognised."""
    decision = certificate.result.decision
    if decision is None:
        return None
    return Grounds(decision=decision.document, chain=chain(decision.document).grounds)


def without_pdf(training_class: TrainingClass) -> list[Certificate]:
    """Certificates of a class that have their number and not yet their PDF."""
    waiting = Certificate.objects.filter(result__enrolment__training_class=training_class, pdf__isnull=True)
    return list(waiting.select_related("book__office").order_by("book__year", "book_number"))


def _certifiable(on: date) -> QuerySet[Result]:
    results = Result.objects.filter(is_in_force=True, passed=True, decision__effective_on__lte=on)
    return results.select_related(
        "band",
        "decision__document__issuer",
        "enrolment__official",
        "enrolment__target_post__post",
        "enrolment__target_post__unit",
        "enrolment__training_class__version__programme",
        "enrolment__training_class__plan__school",
    )


def certificates_of(training_class: TrainingClass) -> list[Certificate]:
    """Every certificate of a class, ended ones too, in the order of their numbers; 1 statement."""
    certificates = Certificate.objects.filter(result__enrolment__training_class=training_class)
    return list(certificates.select_related("book__office").order_by("book__year", "book_number"))


def book_page(certificates: QuerySet[Certificate], *, text: str, page: str | None) -> Page[Certificate]:
    """The certificate book, newest number first, narrowed to a number or a name written in any way."""
    found = certificates.order_by("-book__year", "-book_number")
    if text:
        found = found.filter(Q(number__icontains=text) | Q(result__enrolment__official__folded__contains=fold(text)))
    return leaf(found, PAGE_SIZE, page)


def ready_to_issue(training_class: TrainingClass, on: date) -> int:
    """How many recognised successes of a class have no certificate yet, or none that was written to its end."""
    of_class = Certificate.objects.filter(result__enrolment__training_class=training_class)
    results = _certifiable(on).filter(enrolment__training_class=training_class)
    waiting = results.exclude(enrolment__in=of_class.values("result__enrolment"))
    return waiting.count() + of_class.filter(pdf__isnull=True).count()


def uuid_of_number(number: str) -> UUID | None:
    """The code of the certificate with this number, however it was spaced; None when there is none."""
    tidy = "".join(unicodedata.normalize("NFC", number).split())
    # Not iexact: SQLite does not know that đ and Đ are one letter.
    alike = Certificate.objects.filter(number__in={tidy, tidy.upper()})
    return alike.values_list("uuid", flat=True).first()


def gaps_in_books() -> list[str]:
    """Books whose numbers do not run from 1 to the last one without a gap; empty when all is sound."""
    found: dict[int, list[int]] = {}
    rows = Certificate.objects.order_by("book_id", "book_number").values_list("book_id", "book_number")
    for book_id, number in rows:
        found.setdefault(book_id, []).append(number)
    books = {
        certificate.book_id: certificate.book for certificate in Certificate.objects.select_related("book__office")
    }
    return [str(books[book_id]) for book_id, numbers in found.items() if numbers != list(range(1, len(numbers) + 1))]


def public_certificate(uuid: UUID) -> PublicCertificate | None:
    """What the check page shows for a code; None when nobody has issued it."""
    certificate = Certificate.objects.filter(uuid=uuid).select_related("book__office", "replaced_by").first()
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


def successor_of(certificate: Certificate) -> Certificate | None:
    """The certificate that took the place of this one, if any."""
    return Certificate.objects.filter(replaces=certificate).first()
