from datetime import date, timedelta

import pytest
from django.http import Http404

from khaigiang.registry.officials import access
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.tests.makers import make_appointment, make_official
from khaigiang.registry.units.models import Office, Unit
from khaigiang.registry.units.tests.acting import someone
from khaigiang.registry.units.tests.makers import make_committee, make_commune

pytestmark = pytest.mark.django_db

ENDED = date(2022, 1, 1)


@pytest.fixture
def committee() -> Office:
    return make_committee()


def in_unit_of(committee: Office, full_name: str, *, until: date | None = None) -> Official:
    official = make_official(full_name)
    make_appointment(official, unit=make_commune(district=committee.unit), valid_until=until)
    return official


def test_a_committee_sees_who_holds_a_post_in_its_units_and_nobody_else(committee: Office) -> None:
    own = in_unit_of(committee, "Của mình")
    foreign = in_unit_of(make_committee(), "Nơi khác")
    clerk = someone("committee", committee=committee.pk)

    assert list(access.visible_officials(clerk)) == [own]
    assert list(access.keepable_officials(clerk)) == [own]
    with pytest.raises(Http404):
        access.get_official(clerk, foreign.pk)
    with pytest.raises(Http404):
        access.get_keepable_official(clerk, foreign.pk)


def test_a_committee_sees_its_district_officials_too(committee: Office) -> None:
    official = make_official()
    make_appointment(official, unit=committee.unit)

    assert list(access.visible_officials(someone("committee", committee=committee.pk))) == [official]


def test_who_left_for_another_district_is_seen_there_and_no_longer_here(committee: Office) -> None:
    new = make_committee()
    moved = in_unit_of(committee, "Đã chuyển", until=ENDED)
    make_appointment(moved, unit=make_commune(district=new.unit), valid_from=ENDED)

    assert list(access.visible_officials(someone("committee", committee=committee.pk))) == []
    assert list(access.visible_officials(someone("committee", committee=new.pk))) == [moved]


def test_who_holds_nothing_any_more_stays_with_the_committee_of_the_last_post(committee: Office) -> None:
    retired = in_unit_of(committee, "Đã nghỉ", until=ENDED)

    assert list(access.visible_officials(someone("committee", committee=committee.pk))) == [retired]


def test_an_official_with_several_posts_in_one_committee_is_listed_once(committee: Office) -> None:
    official = in_unit_of(committee, "Kiêm nhiệm")
    make_appointment(official, unit=make_commune(district=committee.unit))

    assert list(access.visible_officials(someone("committee", committee=committee.pk))) == [official]


@pytest.mark.parametrize("role", ["leader", "organiser", "head", "office", "auditor"])
def test_the_city_and_the_school_see_everybody(role: str) -> None:
    make_official()

    assert access.visible_officials(someone(role)).count() == 1


@pytest.mark.parametrize("role", ["admin", "teacher", "lecturer", "trainee"])
def test_other_roles_see_nobody_here(role: str) -> None:
    make_appointment()

    assert not access.visible_officials(someone(role)).exists()
    assert not access.keepable_officials(someone(role)).exists()
    assert not access.registers_officials(someone(role))


@pytest.mark.parametrize("role", ["leader", "head", "auditor"])
def test_who_sees_everybody_need_not_change_anybody(role: str) -> None:
    appointment = make_appointment()

    assert not access.may_keep(someone(role), appointment.official)
    assert access.endable_ids(someone(role), appointment.official) == set()


def test_posts_are_given_and_ended_in_own_units_alone(committee: Office) -> None:
    own = make_appointment(unit=make_commune("Trong", district=committee.unit))
    foreign = make_appointment(own.official)
    clerk = someone("committee", committee=committee.pk)

    assert {unit.name for unit in access.appointing_units(clerk)} == {"Phường Trong", committee.unit.name}
    assert access.endable_ids(clerk, own.official) == {own.pk}
    with pytest.raises(Http404):
        access.get_keepable_appointment(clerk, foreign.pk)


def test_the_training_office_gives_posts_everywhere() -> None:
    commune = make_commune()

    assert commune in access.appointing_units(someone("office"))


def test_posts_of_former_days_are_given_in_units_that_are_gone_and_not_in_those_to_come() -> None:
    clerk = someone("office")
    gone, to_come = make_commune("Đã sáp nhập"), make_commune("Sẽ lập")
    Unit.objects.filter(pk=gone.pk).update(valid_until=clerk.on)
    Unit.objects.filter(pk=to_come.pk).update(valid_from=clerk.on + timedelta(days=1))

    units = list(access.appointing_units(clerk))

    assert units[-1] == gone
    assert to_come not in units


@pytest.mark.parametrize(
    ("role", "may"), [("admin", True), ("office", True), ("organiser", True), ("committee", False)]
)
def test_posts_are_kept_by_the_city_the_school_and_administrators(role: str, may: bool) -> None:  # noqa: FBT001  a table
    assert access.keeps_posts(someone(role)) is may
