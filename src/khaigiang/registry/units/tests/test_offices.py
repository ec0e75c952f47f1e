from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.registry.units.errors import OfficeNameTaken, UnitHasACommittee
from khaigiang.registry.units.models import Office, OfficeKind
from khaigiang.registry.units.queries import offices
from khaigiang.registry.units.services import save_office, set_contact
from khaigiang.registry.units.tests.makers import make_city, make_committee, make_district, make_office

pytestmark = pytest.mark.django_db

AT = datetime(2023, 1, 3, 1, 0, tzinfo=UTC)
ON = date(2023, 1, 3)


def facts(by: User, **changed: Any) -> dict[str, Any]:
    return {"kind": OfficeKind.SCHOOL, "unit": make_city(), "name": "Trường A", "by": by, "at": AT} | changed


def test_an_office_is_made_with_its_place_in_lists_and_its_search_text() -> None:
    office = save_office(None, **facts(make_user(), name="  Trường Đào  tạo cán bộ ", symbol="TĐTCB"))

    saved = Office.objects.get(pk=office.pk)
    assert (saved.name, saved.folded, saved.symbol) == ("Trường Đào tạo cán bộ", "truong dao tao can bo", "TĐTCB")
    assert saved.sort_key


def test_a_corrected_office_keeps_before_and_after_in_the_audit() -> None:
    by = make_user()
    office = save_office(None, **facts(by, phone="024 1"))

    save_office(office, **facts(by, phone="024 2"))

    entry = Entry.objects.latest("pk")
    assert (entry.act, entry.by_name) == ("save_office", str(by))
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.before["phone"], entry.after["phone"], entry.after["unit"]) == ("024 1", "024 2", "Thành phố Hà Nội")


def test_two_offices_cannot_have_one_name() -> None:
    make_office("Trường A")

    with pytest.raises(OfficeNameTaken, match="Trường A"):
        save_office(None, **facts(make_user()))
    with pytest.raises(IntegrityError, match=r"office_name_once|units_office\.name"), transaction.atomic():
        make_office("Trường A")


def test_a_unit_has_one_committee_in_use() -> None:
    district = make_district("Ba Đình")
    committee = make_committee(district)
    another = facts(make_user(), kind=OfficeKind.DISTRICT_COMMITTEE, unit=district, name="Ban Thường vụ Quận ủy")

    with pytest.raises(UnitHasACommittee, match="Quận ủy Ba Đình"):
        save_office(None, **another)
    with pytest.raises(IntegrityError, match=r"unit_has_one_committee|units_office\.unit_id"), transaction.atomic():
        make_office("Ban Thường vụ Quận ủy", OfficeKind.DISTRICT_COMMITTEE, unit=district)

    Office.objects.filter(pk=committee.pk).update(is_active=False)
    assert save_office(None, **another).pk


def test_saving_a_committee_unchanged_is_no_second_committee() -> None:
    committee = make_committee()

    values = {"kind": committee.kind, "unit": committee.unit, "name": committee.name}
    assert save_office(committee, **facts(make_user(), **values)).pk == committee.pk


def test_contact_is_kept_without_touching_the_rest() -> None:
    office = make_committee(phone="")

    set_contact(office, phone="024 3000 0009", contact_person="Ngô Bích Thủy", by=make_user(), at=AT)

    saved = Office.objects.get(pk=office.pk)
    assert (saved.phone, saved.contact_person, saved.name) == ("024 3000 0009", "Ngô Bích Thủy", office.name)
    assert Entry.objects.get().act == "set_contact"


def test_offices_are_found_without_tones_by_name_unit_or_telephone() -> None:
    ba_dinh = make_committee(make_district("Ba Đình"), phone="024 3000 0010")
    make_committee(make_district("Đống Đa"), phone="024 3000 0020")

    assert [row.name for row in offices(text="quan uy ba dinh", on=ON)] == [ba_dinh.name]
    assert [row.name for row in offices(text="0010", on=ON)] == [ba_dinh.name]
    assert [row.name for row in offices(kind=OfficeKind.DISTRICT_COMMITTEE, on=ON)] == [
        "Quận ủy Ba Đình",
        "Quận ủy Đống Đa",
    ]
    assert offices(text="ba dinh", kind=OfficeKind.SCHOOL, on=ON) == []


def test_offices_in_use_come_first() -> None:
    make_office("A", is_active=False)
    make_office("B")

    assert [row.name for row in offices(on=ON)] == ["B", "A"]
