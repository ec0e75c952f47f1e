"""Officials are found as somebody types: by name, number and unit, and without reading every row (B5)."""

import re
from datetime import date
from typing import Any, Final

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.queries import search_officials, searching
from khaigiang.registry.officials.queries.searching import FEW, indexed, read
from khaigiang.registry.officials.tests.makers import make_appointment, make_official
from khaigiang.registry.units.models import Unit, UnitKind
from khaigiang.registry.units.tests.makers import make_city, make_commune, make_district, make_unit
from khaigiang.vietnamese.names import fold, sort_key

pytestmark = pytest.mark.django_db

TODAY = date(2023, 3, 1)


def names(text: str, **asked: Any) -> list[str]:
    found = search_officials(Official.objects.all(), text=text, on=TODAY, **{"by_numbers": True} | asked)
    assert found.count() == len(found)
    return [official.full_name for official in found]


def make_numbered(full_name: str, identity_number: str) -> Official:
    official = make_official(full_name)
    official.identity_number = identity_number
    official.save()
    return official


def serving(full_name: str, unit: Unit, valid_until: date | None = None) -> None:
    make_appointment(make_official(full_name), unit=unit, valid_until=valid_until)


@pytest.mark.parametrize("text", ["hoa", "HÒA", "hoà", "nguyen hoa", "hoa nguyen", "ho ngu th", "thi  hòa", "h"])
def test_an_official_is_found_without_tones_by_beginnings_of_words_in_any_order(text: str) -> None:
    make_official("Nguyễn Thị Hoà")
    make_official("Trần Văn Cảnh")

    assert names(text) == ["Nguyễn Thị Hoà"]


@pytest.mark.parametrize("text", ["oa", "guyen", "hoa van", "hoab"])
def test_the_middle_of_a_word_finds_nobody(text: str) -> None:
    make_official("Nguyễn Thị Hoà")

    assert names(text) == []


def test_d_with_and_without_its_bar_are_one_letter() -> None:
    make_official("Đặng Văn Đức")

    assert names("dang duc") == names("Đặng Đức") == ["Đặng Văn Đức"]


@pytest.mark.parametrize("text", ["0900000007", "0007", "hoa 0007"])
def test_a_telephone_is_found_by_its_digits(text: str) -> None:
    make_official("Nguyễn Thị Hoà", phone="0900000007")
    make_official("Nguyễn Thị Hoa", phone="0900000008")

    assert names(text) == ["Nguyễn Thị Hoà"]


@pytest.mark.parametrize(
    ("text", "found"), [("1234", 1), ("080001234", 1), ("001080001234", 1), ("0800", 0), ("234", 0)]
)
def test_an_identification_number_is_found_by_its_last_digits_and_four_at_least(text: str, found: int) -> None:
    make_numbered("Nguyễn Thị Hoà", "001080001234")
    make_numbered("Nguyễn Thị Hoa", "001080001235")

    assert names(text) == ["Nguyễn Thị Hoà"][:found]


def test_numbers_are_searched_only_where_they_may_be_read() -> None:
    make_official("Nguyễn Thị Hoà", phone="0900000007")
    make_numbered("Nguyễn Thị Hoa", "001080001234")

    assert names("0900000007", by_numbers=False) == []
    assert names("1234", by_numbers=False) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("phuc xa", ["Lê Văn An", "Lê Văn Bình"]),
        ("P. Phúc Xá", ["Lê Văn An", "Lê Văn Bình"]),
        ("an phuc xa", ["Lê Văn An"]),
        ("phúc xá binh le", ["Lê Văn Bình"]),
        ("phuc xa ba dinh", ["Lê Văn An", "Lê Văn Bình"]),
        ("quan ba dinh", ["Lê Văn An", "Lê Văn Bình", "Lê Văn Dũng"]),
        ("phuc xa, hoan kiem", []),
        ("phuc", []),
    ],
)
def test_an_official_is_found_by_the_unit_or_district_where_they_hold_a_post(text: str, found: list[str]) -> None:
    district = make_district("Ba Đình")
    ward = make_commune("Phúc Xá", district=district)
    serving("Lê Văn Bình", ward)
    serving("Lê Văn An", ward)
    serving("Lê Văn Cường", ward, valid_until=TODAY)
    serving("Lê Văn Dũng", make_commune("Trúc Bạch", district=district))
    make_district("Hoàn Kiếm")

    assert names(text) == found


def test_a_name_that_is_a_units_too_finds_both() -> None:
    make_official("Trần Kim Liên")
    serving("Lê Văn An", make_commune("Kim Liên"))

    assert names("kim lien") == ["Lê Văn An", "Trần Kim Liên"]


def test_the_name_of_the_city_does_not_find_everybody() -> None:
    serving("Lê Văn An", make_unit("Láng", UnitKind.WARD, parent=make_city()))

    assert names("thanh pho ha noi") == []
    assert names("lang") == ["Lê Văn An"]


def test_many_are_counted_and_listed_in_order_as_few_are() -> None:
    numbers = [f"Trần Văn {letter}" for letter in ("Bình", "An")]
    many = [Official(full_name=n, sort_key=sort_key(n), folded=fold(n), gender="M") for n in numbers * (FEW // 2 + 1)]
    Official.objects.bulk_create(many)

    found = search_officials(Official.objects.all(), text="tran", on=TODAY)

    assert found.count() == FEW + 2
    assert [official.full_name for official in found[FEW // 2 - 1 : FEW // 2 + 3]] == [
        "Trần Văn An", "Trần Văn An", "Trần Văn Bình", "Trần Văn Bình",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["binh", "binh nguyen", "0900"])
def test_many_are_counted_from_nothing_but_what_an_index_holds(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (index,) = (index for index in Official._meta.indexes if index.name == "official_as_searched")
    make_official("Nguyễn Văn Bình", phone="0900000007")
    monkeypatch.setattr(searching, "FEW", 0)

    with CaptureQueriesContext(connection) as captured:
        search_officials(Official.objects.all(), text=text, by_numbers=True, on=TODAY).count()

    asked = set(re.findall(r'"officials_official"\."(\w+)"', captured[-1]["sql"]))
    assert "folded" in asked or "phone" in asked
    assert asked - {"id"} <= set(index.fields)


WORDS: Final = st.text("abhn'-.\"(*+%_\\", min_size=1, max_size=4)


@settings(max_examples=60)
@given(names=st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), max_size=8), asked=st.lists(WORDS, min_size=1, max_size=2))  # fmt: skip
def test_the_index_of_words_finds_exactly_whom_reading_every_name_finds(names: list[str], asked: list[str]) -> None:
    Official.objects.bulk_create(Official(full_name=n, sort_key=n, folded=n, gender="M") for n in names)
    fitting = [n for n in names if all(any(part.startswith(word) for part in n.split(" ")) for word in asked)]

    for found in (indexed(asked), read(asked)):
        assert sorted(official.folded for official in Official.objects.filter(found)) == sorted(fitting)
    Official.objects.all().delete()


def test_the_index_of_words_follows_every_change_of_a_name() -> None:
    one, other = make_official("Nguyễn Văn Bình"), make_official("Trần Thị Hoà")
    one.folded = "nguyen van an"
    one.save()
    Official.objects.filter(pk=other.pk).update(folded="le thi mai")

    assert [list(Official.objects.filter(indexed([word]))) for word in ("binh", "an", "hoa", "mai")] == [
        [], [one], [], [other],
    ]  # fmt: skip

    Official.objects.filter(pk=one.pk).delete()

    assert not Official.objects.filter(indexed(["an"])).exists()
