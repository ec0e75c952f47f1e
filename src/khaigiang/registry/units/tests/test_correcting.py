from datetime import UTC, date, datetime
from typing import Any

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.registry.units.errors import CorrectionNeedsReason, KindOfAnotherLevel, UnitCodeTaken
from khaigiang.registry.units.models import Succession, Unit, UnitKind
from khaigiang.registry.units.queries import search_units
from khaigiang.registry.units.services import correct_unit, load_units
from khaigiang.registry.units.tests.makers import make_commune

pytestmark = pytest.mark.django_db

AT = datetime(2023, 5, 24, 1, 0, tzinfo=UTC)


def put_right(unit: Unit, **facts: Any) -> Unit:
    return correct_unit(
        unit,
        **{"short_name": unit.short_name, "kind": unit.kind, "code": unit.code, "reason": "gõ sai"} | facts,
        by=make_user(),
        at=AT,
    )


def test_a_correction_changes_the_unit_itself_and_is_no_succession() -> None:
    unit = make_commune("Phúc Xa")

    corrected = put_right(unit, short_name="Phúc Xá")

    assert (corrected.pk, corrected.name) == (unit.pk, "Phường Phúc Xá")
    assert not Succession.objects.exists()
    assert [row.name for row in search_units("Phúc Xá", date(2023, 5, 24))] == ["Phường Phúc Xá"]


def test_a_correction_is_recorded_with_what_it_was_and_why() -> None:
    put_right(make_commune("Phúc Xa"), short_name="Phúc Xá", reason="gõ sai dấu")

    entry = Entry.objects.get()
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.act, entry.before["name"], entry.after["name"], entry.after["reason"]) == (
        "correct_unit",
        "Phường Phúc Xa",
        "Phường Phúc Xá",
        "gõ sai dấu",
    )


def test_a_correction_needs_a_reason_a_kind_of_its_level_and_a_free_code() -> None:
    unit, other = make_commune("Phúc Xá"), make_commune("Trúc Bạch")

    with pytest.raises(CorrectionNeedsReason):
        put_right(unit, reason=" ")
    with pytest.raises(KindOfAnotherLevel, match="Phường Phúc Xá"):
        put_right(unit, kind=UnitKind.URBAN_DISTRICT)
    with pytest.raises(UnitCodeTaken, match="Phường Trúc Bạch"):
        put_right(unit, code=other.code)


def test_loading_the_shipped_units_again_leaves_a_correction_alone() -> None:
    load_units(by=None, at=AT)
    unit = Unit.objects.get(name="Phường Phúc Xá")
    put_right(unit, short_name="Phúc Xá (sửa)")

    load_units(by=None, at=AT)

    assert Unit.objects.get(pk=unit.pk).name == "Phường Phúc Xá (sửa)"
