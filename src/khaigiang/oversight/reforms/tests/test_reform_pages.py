import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from khaigiang.ground.shared.tests.costs import queries_of
from khaigiang.oversight.reforms.models import Reform
from khaigiang.oversight.reforms.rules import HEADINGS, read_sheet, template
from khaigiang.oversight.reforms.sheets import text_of
from khaigiang.papers.spreadsheet import Column, Sheet, xlsx
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import signed_in
from khaigiang.registry.officials.models import Appointment
from khaigiang.registry.officials.tests.makers import make_appointment, make_official, make_post
from khaigiang.registry.units.models import Unit
from khaigiang.registry.units.tests.makers import make_city, make_unit

pytestmark = pytest.mark.django_db

SHEET = "Phường Sài Đồng\t\tPhường Phúc Lợi\tThành phố Hà Nội\t00136\tmột phần\tcao\nPhường Sài Đồng\t\tPhường Phúc Đồng\tThành phố Hà Nội\t00151\tmột phần\tcao\nPhường Phúc Xá\t\tPhường Hồng Hà\tThành phố Hà Nội\t00097\ttoàn bộ\tcao"
TYPED = {"resolution": "1656/NQ-UBTVQH15", "effective_on": "1/7/2025"}


@pytest.fixture
def client(client: Client) -> Client:
    """Somebody of the training office."""
    return signed_in(client, Role.OFFICE)


@pytest.fixture
def wards() -> list[Unit]:
    """Two wards of which no end is known, with one official in each."""
    units = [make_unit(name, parent=make_city()) for name in ("Sài Đồng", "Phúc Xá")]
    for unit in units:
        make_appointment(make_official(f"Lý Thị {unit.short_name}"), post=make_post(), unit=unit)
    return units


@pytest.mark.usefixtures("wards")
def test_a_reform_goes_from_its_typed_lines_to_the_work_list_and_back(client: Client) -> None:
    client.post(reverse("reforms:new"), TYPED | {"typed": SHEET})
    reform = Reform.objects.get()
    shown = client.get(reverse("reforms:reform", args=[reform.pk])).content.decode()
    assert reverse("reforms:confirm", args=[reform.pk]) in shown

    client.post(reverse("reforms:confirm", args=[reform.pk]))
    people = client.get(reverse("reforms:people", args=[reform.pk])).content.decode()
    assert people.index("Lý Thị Sài Đồng") < people.index("Lý Thị Phúc Xá")

    (waiting,) = reform.moves.filter(state="waiting")
    goal = Unit.objects.get(name="Phường Phúc Đồng")
    client.post(reverse("reforms:decide", args=[waiting.pk]), {"unit": ""})
    assert reform.moves.filter(state="waiting").count() == 1
    client.post(reverse("reforms:decide", args=[waiting.pk]), {"unit": goal.pk})
    assert Appointment.objects.filter(unit=goal, official__full_name="Lý Thị Sài Đồng").exists()

    client.post(reverse("reforms:undo", args=[reform.pk]))
    assert (Appointment.objects.count(), Unit.objects.filter(name="Phường Phúc Đồng").exists()) == (2, False)
    assert "1656/NQ-UBTVQH15" in client.get(reverse("reforms:list")).content.decode()


@pytest.mark.usefixtures("wards")
def test_a_sheet_is_sent_as_a_file_and_the_template_is_one(client: Client) -> None:
    given = client.get(reverse("reforms:sheet")).content
    assert given.decode("utf-8-sig") == template()

    client.post(reverse("reforms:new"), TYPED | {"file": SimpleUploadedFile("dòng.csv", SHEET.encode())})

    assert Reform.objects.get().lines.count() == 3


@pytest.mark.usefixtures("wards")
def test_a_refused_sheet_keeps_what_was_typed_and_says_which_line(client: Client) -> None:
    answer = client.post(reverse("reforms:new"), TYPED | {"typed": SHEET.replace("Phúc Xá", "Phúc Xa")})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert ("3: " in page, "Phường Phúc Xa" in page, "1656/NQ-UBTVQH15" in page) == (True, True, True)
    assert not Reform.objects.exists()


@pytest.mark.usefixtures("wards")
def test_a_sheet_is_sent_as_a_workbook_and_the_template_is_one(client: Client) -> None:
    given = client.get(reverse("reforms:sheet"), {"kind": "xlsx"})
    assert read_sheet(text_of(given.content)) == read_sheet(template())
    rows = [[*line.split("\t"), ""] for line in SHEET.splitlines()]
    title = ("Sắp xếp đơn vị", "Kèm theo Nghị quyết")
    filled = Sheet(
        name="A",
        title=title,
        columns=tuple(Column(heading=heading) for heading in HEADINGS),
        rows=rows,
        typed_into=True,
    )

    client.post(reverse("reforms:new"), TYPED | {"file": SimpleUploadedFile("dòng.xlsx", xlsx([filled]))})

    assert Reform.objects.get().lines.count() == 3


def test_a_workbook_that_cannot_be_read_is_refused_in_words(client: Client) -> None:
    broken = SimpleUploadedFile("a.xlsx", b"PK\x03\x04 and nothing of a workbook")

    answer = client.post(reverse("reforms:new"), TYPED | {"file": broken})

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not Reform.objects.exists()


def test_a_file_that_is_no_text_is_refused(client: Client) -> None:
    answer = client.post(reverse("reforms:new"), TYPED | {"file": SimpleUploadedFile("a.csv", b"\xff\xfe\x00\x81")})

    assert (answer.status_code, Reform.objects.exists()) == (422, False)


@pytest.mark.usefixtures("wards")
def test_pages_of_a_reform_cost_the_same_however_many_people(client: Client) -> None:
    client.post(reverse("reforms:new"), TYPED | {"typed": SHEET})
    reform = Reform.objects.get()
    client.post(reverse("reforms:confirm", args=[reform.pk]))

    first = queries_of(client, reverse("reforms:people", args=[reform.pk]))
    client.post(reverse("reforms:undo", args=[reform.pk]))
    for number in range(4):
        make_appointment(
            make_official(f"Người thứ {number}"), post=make_post(), unit=Unit.objects.get(name="Phường Phúc Xá")
        )
    client.post(reverse("reforms:new"), TYPED | {"typed": SHEET})
    again = Reform.objects.latest("pk")
    client.post(reverse("reforms:confirm", args=[again.pk]))

    assert again.moves.count() == 6
    assert queries_of(client, reverse("reforms:people", args=[again.pk])) == first
