"""A merge takes along what two records say in fields that the office added, and undoing restores it exactly."""

from datetime import UTC, datetime, timedelta

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.fields.models import OwnField
from khaigiang.ground.fields.services import save_values
from khaigiang.ground.removal.services import erase_removed, remove
from khaigiang.registry.duplicates.errors import CannotUndo
from khaigiang.registry.duplicates.models import Merge
from khaigiang.registry.duplicates.queries import comparison, own_fact
from khaigiang.registry.duplicates.services import merge_officials, undo_merge
from khaigiang.registry.officials.models import Official, OwnValue
from khaigiang.registry.officials.tests.makers import make_official, make_own_field

pytestmark = pytest.mark.django_db

AT = datetime(2023, 3, 1, 1, 0, tzinfo=UTC)


@pytest.fixture
def fields() -> list[OwnField]:
    return [make_own_field(label) for label in ("Chỉ giữ", "Chỉ bỏ", "Cả hai")]


@pytest.fixture
def pair(fields: list[OwnField]) -> tuple[Official, Official]:
    kept, gone = make_official(), make_official()
    only_kept, only_gone, both = (field.pk for field in fields)
    write(kept, {only_kept: "a", both: "c"})
    write(gone, {only_gone: "b", both: "d"})
    return kept, gone


def write(official: Official, values: dict[int, str]) -> None:
    save_values(official, dict(values), by=make_user(), at=AT)


def merged(pair: tuple[Official, Official], *taken: str) -> Merge:
    return merge_officials(*pair, taken=taken, by=make_user(), at=AT)


def said() -> list[tuple[int, str, str]]:
    return sorted(OwnValue.objects.values_list("official", "field__label", "text"))


def test_what_one_record_says_moves_and_of_two_values_the_kept_one_stays(pair: tuple[Official, Official]) -> None:
    merged(pair)

    kept = pair[0].pk
    assert said() == [(kept, "Chỉ bỏ", "b"), (kept, "Chỉ giữ", "a"), (kept, "Cả hai", "c")]


def test_the_chosen_value_is_taken_an_empty_one_too(pair: tuple[Official, Official], fields: list[OwnField]) -> None:
    merged(pair, own_fact(fields[0].pk), own_fact(fields[2].pk))

    kept = pair[0].pk
    assert said() == [(kept, "Chỉ bỏ", "b"), (kept, "Cả hai", "d")]


@pytest.mark.parametrize("taken", [[], [0, 1, 2], [2]])
def test_undoing_restores_both(pair: tuple[Official, Official], fields: list[OwnField], taken: list[int]) -> None:
    before = said()
    merge = merged(pair, *(own_fact(fields[position].pk) for position in taken))

    undo_merge(merge, by=make_user(), at=AT)

    assert said() == before


def test_a_value_changed_after_the_merge_is_not_lost_by_undoing(
    pair: tuple[Official, Official], fields: list[OwnField]
) -> None:
    merge = merged(pair)
    write(pair[0], {fields[1].pk: "mới"})

    with pytest.raises(CannotUndo, match="Chỉ bỏ"):
        undo_merge(merge, by=make_user(), at=AT)


def test_undoing_passes_over_a_field_that_was_deleted_since(
    pair: tuple[Official, Official], fields: list[OwnField]
) -> None:
    merge = merged(pair)
    remove(fields[2], because="nhập nhầm", by=make_user(), at=AT)
    erase_removed(by=None, at=AT + timedelta(days=31))

    undo_merge(merge, by=make_user(), at=AT)

    assert [label for _official, label, _text in said()] == ["Chỉ giữ", "Chỉ bỏ"]


def test_the_two_values_stand_side_by_side_for_who_sees_the_field(
    pair: tuple[Official, Official], fields: list[OwnField]
) -> None:
    facts = {fact.label: (fact.kept, fact.gone, fact.better) for fact in comparison(*pair, own=fields[:2])}

    assert facts["Chỉ giữ"] == ("a", "", "kept")
    assert facts["Chỉ bỏ"] == ("", "b", "gone")
    assert "Cả hai" not in facts
