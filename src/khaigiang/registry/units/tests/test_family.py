from datetime import UTC, date, datetime

import pytest

from khaigiang.registry.units.drawing import draw
from khaigiang.registry.units.models import Succession, Unit
from khaigiang.registry.units.queries import family
from khaigiang.registry.units.services import load_units
from khaigiang.registry.units.tests.makers import make_city, make_commune, make_succession, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def shipped() -> None:
    load_units(by=None, at=datetime(2023, 1, 3, 1, 0, tzinfo=UTC))


@pytest.mark.usefixtures("shipped")
def test_phuc_xa_went_into_hong_ha() -> None:
    found = family(Unit.objects.get(name="Phường Phúc Xá"))

    assert [(unit.name, unit.generation) for unit in found.units] == [("Phường Phúc Xá", 0), ("Phường Hồng Hà", 1)]
    assert [(step.predecessor_name, step.successor_name, step.effective_on) for step in found.steps] == [
        ("Phường Phúc Xá", "Phường Hồng Hà", date(2025, 7, 1)),
    ]


@pytest.mark.usefixtures("shipped")
def test_the_split_of_sai_dong_is_followed_over_both_reforms_and_not_sure() -> None:
    found = family(Unit.objects.get(name="Phường Sài Đồng"))

    first = [(step.successor_name, step.is_sure) for step in found.steps if step.effective_on == date(2025, 1, 1)]
    assert first == [("Phường Phúc Lợi", False), ("Phường Phúc Đồng", False)]
    assert {unit.generation for unit in found.units} == {0, 1, 2}
    assert "Phường Phúc Lợi" in [unit.name for unit in found.units if unit.generation == 2]


def test_land_without_people_is_named_but_not_followed() -> None:
    old, new = make_commune("Phúc Xá"), make_unit("Hồng Hà", valid_from=date(2025, 7, 1), valid_until=date(2030, 1, 1))
    make_succession(old, new, extent=Succession.Extent.AREA_ONLY)
    make_succession(new, make_unit("Sông Hồng", parent=make_city()), effective_on=date(2030, 1, 1))

    assert [unit.name for unit in family(old).units] == ["Phường Phúc Xá", "Phường Hồng Hà"]


@pytest.mark.usefixtures("shipped")
def test_every_unit_of_a_drawing_has_a_row_of_its_own_and_every_line_runs_down_and_right() -> None:
    drawing = draw(family(Unit.objects.get(name="Phường Hồng Hà")))

    rows = [spot.y for spot in drawing.spots]
    assert len(set(rows)) == len(rows) > 10
    assert rows == sorted(rows)
    assert {drawing.width - spot.text_x for spot in drawing.spots} == {280}
    assert max(rows) < drawing.height
    places = {(spot.x, spot.y) for spot in drawing.spots}
    for line in drawing.lines:
        start, _, across = line.path.removeprefix("M").partition("V")
        x, y = (int(part) for part in start.split())
        below, _, right = across.partition("H")
        assert (x, y) in places
        assert (int(right), int(below)) in places
        assert x < int(right)
        assert y < int(below)
