"""An office entered by mistake is removed and taken back; one that acted stays."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.removal.services import remove, take_back
from khaigiang.registry.units import access
from khaigiang.registry.units.errors import OfficeNameTaken, UnitHasACommittee
from khaigiang.registry.units.models import Office, OfficeKind
from khaigiang.registry.units.queries import offices
from khaigiang.registry.units.tests.acting import someone
from khaigiang.registry.units.tests.makers import make_committee, make_office

pytestmark = pytest.mark.django_db

AT = datetime(2023, 3, 1, 1, 0, tzinfo=UTC)


def away(office: Office) -> None:
    remove(office, because="nhập nhầm", by=make_user(), at=AT)


def back(office: Office) -> None:
    take_back(office, by=make_user(), at=AT)


def test_a_removed_office_is_in_no_list_and_comes_back() -> None:
    office = make_office("Trường nhập nhầm")

    away(office)
    assert list(offices(on=AT.date())) == []
    assert list(access.reachable_offices(someone("office"))) == []

    back(office)
    assert [row.name for row in offices(on=AT.date())] == ["Trường nhập nhầm"]


def test_its_name_and_its_unit_are_free_until_it_comes_back() -> None:
    committee = make_committee()
    away(committee)
    make_office("Cấp ủy khác", OfficeKind.DISTRICT_COMMITTEE, unit=committee.unit)

    with pytest.raises(UnitHasACommittee, match="Cấp ủy khác"):
        back(committee)
    with pytest.raises(IntegrityError), transaction.atomic():
        Office.with_removed.filter(pk=committee.pk).update(removed_at=None, removed_by=None, removed_because="")

    school = make_office("Trường Lê Hồng Phong")
    away(school)
    make_office("Trường Lê Hồng Phong")
    with pytest.raises(OfficeNameTaken):
        back(school)


@pytest.mark.parametrize("role", ["committee", "leader", "head"])
def test_only_who_keeps_offices_removes_them(role: str) -> None:
    make_office()

    assert list(access.removable_offices(someone(role))) == []
