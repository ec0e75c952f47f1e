"""Books of papers that went out and came in: what stands in them, and their print."""

import io
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document as WordFile

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.tests.racing import PROCESSES, meeting_point, race
from khaigiang.planning.documents.books import printed
from khaigiang.planning.documents.errors import (
    ArrivedAlready,
    ArrivedBeforeIssue,
    BeforeArrival,
    DatedInTheFuture,
    OwnPapersDoNotArrive,
)
from khaigiang.planning.documents.models import Arrival, Document
from khaigiang.planning.documents.queries import Book, incoming_book, lines_in_the_book, outgoing_book, outgoing_lines
from khaigiang.planning.documents.services import (
    hand_on,
    issue_paper,
    register_arrival,
    release_number,
    reserve_number,
    seal_paper,
    send_copies,
)
from khaigiang.planning.documents.tests.makers import (
    AT,
    FRIDAY,
    MONDAY,
    by,
    make_city_committee,
    make_document,
    make_organiser,
    make_paper,
    make_series,
)
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.units.models import Office, OfficeKind
from khaigiang.registry.units.tests.makers import make_office

pytestmark = pytest.mark.django_db


def march(office: Office) -> Book:
    return Book(office=office, first_day=date(2023, 3, 1), last_day=date(2023, 3, 31))


def arrive(document: Document, office: Office, on: date = FRIDAY, **facts: Any) -> Arrival:
    return register_arrival(document, office=office, arrived_on=on, **facts, **by())


def full_book(skin: Office.Skin = Office.Skin.STATE) -> Office:
    """A paper with its copies, a number that is not used, one that is reserved, and a paper dated back."""
    series = make_series(make_office(skin=skin))
    paper = make_paper(issuer=series.office, signed_on=FRIDAY)
    issue_paper(paper, issued_on=FRIDAY, **by())
    send_copies(seal_paper(paper, sealed_on=FRIDAY, **by()), recipients=["Như trên", "Lưu: VT"], sent_on=FRIDAY, **by())
    unused = reserve_number(series, on=MONDAY, purpose="Khen thưởng", **by())
    reserve_number(series, on=MONDAY, purpose="Kỷ luật", **by())
    release_number(unused, reason="Không ban hành", **by())
    late = make_paper(issuer=series.office, signed_on=FRIDAY)
    issue_paper(late, issued_on=FRIDAY, reason="Thất lạc", **by())
    office: Office = series.office
    return office


def test_every_number_of_the_days_stands_in_the_book_of_papers_out() -> None:
    office = full_book()
    make_document("1/QĐ-X", issuer=office, issued_on=date(2023, 2, 28))

    lines = outgoing_lines(outgoing_book(march(office)))

    about, signer = "Quyết định Mở lớp bồi dưỡng", "Nghiêm Đức Thành"
    assert lines == [
        ("01/QĐ-TĐTCB", "10/03/2023", about, signer, "Như trên; Lưu: VT", "Văn thư", "2", ""),
        ("04/QĐ-TĐTCB", "10/03/2023", about, signer, "", "Văn thư", "", "Ghi lùi ngày: Thất lạc"),
        ("02/QĐ-TĐTCB", "13/03/2023", "Quyết định", "", "", "", "", "Không dùng: Không ban hành"),
        ("03/QĐ-TĐTCB", "13/03/2023", "Quyết định", "", "", "", "", "Số giữ: Kỷ luật"),
    ]


def test_the_book_costs_the_same_however_many_papers() -> None:
    series, costs = make_series(), []
    for count in (1, 12):
        for _ in range(count):
            issue_paper(make_paper(issuer=series.office, signed_on=FRIDAY), issued_on=FRIDAY, **by())
        with CaptureQueriesContext(connection) as asked:
            outgoing_book(march(series.office))
        costs.append(len(asked))

    assert costs[0] == costs[1] == 4


def test_arrivals_of_an_office_are_numbered_by_year() -> None:
    school, city = make_office(), make_city_committee()
    documents = [make_document(issuer=city) for _ in range(3)]

    first = arrive(documents[0], school)
    second = arrive(documents[1], school, handed_to="Phòng Đào tạo", due_on=MONDAY)
    of_2022 = arrive(documents[2], school, date(2022, 12, 30))
    elsewhere = arrive(documents[0], make_organiser())

    assert [str(one) for one in (first, second, of_2022, elsewhere)] == ["1/2023", "2/2023", "1/2022", "1/2023"]
    assert [line[:2] + line[6:] for line in lines_in_the_book(incoming_book(march(school)))] == [
        ("10/03/2023", "1", "", "", "", ""),
        ("10/03/2023", "2", "Phòng Đào tạo", "10/03/2023", "", "hạn 13/03/2023"),
    ]


