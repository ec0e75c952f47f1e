"""The books of an office: papers that went out and papers that came in, for a period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from khaigiang.papers.words import capital
from khaigiang.planning.documents.models import Arrival, Document, DocumentState, GivenNumber
from khaigiang.planning.documents.queries.series import text_of
from khaigiang.planning.documents.rules import is_late, leading_number, typed
from khaigiang.registry.units.models import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Whose book, and for which days, both included."""

    office: Office
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BookLine:
    """One paper in the book of papers that went out, or one number that no paper carries."""

    document_id: int | None
    number: str
    dated_on: date
    kind: str
    abstract: str
    signer: str
    recipients: str
    kept_by: str
    copies: int
    remark: str

    @property
    def what(self) -> str:
        """Its type and what it is about."""
        return typed(self.kind, self.abstract)

    @property
    def order(self) -> tuple[date, int, str]:
        """Where it stands in the book: by its day, then its number."""
        return self.dated_on, leading_number(self.number) or 0, self.number


def outgoing_book(book: Book) -> list[BookLine]:
    """Every paper that an office dated within the days, and every number reserved or not used; a few statements."""
    documents = Document.objects.filter(
        issuer=book.office, state=DocumentState.ISSUED, issued_on__range=(book.first_day, book.last_day)
    ).prefetch_related("copies")
    carried = {one.document_id: one for one in GivenNumber.objects.filter(document__in=documents.values("pk"))}
    empty = GivenNumber.objects.filter(
        series__office=book.office, document__isnull=True, dated_on__range=(book.first_day, book.last_day)
    ).select_related("series__office")
    lines = [_paper(document, carried.get(document.pk)) for document in documents]
    return sorted([*lines, *(_unused(one) for one in empty)], key=lambda line: (line.kind, *line.order))


def outgoing_lines(lines: Sequence[BookLine]) -> list[tuple[str, ...]]:
    """The book of papers that went out, in the columns that are printed."""
    return [
        (
            line.number,
            f"{line.dated_on:%d/%m/%Y}",
            line.what,
            line.signer,
            line.recipients,
            line.kept_by,
            str(line.copies or ""),
            line.remark,
        )
        for line in lines
    ]


def incoming_book(book: Book) -> QuerySet[Arrival]:
    """Every document that came into an office within the days, by its number of arrival; one statement."""
    found = Arrival.objects.filter(office=book.office, arrived_on__range=(book.first_day, book.last_day))
    return found.select_related("document__issuer", "office").order_by("year", "number")


def lines_in_the_book(arrivals: Sequence[Arrival] | QuerySet[Arrival]) -> list[tuple[str, ...]]:
    """The book of papers that came in, in the columns that are printed."""
    return [
        (
            f"{one.arrived_on:%d/%m/%Y}",
            str(one.number),
            one.document.issuer.name,
            one.document.number,
            f"{one.document.issued_on:%d/%m/%Y}" if one.document.issued_on else "",
            one.document.typed,
            one.handed_to,
            f"{one.handed_on:%d/%m/%Y}" if one.handed_on else "",
            "",
            _("by %(day)s") % {"day": f"{one.due_on:%d/%m/%Y}"} if one.due_on else "",
        )
        for one in arrivals
    ]


def arrivals_of(document: Document) -> list[Arrival]:
    """In which offices a document arrived, under which number."""
    return list(document.arrivals.select_related("office").order_by("pk"))


def _paper(document: Document, given: GivenNumber | None) -> BookLine:
    assert document.issued_on is not None
    copies = list(document.copies.all())
    return BookLine(
        document_id=document.pk,
        number=document.number,
        dated_on=document.issued_on,
        kind=capital(document.get_kind_display()),
        abstract=document.abstract,
        signer=document.signer_name,
        recipients="; ".join(copy.recipient for copy in copies),
        kept_by=_("clerk's office") if document.written_here else "",
        copies=len(copies),
        remark=_remark(document, given),
    )


def _remark(document: Document, given: GivenNumber | None) -> str:
    if document.is_secret:
        return _("secret")
    if given is not None and given.out_of_order_reason:
        return _("Dated back: %(reason)s") % {"reason": given.out_of_order_reason}
    if given is not None and is_late(document.signed_on, document.issued_on) and document.exception_reason:
        return _("Numbered late: %(reason)s") % {"reason": document.exception_reason}
    return ""


def _unused(number: GivenNumber) -> BookLine:
    why = _("Not used: %(reason)s") % {"reason": number.void_reason}
    return BookLine(
        document_id=None,
        number=text_of(number.series, number.number),
        dated_on=number.dated_on,
        kind=capital(number.series.get_kind_display()),
        abstract="",
        signer="",
        recipients="",
        kept_by="",
        copies=0,
        remark=why if number.void_reason else _("Reserved: %(purpose)s") % {"purpose": number.purpose},
    )


def last_day_in_the_book(office: Office, direction: str) -> date | None:
    """The last day on which an office gave a number to a paper, or a document came in; one statement."""
    if direction == "outgoing":
        given = GivenNumber.objects.filter(series__office=office).order_by("-dated_on")
        return given.values_list("dated_on", flat=True).first()
    came = Arrival.objects.filter(office=office).order_by("-arrived_on")
    return came.values_list("arrived_on", flat=True).first()
