from datetime import date

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from khaigiang.registry.units.errors import NoCommittee
from khaigiang.registry.units.models import OfficeKind, Succession, Unit, UnitKind
from khaigiang.registry.units.queries import (
    KindCount,
    committee_for,
    committees_for,
    communes_of,
    communes_under_the_city,
    counts_by_kind,
    districts_on,
    origins,
    search_units,
    successions,
)
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

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


def new_ward(short_name: str) -> Unit:
    return make_unit(short_name, UnitKind.WARD, parent=make_city(), valid_from=AFTER)


def test_a_district_lists_its_communes_of_the_day_by_name() -> None:
    district = make_district("Ba Đình")
    for name in ("Đội Cấn", "Cống Vị", "Điện Biên", "Cầu Dền"):
        make_commune(name, district=district)
    make_commune("Ở nơi khác")

    assert [row.name for row in communes_of(district, BEFORE)] == [
        "Phường Cầu Dền",
        "Phường Cống Vị",
        "Phường Điện Biên",
        "Phường Đội Cấn",
    ]
    assert communes_of(district, AFTER) == []


def test_districts_come_with_counts_by_kind_and_the_committee_to_call() -> None:
    district = make_district("Thạch Thất", UnitKind.RURAL_DISTRICT)
    make_commune("Liên Quan", UnitKind.TOWNSHIP, district=district)
    make_commune("Bình Yên", UnitKind.COMMUNE, district=district)
    make_commune("Cần Kiệm", UnitKind.COMMUNE, district=district)
    make_committee(district, phone="024 3000 0002")

    (row,) = districts_on(BEFORE)

    assert (row.wards, row.communes, row.townships, row.total, row.phone) == (0, 2, 1, 3, "024 3000 0002")
    assert districts_on(AFTER) == []


def test_counts_by_kind_name_only_the_kinds_there_are() -> None:
    make_commune("Bình Yên", UnitKind.COMMUNE)
    new_ward("Ba Đình")

    assert [(row.kind, row.count) for row in counts_by_kind(BEFORE)] == [("xa", 1)]
    assert [(row.kind, row.count) for row in counts_by_kind(AFTER)] == [("phuong", 1)]
    assert isinstance(counts_by_kind(AFTER)[0], KindCount)


def test_since_the_districts_ended_communes_lie_right_under_the_city() -> None:
    make_commune("Phúc Xá")
    new_ward("Hồng Hà")

    assert communes_under_the_city(BEFORE) == []
    assert [row.name for row in communes_under_the_city(AFTER)] == ["Phường Hồng Hà"]


def test_the_committee_of_a_commune_is_its_districts() -> None:
    district = make_district("Ba Đình")
    committee = make_committee(district)
    commune = make_commune("Phúc Xá", district=district)

    assert committee_for(commune, BEFORE) == committee
    assert committee_for(district, BEFORE) == committee


def test_a_commune_with_a_committee_of_its_own_answers_for_itself() -> None:
    ward = new_ward("Hồng Hà")
    own = make_office("Đảng ủy phường Hồng Hà", OfficeKind.COMMUNE_COMMITTEE, unit=ward)

    assert committee_for(ward, AFTER) == own


def test_a_committee_ends_with_its_unit_and_when_it_is_out_of_use() -> None:
    district = make_district("Ba Đình")
    commune = make_commune("Phúc Xá", district=district)
    committee = make_committee(district)

    with pytest.raises(NoCommittee, match=r"(?=.*Phường Phúc Xá)(?=.*1/7/2025)"):
        committee_for(commune, AFTER)
    committee.is_active = False
    committee.save()
    with pytest.raises(NoCommittee):
        committee_for(commune, BEFORE)