def test_what_cannot_have_arrived_is_refused() -> None:
    school, document = make_office(), make_document(issued_on=FRIDAY)
    arrived = arrive(document, school, MONDAY)

    with pytest.raises(ArrivedAlready):
        arrive(document, school, MONDAY)
    with pytest.raises(OwnPapersDoNotArrive):
        arrive(document, document.issuer)
    with pytest.raises(ArrivedBeforeIssue):
        arrive(make_document(issued_on=MONDAY), school)
    with pytest.raises(DatedInTheFuture):
        arrive(make_document(), school, date(2023, 4, 1))
    with pytest.raises(BeforeArrival):
        hand_on(arrived, handed_to="Phòng Đào tạo", handed_on=FRIDAY, **by())
    with pytest.raises(BeforeArrival):
        hand_on(arrived, handed_to="Phòng Đào tạo", handed_on=MONDAY, due_on=FRIDAY, **by())
    hand_on(arrived, handed_to="Phòng Đào tạo", handed_on=MONDAY, due_on=date(2023, 3, 20), **by())
    assert Arrival.objects.get().due_on == date(2023, 3, 20)


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"number": 3}, "arrivals_run_without_gap"),
        ({"number": 1}, "arrivals_run_without_gap|UNIQUE"),
        ({"handed_to": "Phòng"}, "arrival_is_handed_to_somebody_on_a_day"),
        ({"due_on": date(2023, 3, 9)}, "arrival_is_due_after_it_came"),
    ],
)
def test_the_database_itself_keeps_the_book_of_arrivals_sound(wrong: dict[str, object], constraint: str) -> None:
    school, user = make_office(), make_user()
    arrive(make_document(), school)
    facts = {"office": school, "year": 2023, "number": 2, "arrived_on": FRIDAY, "entered_by": user, "entered_at": AT}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Arrival.objects.create(document=make_document(), **facts | wrong)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_documents_that_arrive_at_once_get_a_number_each() -> None:
    school, user = make_office(), make_user()
    documents = [make_document() for _ in range(PROCESSES)]

    outcomes = race(
        [partial(register_arrival, one, office=school, arrived_on=FRIDAY, by=user, at=AT) for one in documents]
    )

    assert outcomes == ["done"] * PROCESSES
    assert list(school.arrivals.order_by("number").values_list("number", flat=True)) == list(range(1, PROCESSES + 1))


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_arrivals_would_take_one_number() -> None:
    """The positive control: the race happens, and the database alone refuses the double."""
    school, user, meet = make_office(), make_user(), meeting_point()
    documents = [make_document() for _ in range(PROCESSES)]

    def arrive_carelessly(document: Document) -> None:
        number = school.arrivals.count() + 1
        meet.wait()
        Arrival.objects.create(office=school, year=2023, number=number, arrived_on=FRIDAY, document=document,
                               entered_by=user, entered_at=AT)  # fmt: skip

    outcomes = race([partial(arrive_carelessly, document) for document in documents])

    assert outcomes.count("done") == 1


@pytest.mark.parametrize("skin", [Office.Skin.PARTY, Office.Skin.STATE])
def test_books_are_printed_in_the_layout_of_the_office(skin: Office.Skin) -> None:
    office = full_book(skin)
    arrive(make_document("136-KH/TU", issued_on=FRIDAY), office)

    out, came = (WordFile(io.BytesIO(printed(march(office), which, "docx"))) for which in ("outgoing", "incoming"))

    cells = [[cell.text for cell in row.cells] for row in out.tables[1].rows]
    assert cells[0][0] == "Số, ký hiệu văn bản"
    assert [row[0][:2] for row in cells[1:] if row[0]] == ["01", "04", "02", "03"]
    assert any("136-KH/TU" in cell.text for row in came.tables[1].rows for cell in row.cells)
    assert printed(march(office), "outgoing", "pdf").startswith(b"%PDF")


def test_the_books_are_looked_at_and_printed_on_the_pages(client: Client) -> None:
    office = full_book()
    sign_in(client, Role.OFFICE, office=office)
    days: dict[str, str | int] = {"office": office.pk, "first_day": "01/03/2023", "last_day": "31/03/2023"}

    page = client.get(reverse("documents:outgoing"), days).content.decode()
    file = client.get(reverse("documents:book_file", args=["outgoing", "docx"]), days)

    assert "Không dùng: Không ban hành" in page
    assert "Như trên; Lưu: VT" in page
    assert file["Content-Type"].endswith("wordprocessingml.document")
    assert client.get(reverse("documents:book_file", args=["sideways", "pdf"]), days).status_code == 404
    assert client.get(reverse("documents:outgoing"), days | {"file": "xlsx"}).status_code == 200
    assert client.get(reverse("documents:outgoing"), days | {"last_day": "sau"}).status_code == 200


def test_a_document_arrives_and_is_handed_on_on_the_pages(client: Client) -> None:
    school, document = make_office(), make_document("136-KH/TU")
    sign_in(client, Role.OFFICE, office=school)
    typed = {"office": school.pk, "arrived_on": "10/03/2023"}

    client.post(reverse("documents:arrive", args=[document.pk]), typed)
    refused = client.post(reverse("documents:arrive", args=[document.pk]), typed)
    arrived = Arrival.objects.get()
    client.post(
        reverse("documents:hand_on", args=[arrived.pk]),
        {"handed_to": "Phòng Đào tạo", "handed_on": "10/03/2023", "due_on": "13/03/2023"},
    )
    days: dict[str, str | int] = {"office": school.pk, "first_day": "01/03/2023", "last_day": "31/03/2023"}
    page = client.get(reverse("documents:incoming"), days).content.decode()

    assert "số đến 1/2023" in refused.content.decode()
    assert "Phòng Đào tạo" in page
    assert "1/2023" in client.get(reverse("documents:document", args=[document.pk])).content.decode()


def test_an_empty_house_has_empty_books(client: Client) -> None:
    sign_in(client, Role.AUDITOR)

    assert "Không có văn bản đi" in client.get(reverse("documents:outgoing")).content.decode()
    assert "Không có văn bản đến" in client.get(reverse("documents:incoming")).content.decode()


@pytest.mark.parametrize(("role", "kind"), [(Role.OFFICE, OfficeKind.SCHOOL), (Role.ORGANISER, OfficeKind.ORGANISER)])
def test_everybody_finds_the_book_of_the_own_office_open(client: Client, role: Role, kind: OfficeKind) -> None:
    make_organiser()
    make_office()
    sign_in(client, role)

    response = client.get(reverse("documents:outgoing"))

    assert response.context["book"].office.kind == kind
