"""Documents, links and number series for tests."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any, Final

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.files.services import store
from khaigiang.planning.documents.models import (
    Document,
    DocumentKind,
    DocumentLink,
    DocumentState,
    GivenNumber,
    NumberSeries,
)
from khaigiang.planning.documents.uploads import PDF, Upload
from khaigiang.registry.units.models import Office, OfficeKind
from khaigiang.registry.units.tests.makers import make_office
from khaigiang.vietnamese.names import fold

AT: Final = datetime(2023, 3, 31, 3, tzinfo=UTC)
FRIDAY: Final = date(2023, 3, 10)
MONDAY: Final = date(2023, 3, 13)


def by() -> dict[str, Any]:
    """Somebody acts at the end of March 2023."""
    return {"by": make_user(), "at": AT}


_serial = count(1)

WRITTEN_AT = datetime(2022, 10, 20, 2, 0, tzinfo=UTC)


def make_city_committee(name: str = "", *, symbol: str = "TU") -> Office:
    """A body of the Party that issues policy documents."""
    return make_office(name, OfficeKind.CITY_COMMITTEE, symbol=symbol, skin=Office.Skin.PARTY)


def make_organiser(name: str = "") -> Office:
    """The organising board of the city committee."""
    return make_office(name, OfficeKind.ORGANISER, symbol="BTCTU", skin=Office.Skin.PARTY, superior="THÀNH ỦY HÀ NỘI")


def make_document(
    number: str = "",
    *,
    issuer: Office | None = None,
    kind: DocumentKind = DocumentKind.PLAN,
    issued_on: date = date(2022, 10, 19),
    abstract: str = "Mở các lớp bồi dưỡng",
    file: bool = False,
) -> Document:
    """An issued document from outside, with its file when one is asked for."""
    number = number or f"{next(_serial)}-KH/TU"
    return Document.objects.create(
        issuer=issuer or make_city_committee(),
        kind=kind,
        state=DocumentState.ISSUED,
        number=number,
        period=str(issued_on.year),
        issued_on=issued_on,
        abstract=abstract,
        file=store(b"%PDF-1.7", name="ban-ky.pdf", content_type=PDF, by=make_user(), at=WRITTEN_AT) if file else None,
        created_by=make_user(),
        created_at=WRITTEN_AT,
        folded=fold(f"{number} {abstract}"),
    )


def make_paper(
    *,
    issuer: Office | None = None,
    kind: DocumentKind = DocumentKind.DECISION,
    abstract: str = "Mở lớp bồi dưỡng",
    signed_on: date | None = None,
    by: User | None = None,
) -> Document:
    """An own paper: a draft, or signed when a day is given."""
    return Document.objects.create(
        issuer=issuer or make_office(),
        kind=kind,
        state=DocumentState.SIGNED if signed_on else DocumentState.DRAFT,
        abstract=abstract,
        written_here=True,
        signer_name="Nghiêm Đức Thành" if signed_on else "",
        signer_title="Hiệu trưởng" if signed_on else "",
        signed_on=signed_on,
        created_by=by or make_user(),
        created_at=WRITTEN_AT,
        folded=fold(abstract),
    )


def make_link(
    document: Document, target: Document, relation: DocumentLink.Relation = DocumentLink.Relation.IMPLEMENTS
) -> DocumentLink:
    """One document stands on another."""
    return DocumentLink.objects.create(document=document, relation=relation, target=target)


def make_series(
    office: Office | None = None,
    *,
    kind: DocumentKind = DocumentKind.DECISION,
    period: str = "2023",
    starts_on: date = date(2023, 1, 1),
    ends_on: date | None = date(2023, 12, 31),
    first_number: int = 1,
) -> NumberSeries:
    """A run of numbers of an office."""
    return NumberSeries.objects.create(
        office=office or make_office(),
        kind=kind,
        period=period,
        starts_on=starts_on,
        ends_on=ends_on,
        first_number=first_number,
    )


def make_upload(name: str = "ban-ky.pdf", content: bytes = b"%PDF-1.7 scan") -> Upload:
    """A file as it came in."""
    return Upload(name=name, content=content, content_type=PDF)


def make_given_number(series: NumberSeries, *, on: date = date(2023, 3, 10)) -> GivenNumber:
    """The next number of a series, reserved."""
    before = series.numbers.order_by("-number").first()
    return GivenNumber.objects.create(
        series=series,
        number=before.number + 1 if before else series.first_number,
        dated_on=on,
        after=before,
        purpose="Quyết định mở lớp",
        reserved_by=make_user(),
        reserved_at=WRITTEN_AT,
    )
