"""B6: a field that the office adds is at once in forms, pages, lists and files, for those alone who may see it."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from khaigiang.ground.accounts.models import User
from khaigiang.ground.fields.models import OwnField
from khaigiang.registry.officials.models import Appointment, Official
from khaigiang.registry.units.models import Office

pytestmark = pytest.mark.django_db
LABEL, VALUE = "Ngoại ngữ đặc biệt", "Tiếng Lào B1"
DEFINITION = {
    "label": LABEL,
    "kind": "text",
    "purpose": "xếp lớp theo ngoại ngữ",
    "retention": "đến khi lớp kết thúc",
    "position": "0",
}


def someone(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


def said(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def official() -> Official:
    """An official of the committee of the story."""
    unit = Office.objects.get(mandates__user__username="demo-committee").unit
    return Appointment.objects.filter(unit__parent=unit, valid_until=None).order_by("pk")[0].official


def defined(*readers: str) -> OwnField:
    someone("demo-office").post(reverse("fields:new"), {**DEFINITION, "readers": readers})
    return OwnField.objects.get(label=LABEL)


def filled(official: Official, field: OwnField) -> None:
    edit = reverse("officials:edit", args=[official.pk])
    answer = someone("demo-office").post(
        edit, {"full_name": official.full_name, "gender": official.gender, f"own_{field.pk}": VALUE}
    )
    assert answer.status_code == 302


def workbook(client: Client, field: OwnField) -> list[list[Any]]:
    query = f"?own_{field.pk}=lào&columns={field.pk}&table=can-bo&file=xlsx"
    content = client.get(f"{reverse('officials:list')}{query}").content
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


def test_a_field_is_filled_shown_searched_and_filed_at_once(official: Official) -> None:
    field = defined("office", "committee")
    filled(official, field)

    for username in ("demo-office", "demo-committee"):
        client = someone(username)
        page = said(client, reverse("officials:official", args=[official.pk]))
        found = said(client, f"{reverse('officials:list')}?own_{field.pk}=lào&columns={field.pk}")
        assert LABEL in page
        assert VALUE in page
        assert official.full_name in found
        assert VALUE in found
        assert any(LABEL in row for row in workbook(client, field))
        assert sum(VALUE in row for row in workbook(client, field)) == 1


@pytest.mark.parametrize("username", ["demo-committee", "demo-leader", "demo-head"])
def test_who_may_not_see_a_field_meets_neither_its_name_nor_its_values_anywhere(
    official: Official, username: str
) -> None:
    field = defined("office")
    filled(official, field)
    client = someone(username)
    addresses = [
        reverse("officials:official", args=[official.pk]),
        f"{reverse('officials:list')}?columns={field.pk}&own_{field.pk}=lào",
        reverse("officials:list"),
        *([reverse("officials:edit", args=[official.pk])] if username == "demo-committee" else []),
    ]

    seen = [address for address in addresses if LABEL in said(client, address) or VALUE in said(client, address)]
    rows = workbook(client, field)

    assert seen == []
    assert [row for row in rows if LABEL in row or VALUE in row] == []
    assert len(rows) > 3
    assert client.get(reverse("fields:list")).status_code == 404


def test_a_committee_edits_its_people_without_touching_what_it_does_not_see(official: Official) -> None:
    field = defined("office")
    filled(official, field)

    someone("demo-committee").post(
        reverse("officials:edit", args=[official.pk]),
        {"full_name": official.full_name, "gender": official.gender, f"own_{field.pk}": "đè lên"},
    )

    assert [value.text for value in official.own_values.all()] == [VALUE]
