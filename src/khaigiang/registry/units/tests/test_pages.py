from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.tests.costs import queries_of
from khaigiang.registry.units.models import Office, OfficeKind, Unit
from khaigiang.registry.units.tests.makers import (
    make_city,
    make_committee,
    make_commune,
    make_district,
    make_office,
    make_succession,
    make_unit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client: Client) -> Client:
    """An administrator, who may open every page of units and offices."""
    client.force_login(make_user(is_administrator=True))
    return client


def test_the_list_of_units_is_that_of_the_day_asked_for(client: Client) -> None:
    make_commune("Phúc Xá", district=make_district("Ba Đình"))
    make_unit("Hồng Hà", parent=make_city(), valid_from=date(2025, 7, 1))

    before = client.get(reverse("units:list"), {"on": "24/05/2023"}).content.decode()
    after = client.get(reverse("units:list"), {"on": "1/7/2025"}).content.decode()

    assert ("Quận Ba Đình" in before, "Phường Hồng Hà" in before) == (True, False)
    assert ("Quận Ba Đình" in after, "Phường Hồng Hà" in after) == (False, True)


def test_a_day_that_is_none_is_said_and_today_is_shown(client: Client) -> None:
    response = client.get(reverse("units:list"), {"on": "31/02/2023"})

    assert response.status_code == 200
    assert "on" in response.context["form"].errors


def test_pages_of_units_cost_the_same_however_many_units(client: Client) -> None:
    district = make_district("Ba Đình")

    def costs() -> tuple[int, ...]:
        make_succession(make_commune("Phúc Xá", district=district), make_unit("Mới", parent=make_city()))
        make_committee()
        return (
            queries_of(client, reverse("units:list"), on="24/05/2023", q="phuc xa"),
            queries_of(client, reverse("units:unit", args=[district.pk]), on="24/05/2023"),
            queries_of(client, reverse("units:offices")),
        )

    first = costs()

    assert [costs() for _ in range(4)] == [first] * 4


def test_an_unknown_unit_is_not_found(client: Client) -> None:
    assert client.get(reverse("units:unit", args=[999_999])).status_code == 404


def test_an_empty_registry_says_how_to_fill_it(client: Client) -> None:
    assert reverse("units:load") in client.get(reverse("units:list")).content.decode()


def test_an_administrator_loads_the_units_from_the_page(client: Client) -> None:
    response = client.post(reverse("units:load"))

    assert response.status_code == 302
    assert Unit.objects.get(uid="HN-D001").name == "Quận Ba Đình"


def test_an_office_is_added_and_corrected_by_hand(client: Client) -> None:
    typed = {
        "name": "Ban Tổ chức Thành ủy Hà Nội",
        "kind": OfficeKind.ORGANISER,
        "unit": make_city().pk,
        "skin": "party",
        "place": "Hà Nội",
        "symbol": "BTCTU",
        "is_active": "on",
    }

    client.post(reverse("units:new_office"), typed)
    office = Office.objects.get(name="Ban Tổ chức Thành ủy Hà Nội")
    client.post(reverse("units:office", args=[office.pk]), typed | {"phone": "024 3000 0003"})

    office.refresh_from_db()
    assert (office.symbol, office.phone, office.is_active) == ("BTCTU", "024 3000 0003", True)


def test_a_refused_office_keeps_what_was_typed(client: Client) -> None:
    make_office("Trường A")
    typed = {"name": "Trường A", "kind": OfficeKind.SCHOOL, "unit": make_city().pk, "skin": "state", "place": "Huế"}

    page = client.post(reverse("units:new_office"), typed).content.decode()

    assert "Trường A" in page
    assert "Huế" in page
    assert Office.objects.count() == 1


def test_a_unit_page_draws_its_succession_and_tells_it_as_a_list(client: Client) -> None:
    first = make_unit("Nguyễn Trung Trực", parent=make_district("Ba Đình"), valid_until=date(2025, 1, 1))
    second = make_commune("Trúc Bạch")
    make_succession(first, second, effective_on=date(2025, 1, 1))
    third = make_unit("Ba Đình", parent=make_city(), valid_from=date(2025, 7, 1))
    make_succession(second, third)

    page = client.get(reverse("units:unit", args=[third.pk]), {"on": "24/05/2023"}).content.decode()

    assert "1/1/2025: Phường Nguyễn Trung Trực → Phường Trúc Bạch" in page
    assert page.count("succession-dot") == 3
    assert page.count("succession-line") == 2
    assert f"{reverse('units:unit', args=[first.pk])}?on=2023-05-24" in page


def test_a_past_day_is_said_on_the_page_and_carried_along(client: Client) -> None:
    district = make_district("Sơn Tây")
    make_commune("Ngô Quyền", district=district)

    past = client.get(reverse("units:unit", args=[district.pk]), {"on": "1/3/2023"}).content.decode()
    today = client.get(reverse("units:unit", args=[district.pk])).content.decode()

    assert ("1/3/2023" in past, "?on=2023-03-01" in past, "alert-info" in past) == (True, True, True)
    assert "alert-info" not in today


def test_an_entry_error_is_corrected_on_the_page_with_its_reason(client: Client) -> None:
    unit = make_commune("Phúc Xa")
    typed = {"kind": "phuong", "short_name": "Phúc Xá", "code": unit.code}

    refused = client.post(reverse("units:correct", args=[unit.pk]), typed)
    client.post(reverse("units:correct", args=[unit.pk]), typed | {"reason": "gõ sai dấu"})

    assert refused.status_code == 422
    unit.refresh_from_db()
    assert (unit.name, unit.successions.count()) == ("Phường Phúc Xá", 0)
