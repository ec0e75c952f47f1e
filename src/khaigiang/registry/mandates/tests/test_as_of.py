"""The day that pages of the registry speak of: today, or another that is said and kept from page to page (B1)."""

import re
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from khaigiang.ground.web import clock
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.tests.makers import make_appointment, make_official, make_post
from khaigiang.registry.units.models import OfficeKind
from khaigiang.registry.units.tests.makers import make_city, make_commune, make_district, make_office, make_unit

pytestmark = pytest.mark.django_db

THEN = "2021-05-24"
SAID = "Số liệu tại ngày 24/5/2021, không phải hôm nay."


@pytest.fixture(autouse=True)
def in_march_2023(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2023, 3, 1, 1, 0, tzinfo=UTC))


@pytest.fixture
def client(client: Client) -> Client:
    sign_in(client, Role.OFFICE)
    return client


@pytest.fixture
def official() -> Official:
    """Who led one commune until 2022 and another since."""
    official, district = make_official("Lê Văn An"), make_district("Ba Đình")
    make_appointment(
        official,
        post=make_post("Bí thư Đảng ủy", short_title="BT"),
        unit=make_commune("Phúc Xá", district=district),
        valid_until=date(2022, 1, 1),
    )
    make_appointment(
        official,
        post=make_post("Chủ tịch", short_title="CT"),
        unit=make_commune("Trúc Bạch", district=district),
        valid_from=date(2022, 1, 1),
    )
    return official


def text_of(client: Client, url: str, **query: str) -> str:
    return " ".join(client.get(url, query).content.decode().split())


def pages(official: Official) -> list[str]:
    held = official.appointments.order_by("pk")[0]
    return [
        reverse("units:list"),
        reverse("units:unit", args=[held.unit_id]),
        reverse("units:offices"),
        reverse("officials:list"),
        reverse("officials:official", args=[official.pk]),
        reverse("officials:posts"),
    ]


def test_another_day_is_said_on_every_page_of_the_registry_and_today_is_not(client: Client, official: Official) -> None:
    for url in pages(official):
        assert SAID in text_of(client, url, on=THEN), url
        assert 'value="24/05/2021"' in text_of(client, url, on=THEN), url
        assert SAID not in text_of(client, url), url
        assert SAID not in text_of(client, url, on="2023-03-01"), url


def test_pages_of_the_registry_lead_to_each_other_on_the_same_day(client: Client, official: Official) -> None:
    registry = {reverse(name) for name in ("units:list", "units:offices", "officials:list", "officials:posts")}
    for url in pages(official):
        then, now = text_of(client, url, on=THEN), text_of(client, url)
        side_bar = {one for one in re.findall(r'<a[^>]* href="([^"]+)"', then) if one.split("?")[0] in registry}
        assert {f"{one}?on={THEN}" for one in registry} <= side_bar, url
        assert f"on={THEN}" not in now, url

    listed = text_of(client, reverse("officials:list"), on=THEN)
    assert f'href="{reverse("officials:official", args=[official.pk])}?on={THEN}"' in listed


def test_a_person_holds_on_the_day_what_they_held_then(client: Client, official: Official) -> None:
    url = reverse("officials:official", args=[official.pk])

    then = {row.short_post: (row.is_current, row.is_later) for row in client.get(url, {"on": THEN}).context["career"]}
    now = {row.short_post: (row.is_current, row.is_later) for row in client.get(url).context["career"]}

    assert then == {"BT": (True, False), "CT": (False, True)}
    assert now == {"BT": (False, False), "CT": (True, False)}
    assert "chưa giữ vào ngày này" in text_of(client, url, on=THEN)


@pytest.mark.usefixtures("official")
def test_posts_are_counted_on_the_day_and_lead_to_their_holders_then(client: Client) -> None:
    url = reverse("officials:posts")

    then = {row.short_title: row.holders for row in client.get(url, {"on": THEN}).context["rows"]}

    assert then == {"BT": 1, "CT": 0}
    (led,) = re.findall(rf'href="({reverse("officials:list")}\?post=\d+&amp;on={THEN})"', text_of(client, url, on=THEN))
    assert "Lê Văn An" in text_of(client, led.replace("&amp;", "&"))


def test_offices_of_units_that_are_not_there_come_last_and_say_so(client: Client) -> None:
    make_office("Ban Một", OfficeKind.OTHER, unit=make_unit("Mới", parent=make_city(), valid_from=date(2022, 1, 1)))
    make_office("Ban Hai", OfficeKind.OTHER, unit=make_commune("Phúc Xá"))
    url = reverse("units:offices")

    then = [(row.name, row.unit_is_there) for row in client.get(url, {"on": THEN, "kind": "other"}).context["rows"]]

    assert then == [("Ban Hai", True), ("Ban Một", False)]


@pytest.mark.usefixtures("official")
def test_a_file_of_a_table_bears_the_day_it_speaks_of(client: Client) -> None:
    asked = {"file": "xlsx", "table": "can-bo", "on": THEN}

    answer = client.get(reverse("officials:list"), asked)

    assert "can-bo-2021-05-24.xlsx" in answer.headers["Content-Disposition"]
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert "24/05/2021" in [cell for line in sheet[:4] for cell in line]
    today = client.get(reverse("officials:list"), asked | {"on": ""})
    assert "can-bo-2023-03-01.xlsx" in today.headers["Content-Disposition"]
