"""Entering documents into the register."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.files.services import read
from khaigiang.planning.documents.errors import (
    AbstractMissing,
    DatedInTheFuture,
    NotRegisteredByHand,
    NumberOfAnOwnSeries,
    NumberTaken,
    SecretKeepsNumberOnly,
    UploadRefused,
)
from khaigiang.planning.documents.models import Document, DocumentKind, DocumentState
from khaigiang.planning.documents.services import correct_document, register_document
from khaigiang.planning.documents.tests.makers import (
    make_city_committee,
    make_document,
    make_paper,
    make_series,
    make_upload,
)
from khaigiang.planning.documents.uploads import PDF, WORD, Upload, upload
from khaigiang.registry.units.models import Office

pytestmark = pytest.mark.django_db

AT = datetime(2023, 3, 1, 3, tzinfo=UTC)
PLAN_110 = date(2022, 10, 19)


def register(
    issuer: Office,
    number: str = "110-KH/TU",
    *,
    issued_on: date = PLAN_110,
    abstract: str = "Mở 5 lớp bồi dưỡng",
    is_secret: bool = False,
    file: Upload | None = None,
) -> Document:
    return register_document(
        issuer=issuer,
        kind=DocumentKind.PLAN,
        number=number,
        issued_on=issued_on,
        abstract=abstract,
        is_secret=is_secret,
        file=file,
        by=make_user(),
        at=AT,
    )


def test_a_registered_document_is_issued_with_its_number_and_date() -> None:
    document = register(make_city_committee(), " Số 110 - KH/TU", file=make_upload())

    assert (document.state, document.number, document.issued_on) == (DocumentState.ISSUED, "110-KH/TU", PLAN_110)
    assert document.file is not None
    assert read(document.file) == b"%PDF-1.7 scan"
    assert Entry.objects.filter(act="register_document", subject="110-KH/TU").count() == 1


def test_a_number_is_registered_once_per_issuer_type_and_year() -> None:
    city = make_city_committee()
    register(city)

    with pytest.raises(NumberTaken):
        register(city, issued_on=date(2022, 12, 1))
    register(city, issued_on=date(2023, 1, 5))
    register(make_city_committee())
    assert Document.objects.count() == 3


def test_the_database_itself_refuses_a_number_twice() -> None:
    first = make_document("110-KH/TU")

    with pytest.raises(IntegrityError, match=r"number_once_per_issuer|UNIQUE"), transaction.atomic():
        make_document("110-KH/TU", issuer=first.issuer)


def test_a_document_from_the_future_is_refused() -> None:
    with pytest.raises(DatedInTheFuture):
        register(make_city_committee(), issued_on=date(2023, 3, 2))


def test_a_document_needs_to_say_what_it_is_about() -> None:
    with pytest.raises(AbstractMissing):
        register(make_city_committee(), abstract="  ")


def test_of_a_secret_document_only_the_number_is_kept() -> None:
    city = make_city_committee()
    with pytest.raises(SecretKeepsNumberOnly):
        register(city, is_secret=True)
    with pytest.raises(SecretKeepsNumberOnly):
        register(city, abstract="", is_secret=True, file=make_upload())

    assert register(city, abstract="", is_secret=True).number == "110-KH/TU"


def test_the_database_keeps_no_file_of_a_secret_document() -> None:
    secret = register(make_city_committee(), abstract="", is_secret=True)
    secret.abstract = "lộ nội dung"

    with pytest.raises(IntegrityError, match="secret_document_keeps_its_number_only"), transaction.atomic():
        secret.save()


def test_a_number_that_an_own_series_gives_cannot_be_typed() -> None:
    series = make_series(make_city_committee(), kind=DocumentKind.PLAN, period="2020-2025", ends_on=None,
                         starts_on=date(2020, 10, 14), first_number=120)  # fmt: skip

    with pytest.raises(NumberOfAnOwnSeries):
        register(series.office, "120-KH/TU")
    assert register(series.office, "119-KH/TU").period == "2020-2025"


def test_a_correction_keeps_what_stood_before_in_the_audit() -> None:
    document = register(make_city_committee(), "101-KH/TU", file=make_upload())

    correct_document(
        document,
        issuer=document.issuer,
        kind=DocumentKind.PLAN,
        number="110-KH/TU",
        issued_on=PLAN_110,
        abstract="Mở 5 lớp bồi dưỡng",
        by=make_user(),
        at=AT,
    )

    document.refresh_from_db()
    assert document.number == "110-KH/TU"
    assert document.file is not None
    entry = Entry.objects.get(act="correct_document")
    assert (entry.before or {})["number"] == "101-KH/TU"
    assert (entry.after or {})["number"] == "110-KH/TU"


def test_a_document_corrected_to_be_secret_lets_its_file_go() -> None:
    document = register(make_city_committee(), file=make_upload())

    correct_document(
        document, issuer=document.issuer, kind=DocumentKind.PLAN, number="110-KH/TU", issued_on=PLAN_110, abstract="",
        is_secret=True, by=make_user(), at=AT,
    )  # fmt: skip

    document.refresh_from_db()
    assert document.file is None


def test_own_papers_are_not_corrected_like_registered_ones() -> None:
    paper = make_paper()

    with pytest.raises(NotRegisteredByHand):
        correct_document(
            paper, issuer=paper.issuer, kind=DocumentKind.PLAN, number="1", issued_on=PLAN_110, abstract="x",
            by=make_user(), at=AT,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [("a.pdf", b"%PDF-1.4", PDF), ("a.docx", b"PK\x03\x04...", WORD), ("scan.png", b"\x89PNG\r\n\x1a\n", "image/png")],
)
def test_what_a_file_is_is_read_from_its_bytes(name: str, content: bytes, content_type: str) -> None:
    assert upload(name, content).content_type == content_type


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b"<html><script>"), ("macro.docm", b"PK\x03\x04"), ("a.exe", b"MZ"), ("empty.pdf", b"")],
)
def test_any_other_file_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(UploadRefused):
        upload(name, content)
