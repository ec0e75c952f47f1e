import csv
from collections import Counter
from datetime import UTC, date, datetime
from importlib.resources import files

import pytest
from django.core.management import call_command

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.registry.units.models import Level, Office, OfficeKind, Succession, Unit, UnitKind
from khaigiang.registry.units.services import LoadReport, load_units, set_contact

pytestmark = pytest.mark.django_db

AT = datetime(2023, 1, 3, 1, 0, tzinfo=UTC)


def shipped(name: str) -> list[dict[str, str]]:
    text = (files("khaigiang.registry.units") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def kinds_on(day: date) -> dict[str, int]:
    return dict(Counter(Unit.objects.on(day).filter(level=Level.COMMUNE).values_list("kind", flat=True)))


def test_every_shipped_unit_succession_and_district_committee_is_loaded_once() -> None:
    first = load_units(by=None, at=AT)
    again = load_units(by=make_user(), at=AT)

    assert first == LoadReport(units=769, successions=885, offices=30)
    assert again == LoadReport(units=0, successions=0, offices=0)
    assert (Unit.objects.count(), Succession.objects.count(), Office.objects.count()) == (769, 885, 30)


def test_the_communes_of_each_reform_are_counted_as_the_resolutions_count_them() -> None:
    load_units(by=None, at=AT)

    assert kinds_on(date(2020, 3, 1)) == {UnitKind.COMMUNE: 383, UnitKind.WARD: 175, UnitKind.TOWNSHIP: 21}
    assert kinds_on(date(2024, 12, 31)) == {UnitKind.COMMUNE: 383, UnitKind.WARD: 175, UnitKind.TOWNSHIP: 21}
    assert sum(kinds_on(date(2025, 1, 1)).values()) == 526
    assert kinds_on(date(2025, 7, 1)) == {UnitKind.COMMUNE: 75, UnitKind.WARD: 51}
    assert Unit.objects.on(date(2025, 6, 30)).filter(level=Level.DISTRICT).count() == 30
    assert Unit.objects.on(date(2025, 7, 1)).filter(level=Level.DISTRICT).count() == 0


def test_each_district_has_the_communes_that_its_count_says() -> None:
    load_units(by=None, at=AT)

    expected = {row["name"]: int(row["communes_579"]) for row in shipped("hanoi_districts_2020_2025.csv")}
    counted = Counter(Unit.objects.on(date(2023, 4, 1)).filter(level=Level.COMMUNE).values_list("parent__name"))

    assert {name: count for (name,), count in counted.items()} == expected


def test_the_default_successors_lead_where_the_composed_mapping_says() -> None:
    load_units(by=None, at=AT)
    onwards = dict(Succession.objects.filter(is_default=True).values_list("predecessor_id", "successor_id"))
    units = Unit.objects.in_bulk()
    communes = {unit.code: unit.pk for unit in Unit.objects.on(date(2023, 4, 1)).filter(level=Level.COMMUNE)}

    for row in shipped("hanoi_579_to_126.csv"):
        place = communes[row["code"]]
        while place in onwards:
            place = onwards[place]
        assert units[place].code == row["default_new_code"], row["name"]


@pytest.mark.parametrize(
    ("name", "symbol", "place"),
    [
        ("Quận ủy Ba Đình", "QU", "Ba Đình"),
        ("Huyện ủy Đông Anh", "HU", "Đông Anh"),
        ("Thị ủy Sơn Tây", "ThU", "Sơn Tây"),
    ],
)
def test_a_district_committee_is_named_after_its_district(name: str, symbol: str, place: str) -> None:
    load_units(by=None, at=AT)

    office = Office.objects.get(name=name)

    assert (office.symbol, office.place, office.superior, office.skin) == (symbol, place, "THÀNH ỦY HÀ NỘI", "party")


@pytest.mark.parametrize(("name", "symbol"), [("Đảng ủy phường Hoàn Kiếm", "ĐU"), ("Đảng ủy xã Gia Lâm", "ĐU")])
def test_communes_right_under_the_city_have_their_own_committees_from_their_first_day(name: str, symbol: str) -> None:
    before = load_units(by=None, at=datetime(2025, 6, 29, 17, 0, tzinfo=UTC))
    after = load_units(by=None, at=datetime(2025, 6, 30, 17, 0, tzinfo=UTC))

    assert (before.offices, after.offices) == (30, 126)
    office = Office.objects.get(name=name)
    assert (office.kind, office.symbol) == (OfficeKind.COMMUNE_COMMITTEE, symbol)


def test_loading_again_corrects_units_and_leaves_offices_alone() -> None:
    load_units(by=None, at=AT)
    Unit.objects.filter(uid="HN-D001").update(name="Quận Sai")
    office = Office.objects.get(name="Quận ủy Ba Đình")
    set_contact(office, phone="024 3000 0001", contact_person="Đỗ Thu Hà", by=make_user(), at=AT)

    load_units(by=None, at=AT)

    assert Unit.objects.get(uid="HN-D001").name == "Quận Ba Đình"
    assert Office.objects.get(pk=office.pk).phone == "024 3000 0001"


def test_loading_leaves_one_audit_entry_with_its_counts() -> None:
    load_units(by=None, at=AT)

    entry = Entry.objects.get()
    assert (entry.act, entry.subject, entry.after) == (
        "load_units",
        "Thành phố Hà Nội",
        {"units": 769, "successions": 885, "offices": 30},
    )


def test_the_command_says_what_it_added(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_units")

    assert capsys.readouterr().err == "769 units, 885 successions and 156 offices added.\n"
