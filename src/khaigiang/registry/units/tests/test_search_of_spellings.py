"""A written set of spellings on days before, between and after both reforms: the right unit stands first (B1)."""

import csv
from datetime import UTC, date, datetime
from importlib.resources import files

import pytest

from khaigiang.registry.units.models import Unit
from khaigiang.registry.units.queries import search_units
from khaigiang.registry.units.services import load_units
from khaigiang.vietnamese.encodings import clean

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _units_of_the_city() -> None:
    load_units(by=None, at=datetime(2023, 1, 3, 1, 0, tzinfo=UTC))


def written() -> list[dict[str, str]]:
    """The spellings by which a list means one unit, as somebody would type them into the search."""
    text = (files("khaigiang.lists.tests") / "unit_spellings.csv").read_text(encoding="utf-8")
    return [row for row in csv.DictReader(text.splitlines()) if row["expected"].isdecimal()]


def test_of_every_spelling_that_means_one_unit_this_unit_stands_first() -> None:
    codes = dict(Unit.objects.values_list("pk", "code"))
    wrong = []
    for row in written():
        typed = ", ".join(filter(None, (clean(row["text"]), row["district"])))
        found = search_units(typed, date.fromisoformat(row["day"]))
        if not found or (codes[found[0].id], found[0].is_valid) != (row["expected"], True):
            wrong.append((typed, row["expected"], [unit.name for unit in found[:3]]))

    assert len(written()) >= 300
    assert wrong == []


@pytest.mark.parametrize(
    ("typed", "units"),
    [
        ("Yên Viên, Gia Lâm", [("Xã Yên Viên", True), ("Thị trấn Yên Viên", True)]),
        ("Phường Ngô Quyền", [("Phường Ngô Quyền", True)]),
        ("Xã Không Có", []),
    ],
)
def test_where_a_name_means_several_or_none_the_search_shows_it(typed: str, units: list[tuple[str, bool]]) -> None:
    found = search_units(typed, date(2023, 5, 24))

    assert sorted((unit.name, unit.is_valid) for unit in found[: len(units)]) == sorted(units)
    assert bool(found) == bool(units)
