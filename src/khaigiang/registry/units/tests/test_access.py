import pytest
from django.http import Http404

from khaigiang.registry.units import access
from khaigiang.registry.units.tests.acting import someone
from khaigiang.registry.units.tests.makers import make_committee, make_commune, make_district, make_office

pytestmark = pytest.mark.django_db


def test_a_committee_reaches_its_own_office_and_no_other() -> None:
    own, other = make_committee(), make_committee()
    clerk = someone("committee", committee=own.pk)

    assert access.get_reachable_office(clerk, own.pk) == own
    with pytest.raises(Http404):
        access.get_reachable_office(clerk, other.pk)


@pytest.mark.parametrize("role", ["admin", "organiser", "office"])
def test_who_keeps_offices_reaches_all_of_them(role: str) -> None:
    make_committee()
    make_office()

    assert access.reachable_offices(someone(role)).count() == 2


@pytest.mark.parametrize("role", ["leader", "head", "teacher", "lecturer", "trainee", "auditor"])
def test_nobody_else_reaches_one(role: str) -> None:
    make_office()

    assert not access.reachable_offices(someone(role)).exists()
    assert not access.keeps_offices(someone(role))


def test_only_an_administrator_loads_units() -> None:
    assert access.may_load_units(someone("admin"))
    assert not access.may_load_units(someone("office"))


def test_an_office_acts_for_a_city_or_a_district_but_not_for_a_commune_of_one() -> None:
    district = make_district()
    make_commune(district=district)

    assert set(access.units_for_offices(someone("admin"))) == {district, district.parent}
