"""The register of documents, narrowed and paged."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.db.models import F, QuerySet
from django.db.models.functions import ExtractYear

from khaigiang.ground.web.table_files import leaf
from khaigiang.planning.documents.models import Document
from khaigiang.vietnamese.names import fold

PER_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFilter:
    """What the register is narrowed to; empty values narrow nothing."""

    text: str = ""
    kind: str = ""
    issuer_id: int | None = None
    state: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One line of the register."""

    id: int
    kind: str
    number: str
    issuer: str
    issued_on: date | None
    abstract: str
    state: str
    state_label: str
    is_secret: bool
    has_file: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPage:
    """Lines of the register, and the page they stand on."""

    rows: list[DocumentRow]
    page: Page[Document]


def register_page(documents: QuerySet[Document], only: RegisterFilter, number: str | None) -> RegisterPage:
    """One page of the visible documents that the filter leaves, newest first, drafts on top."""
    shown = leaf(_narrowed(documents, only), PER_PAGE, number)
    return RegisterPage(rows=[row(document) for document in shown.object_list], page=shown)


def row(document: Document) -> DocumentRow:
    """One document as the register prints it."""
    return DocumentRow(
        id=document.pk,
        kind=document.get_kind_display(),
        number=document.number,
        issuer=document.issuer.name,
        issued_on=document.issued_on,
        abstract=document.abstract,
        state=document.state,
        state_label=document.get_state_display(),
        is_secret=document.is_secret,
        has_file=any((document.file_id, document.docx_id, document.pdf_id)),
    )


def years_of_documents(documents: QuerySet[Document]) -> list[int]:
    """The years from which the register has documents, newest first."""
    years = documents.filter(issued_on__isnull=False).annotate(year=ExtractYear("issued_on"))
    return sorted(set(years.values_list("year", flat=True)), reverse=True)


def _narrowed(documents: QuerySet[Document], only: RegisterFilter) -> QuerySet[Document]:
    found = documents.select_related("issuer").order_by(F("issued_on").desc(nulls_first=True), "-pk")
    for word in fold(only.text).split():
        found = found.filter(folded__contains=word)
    exact = {"kind": only.kind, "issuer": only.issuer_id, "state": only.state, "issued_on__year": only.year}
    return found.filter(**{name: value for name, value in exact.items() if value})


def typed_values(document: Document) -> dict[str, object]:
    """What was typed about a registered document, to be corrected."""
    return {
        "issuer": document.issuer_id,
        "kind": document.kind,
        "number": document.number,
        "issued_on": document.issued_on,
        "last_day": document.last_day,
        "abstract": document.abstract,
        "signer_name": document.signer_name,
        "signer_title": document.signer_title,
        "is_secret": document.is_secret,
    }