@pytest.mark.parametrize("communes", [1, 5])
def test_committees_of_many_units_cost_one_query(
    communes: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    committee = make_committee()
    units = [make_commune(district=committee.unit) for _ in range(communes)]

    with django_assert_num_queries(1):
        found = committees_for(units, BEFORE)

    assert found == {unit.pk: committee for unit in units}


def test_a_unit_is_found_by_a_name_it_once_had() -> None:
    old = make_commune("Ngô Quyền", district=make_district("Sơn Tây", UnitKind.DISTRICT_TOWN))
    make_succession(old, new_ward("Sơn Tây"))

    (found,) = search_units("ngo quyen", AFTER)

    assert (found.name, found.parent_name, found.is_valid, found.became) == (
        "Phường Ngô Quyền",
        "Thị xã Sơn Tây",
        False,
        ("Phường Sơn Tây",),
    )


def test_what_a_unit_became_is_followed_over_two_reforms_to_where_its_people_went() -> None:
    first = make_unit("Hàng Bún", valid_until=date(2025, 1, 1))
    second = make_unit("Trúc Bạch", valid_from=date(2025, 1, 1), valid_until=AFTER)
    make_succession(first, second, effective_on=date(2025, 1, 1))
    make_succession(second, new_ward("Ba Đình"), extent=Succession.Extent.PART)
    make_succession(second, new_ward("Hồng Hà"), extent=Succession.Extent.PART, is_default=False)
    make_succession(second, new_ward("Tây Hồ"), extent=Succession.Extent.AREA_ONLY, is_default=False)

    assert search_units("hàng bún", AFTER)[0].became == ("Phường Ba Đình", "Phường Hồng Hà")
    assert search_units("hàng bún", date(2025, 2, 1))[0].became == ("Phường Trúc Bạch",)
    assert search_units("hàng bún", date(2024, 2, 1))[0].became == ()


def test_a_district_named_beside_the_unit_tells_namesakes_apart() -> None:
    make_commune("Minh Khai", district=make_district("Hai Bà Trưng"))
    wanted = make_commune("Minh Khai", district=make_district("Bắc Từ Liêm"))

    assert [row.id for row in search_units("minh khai tu liem", BEFORE)] == [wanted.pk]
    assert len(search_units("MINH KHAI", BEFORE)) == 2


def test_a_units_own_name_counts_more_than_its_kind_or_its_district() -> None:
    district = make_district("Phúc Thọ", UnitKind.RURAL_DISTRICT)
    make_commune("An Lạc", UnitKind.COMMUNE, district=district)
    wanted = make_commune("Phúc Xá", district=make_district("Ba Đình"))

    assert [row.name for row in search_units("phuc xa", BEFORE)] == [wanted.name, "Xã An Lạc"]


@pytest.mark.parametrize(
    "text",
    ["phuc xa", "P. Phúc Xá", "p phuc xa ba dinh", "Phường Phúc Xá, Q.Ba Đình", "PHUC XA BA DINH", "phường phúc xá"],
)
def test_a_unit_is_found_with_or_without_its_kind_in_full_or_in_short(text: str) -> None:
    wanted = make_commune("Phúc Xá", district=make_district("Ba Đình"))
    make_commune("Phúc Lợi", district=make_district("Long Biên"))
    make_commune("Yên Viên", UnitKind.TOWNSHIP, district=make_district("Gia Lâm", UnitKind.RURAL_DISTRICT))

    assert [row.id for row in search_units(text, BEFORE)] == [wanted.pk]


@pytest.mark.parametrize(("text", "kind"), [("tt yen vien", UnitKind.TOWNSHIP), ("X. Yên Viên", UnitKind.COMMUNE)])
def test_a_kind_in_short_tells_a_township_from_a_commune_of_its_name(text: str, kind: UnitKind) -> None:
    district = make_district("Gia Lâm", UnitKind.RURAL_DISTRICT)
    units = {kind: make_commune("Yên Viên", kind, district=district) for kind in (UnitKind.TOWNSHIP, UnitKind.COMMUNE)}

    assert [row.id for row in search_units(text, BEFORE)] == [units[kind].pk]


def test_no_words_find_no_units() -> None:
    make_commune("Minh Khai")

    assert search_units("  ", BEFORE) == []


@pytest.mark.parametrize("units", [1, 4])
def test_searching_costs_the_same_however_many_are_found(
    units: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    successor = new_ward("Hồng Hà")
    for _ in range(units):
        make_succession(make_commune("Phúc Xá"), successor)

    with django_assert_num_queries(2):  # units, one step of successions
        search_units("phuc xa", AFTER)


def test_steps_say_which_successor_takes_most_and_which_needs_a_person() -> None:
    old = make_commune("Phúc Xá")
    make_succession(old, new_ward("Hồng Hà"), extent=Succession.Extent.PART, is_default=False, confidence="low")
    make_succession(old, new_ward("Ba Đình"), extent=Succession.Extent.PART)

    steps = [(step.unit_name, step.takes_most, step.is_sure) for step in successions(old)]

    assert steps == [("Phường Ba Đình", True, True), ("Phường Hồng Hà", False, False)]


def test_an_only_successor_need_not_be_called_the_one_that_takes_most() -> None:
    old, new = make_commune("Phúc Xá"), new_ward("Hồng Hà")
    make_succession(old, new)

    assert [step.takes_most for step in successions(old)] == [False]
    assert [step.unit_name for step in origins(new)] == ["Phường Phúc Xá"]


def test_unit_ends_after_it_begins() -> None:
    with pytest.raises(IntegrityError, match="unit_ends_after_it_begins"), transaction.atomic():
        make_unit(valid_from=AFTER, valid_until=AFTER)
