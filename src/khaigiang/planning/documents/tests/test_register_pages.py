"""Pages of the register, by role."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from khaigiang.ground.files.models import StoredFile
from khaigiang.planning.documents.models import Document, DocumentKind, DocumentLink, DocumentState, NumberSeries
from khaigiang.planning.documents.tests.makers import (
    make_city_committee,
    make_document,
    make_given_number,
    make_link,
    make_organiser,
    make_paper,
    make_series,
)
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.units.tests.makers import make_office

pytestmark = pytest.mark.django_db


def test_an_empty_register_says_what_to_do_first(client: Client) -> None:
    sign_in(client, Role.ORGANISER)

    page = client.get(reverse("documents:list")).content.decode()

    assert "Sổ đăng ký chưa có văn bản" in page
    assert reverse("documents:new") in page


def test_the_organiser_registers_a_document_with_its_file(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    city = make_city_committee()

    answer = client.post(
        reverse("documents:new"),
        {
            "issuer": city.pk,
            "kind": "KH",
            "number": "110-KH/TU",
            "issued_on": "19/10/2022",
            "abstract": "Mở 5 lớp bồi dưỡng",
            "file": SimpleUploadedFile("kh110.pdf", b"%PDF-1.7 110"),
        },
    )

    document = Document.objects.get()
    assert answer["Location"] == reverse("documents:document", args=[document.pk])
    download = client.get(reverse("documents:file", args=[document.pk, "file"]))
    assert (download.content, download["Content-Type"]) == (b"%PDF-1.7 110", "application/pdf")


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("issued_on", "31/02/2023", "issued_on"),
        ("number", "", "number"),
        ("issued_on", "01/01/2999", "chưa đến"),
        ("abstract", "", "trích yếu"),
    ],
)
def test_a_wrong_entry_is_told_and_nothing_is_kept(client: Client, field: str, typed: str, sentence: str) -> None:
    sign_in(client, Role.ORGANISER)
    good = {
        "issuer": make_city_committee().pk, "kind": "KH", "number": "110-KH/TU", "issued_on": "19/10/2022",
        "abstract": "Mở 5 lớp",
    }  # fmt: skip

    answer = client.post(reverse("documents:new"), good | {field: typed})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Document.objects.count() == 0


def test_a_script_named_as_a_pdf_is_refused_and_not_kept(client: Client) -> None:
    sign_in(client, Role.ORGANISER)

    answer = client.post(
        reverse("documents:new"),
        {
            "issuer": make_city_committee().pk, "kind": "KH", "number": "1-KH/TU", "issued_on": "19/10/2022",
            "abstract": "x", "file": SimpleUploadedFile("a.pdf", b"<script>alert(1)</script>"),
        },
    )  # fmt: skip

    assert "không phải tệp PDF" in answer.content.decode()
    assert StoredFile.objects.count() == 0


def test_the_register_is_searched_without_tones(client: Client) -> None:
    sign_in(client, Role.AUDITOR)
    make_document("110-KH/TU", abstract="Mở lớp bồi dưỡng phó bí thư đảng ủy")
    make_document("7-BC/TU", abstract="Báo cáo tổng kết")

    page = client.get(reverse("documents:list"), {"q": "pho bi thu dang uy"}).content.decode()

    assert "110-KH/TU" in page
    assert "7-BC/TU" not in page


def test_the_register_costs_the_same_however_long(client: Client) -> None:
    sign_in(client, Role.AUDITOR)
    issuer = make_city_committee()
    costs = []
    for count in (1, 40):
        for _ in range(count):
            make_document(issuer=issuer)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("documents:list"))
        costs.append(len(asked))

    assert costs[0] == costs[1]


def test_the_document_page_shows_the_chain_both_ways(client: Client) -> None:
    sign_in(client, Role.LEADER)
    above = make_document("17-NQ/TU", issued_on=date(2021, 5, 20))
    here = make_document("110-KH/TU", issued_on=date(2022, 10, 19))
    below = make_document("136-KH/TU", issued_on=date(2023, 2, 22))
    make_link(here, above)
    make_link(below, here)

    page = client.get(reverse("documents:document", args=[here.pk])).content.decode()

    assert reverse("documents:document", args=[above.pk]) in page
    assert reverse("documents:document", args=[below.pk]) in page


def test_a_committee_sees_policy_documents_and_nothing_else(client: Client) -> None:
    sign_in(client, Role.COMMITTEE)
    policy, paper = make_document("110-KH/TU"), make_paper(abstract="Danh sách lớp 1")
    secret = make_document("5-KH/TU", abstract="")
    Document.objects.filter(pk=secret.pk).update(is_secret=True)

    page = client.get(reverse("documents:list")).content.decode()

    assert "110-KH/TU" in page
    assert "Danh sách lớp 1" not in page
    assert "5-KH/TU" not in page
    assert client.get(reverse("documents:document", args=[policy.pk])).status_code == 200
    assert client.get(reverse("documents:document", args=[paper.pk])).status_code == 404
    assert client.get(reverse("documents:document", args=[secret.pk])).status_code == 404


def test_a_document_is_linked_and_unlinked_on_its_page(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    newer, older = make_document(issued_on=date(2023, 1, 1)), make_document(issued_on=date(2022, 1, 1))

    client.post(reverse("documents:link", args=[newer.pk]), {"relation": "implements", "target": older.pk})
    link = DocumentLink.objects.get()
    shown = client.get(reverse("documents:unlink", args=[link.pk])).content.decode()
    client.post(reverse("documents:unlink", args=[link.pk]))

    assert "Gỡ liên kết" in shown
    assert DocumentLink.objects.count() == 0


def test_a_wrong_link_is_told_on_the_form(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    newer, older = make_document(issued_on=date(2023, 1, 1)), make_document(issued_on=date(2022, 1, 1))

    answer = client.post(reverse("documents:link", args=[older.pk]), {"relation": "implements", "target": newer.pk})

    assert answer.status_code == 422
    assert "ban hành sau" in answer.content.decode()


def test_a_registered_document_is_corrected(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    document = make_document("101-KH/TU")

    form = client.get(reverse("documents:edit", args=[document.pk])).content.decode()
    client.post(
        reverse("documents:edit", args=[document.pk]),
        {
            "issuer": document.issuer_id,
            "kind": "KH",
            "number": "110-KH/TU",
            "issued_on": "19/10/2022",
            "abstract": "Mở lớp",
        },
    )

    document.refresh_from_db()
    assert "101-KH/TU" in form
    assert document.number == "110-KH/TU"


def test_the_office_takes_a_paper_from_draft_to_its_filed_scan(client: Client) -> None:
    school = make_office()
    sign_in(client, Role.OFFICE, office=school)
    client.post(
        reverse("documents:open_series"),
        {"office": school.pk, "kind": "QĐ", "period": "2023", "starts_on": "01/01/2023", "first_number": "156"},
    )
    client.post(reverse("documents:draft"), {"issuer": school.pk, "kind": "QĐ", "abstract": "Cử giáo viên chủ nhiệm"})
    paper = Document.objects.get()
    address = [paper.pk]

    client.post(
        reverse("documents:sign", args=address),
        {"signer_name": "Nghiêm Đức Thành", "signer_title": "Hiệu trưởng", "signed_on": "10/03/2023"},
    )
    client.post(reverse("documents:issue", args=address), {"issued_on": "10/03/2023", "number": ""})
    client.post(reverse("documents:scan", args=address), {"file": SimpleUploadedFile("ky.pdf", b"%PDF-1.7 signed")})

    paper.refresh_from_db()
    assert (paper.number, paper.state) == ("156/QĐ-TĐTCB", DocumentState.ISSUED)
    assert paper.file is not None
    shown = client.get(reverse("documents:document", args=address))
    series = client.get(reverse("documents:series")).content.decode()
    assert shown.status_code == 200
    assert "157/QĐ-TĐTCB" in series


def test_papers_of_another_office_are_not_signed_here(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    paper = make_paper(issuer=make_organiser(), kind=DocumentKind.OFFICIAL_LETTER)

    assert client.get(reverse("documents:sign", args=[paper.pk])).status_code == 404
    assert client.get(reverse("documents:scan", args=[paper.pk])).status_code == 404


def test_a_series_is_ended_by_its_own_office_alone(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    own, others = make_series(ends_on=None), make_series(make_organiser())

    client.post(reverse("documents:end_series", args=[own.pk]), {"on": "31/12/2023"})
    refused = client.post(reverse("documents:end_series", args=[others.pk]), {"on": "31/12/2023"})

    assert refused.status_code == 404
    assert NumberSeries.objects.get(pk=own.pk).ends_on == date(2023, 12, 31)
    assert client.get(reverse("documents:end_series", args=[own.pk])).status_code == 200


@pytest.mark.parametrize("role", [Role.TEACHER, Role.LECTURER, Role.TRAINEE, Role.ADMIN])
def test_the_register_is_closed_to_others(client: Client, role: Role) -> None:
    sign_in(client, role)
    document = make_document()

    assert client.get(reverse("documents:list")).status_code == 404
    assert client.get(reverse("documents:document", args=[document.pk])).status_code == 404


@pytest.mark.parametrize("name", ["new", "draft", "open_series"])
def test_forms_open_empty(client: Client, name: str) -> None:
    sign_in(client, Role.OFFICE)

    assert client.get(reverse(f"documents:{name}")).status_code == 200


def test_papers_show_the_forms_of_their_next_step(client: Client) -> None:
    school = make_office()
    sign_in(client, Role.OFFICE, office=school)
    draft, signed = make_paper(issuer=school), make_paper(issuer=school, signed_on=date(2023, 3, 10))

    assert client.get(reverse("documents:sign", args=[draft.pk])).status_code == 200
    assert client.get(reverse("documents:issue", args=[signed.pk])).status_code == 200
    assert client.get(reverse("documents:document", args=[draft.pk])).status_code == 200
    refused = client.post(reverse("documents:issue", args=[draft.pk]), {"issued_on": "10/03/2023"})
    assert "chưa được ký" in refused.content.decode()


def test_the_office_reserves_a_number_and_releases_it_on_the_page_of_its_series(client: Client) -> None:
    series = make_series()
    sign_in(client, Role.OFFICE, office=series.office)
    client.post(reverse("documents:reserve", args=[series.pk]), {"on": "10/03/2023", "purpose": "Quyết định mở lớp"})
    number = series.numbers.get()

    page = client.get(reverse("documents:numbers", args=[series.pk])).content.decode()
    shown = client.get(reverse("documents:release", args=[number.pk])).content.decode()
    refused = client.post(reverse("documents:release", args=[number.pk]), {"reason": ""})
    client.post(reverse("documents:release", args=[number.pk]), {"reason": "Không ban hành"})

    assert "01/QĐ-TĐTCB" in page
    assert "Quyết định mở lớp" in page
    assert "không sót số, không trùng số" in page
    assert "văn bản kế tiếp sẽ mang số này" in shown
    assert refused.status_code == 422
    assert series.numbers.count() == 0


def test_a_number_given_on_paper_is_entered_in_its_series(client: Client) -> None:
    series = make_series()
    sign_in(client, Role.OFFICE, office=series.office)

    shown = client.get(reverse("documents:on_paper", args=[series.pk])).content.decode()
    typed = {"issued_on": "10/03/2023", "abstract": "Khen thưởng đột xuất"}
    client.post(reverse("documents:on_paper", args=[series.pk]), typed)
    refused = client.post(reverse("documents:on_paper", args=[series.pk]), typed | {"issued_on": "09/03/2023"})

    assert "01/QĐ-TĐTCB" in shown
    assert Document.objects.get().number == "01/QĐ-TĐTCB"
    assert "số và ngày phải cùng tăng" in refused.content.decode()


def test_a_late_number_is_explained_on_the_page_of_its_paper(client: Client) -> None:
    series = make_series()
    sign_in(client, Role.OFFICE, office=series.office)
    paper = make_paper(issuer=series.office, signed_on=date(2023, 3, 10))

    refused = client.post(reverse("documents:issue", args=[paper.pk]), {"issued_on": "14/03/2023"})
    client.post(reverse("documents:explain", args=[paper.pk]), {"reason": "Chờ con dấu"})
    client.post(reverse("documents:issue", args=[paper.pk]), {"issued_on": "14/03/2023"})

    paper.refresh_from_db()
    assert "Điều 15" in refused.content.decode()
    assert paper.number == "01/QĐ-TĐTCB"
    assert "Chờ con dấu" in client.get(reverse("documents:document", args=[paper.pk])).content.decode()
    assert client.get(reverse("documents:explain", args=[paper.pk])).status_code == 404


def test_numbers_of_another_office_are_looked_at_and_not_given(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    series = make_series(make_organiser(), kind=DocumentKind.OFFICIAL_LETTER)

    assert client.get(reverse("documents:numbers", args=[series.pk])).status_code == 200
    assert client.get(reverse("documents:reserve", args=[series.pk])).status_code == 404
    assert client.get(reverse("documents:on_paper", args=[series.pk])).status_code == 404


def test_the_proof_of_a_series_costs_the_same_however_many_numbers(client: Client) -> None:
    series = make_series()
    sign_in(client, Role.AUDITOR)
    costs = []
    for count in (1, 30):
        for _ in range(count):
            make_given_number(series)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("documents:numbers", args=[series.pk]))
        costs.append(len(asked))

    assert costs[0] == costs[1]
