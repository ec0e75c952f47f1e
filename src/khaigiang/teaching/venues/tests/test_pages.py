from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from khaigiang.ground.shared.dates import HalfDay
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_actor, sign_in
from khaigiang.registry.units.tests.makers import make_office
from khaigiang.teaching.venues.access import halls_to_write, visible_halls
from khaigiang.teaching.venues.models import Hall, HallClosure
from khaigiang.teaching.venues.queries import hall_rows
from khaigiang.teaching.venues.tests.makers import make_closure, make_hall

pytestmark = pytest.mark.django_db
TODAY = date(2023, 4, 3)


def test_the_list_hides_halls_out_of_use_and_closures_that_are_over() -> None:
    school = make_office()
    hall = make_hall("Hội trường A", office=school)
    make_hall("Hội trường B", office=school, is_active=False)
    make_closure(hall, date(2023, 3, 1))
    make_closure(hall, date(2023, 4, 2), TODAY)

    (row,) = hall_rows(Hall.objects.all(), on=TODAY)
    with_former = hall_rows(Hall.objects.all(), on=TODAY, with_former=True)

    assert (row.name, [closure.first_day for closure in row.closed]) == ("Hội trường A", [date(2023, 4, 2)])
    assert [one.name for one in with_former] == ["Hội trường A", "Hội trường B"]


def test_one_half_day_is_noted_when_the_power_is_cut(client: Client) -> None:
    school = make_office()
    sign_in(client, Role.OFFICE, office=school)
    hall = make_hall(office=school)
    typed = {"first_day": "3/4/2023", "half_day": "morning", "reason": "Cắt điện"}

    client.post(reverse("venues:add_closure", args=[hall.pk]), typed)

    closure = HallClosure.objects.get()
    assert [closure.takes(TODAY, half) for half in HalfDay] == [True, False, False]
    assert "Sáng 3/4/2023" in client.get(reverse("venues:hall", args=[hall.pk])).content.decode()


@pytest.mark.parametrize("count", [1, 8])
def test_the_list_costs_the_same_however_many_halls(
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        make_closure(make_hall(), TODAY)

    with django_assert_num_queries(2):  # halls with their schools, closures
        assert len(hall_rows(Hall.objects.all(), on=TODAY)) == count


def test_people_of_a_school_see_and_write_its_halls_only() -> None:
    school = make_office()
    own, other = make_hall(office=school), make_hall()

    assert list(visible_halls(make_actor(Role.OFFICE, office=school))) == [own]
    assert list(halls_to_write(make_actor(Role.OFFICE, office=school))) == [own]
    assert list(halls_to_write(make_actor(Role.HEAD, office=school))) == []
    assert set(visible_halls(make_actor(Role.AUDITOR, office=school))) == {own, other}
    assert not visible_halls(make_actor(Role.TRAINEE)).exists()


def test_the_office_adds_and_corrects_a_hall(client: Client) -> None:
    school = make_office()
    sign_in(client, Role.OFFICE, office=school)
    typed = {"office": str(school.pk), "name": "Hội trường A", "capacity": "130", "is_active": "on"}

    client.post(reverse("venues:new"), typed)
    hall = Hall.objects.get()
    client.post(reverse("venues:edit", args=[hall.pk]), typed | {"capacity": "150"})

    hall.refresh_from_db()
    assert (hall.name, hall.capacity, hall.office) == ("Hội trường A", 150, school)


def test_equipment_and_place_of_a_hall_are_typed_and_shown(client: Client) -> None:
    school = make_office()
    sign_in(client, Role.OFFICE, office=school)
    typed = {"office": str(school.pk), "name": "Hội trường A", "capacity": "130", "is_active": "on"}

    client.post(reverse("venues:new"), typed | {"place": " Cơ sở  1", "features": "Máy chiếu,  máy tính; máy chiếu,"})
    hall = Hall.objects.get()

    assert (hall.place, hall.features) == ("Cơ sở 1", ["Máy chiếu", "máy tính"])
    assert "Máy chiếu, máy tính" in client.get(reverse("venues:hall", args=[hall.pk])).content.decode()
    assert 'value="Máy chiếu, máy tính"' in client.get(reverse("venues:edit", args=[hall.pk])).content.decode()


def test_a_hall_cannot_be_given_to_another_school(client: Client) -> None:
    school, other = make_office(), make_office()
    sign_in(client, Role.OFFICE, office=school)

    response = client.post(reverse("venues:new"), {"office": str(other.pk), "name": "Hội trường A", "capacity": "130"})

    assert response.status_code == 422
    assert not Hall.objects.exists()


def test_a_taken_name_is_told_at_the_field(client: Client) -> None:
    school = make_office()
    make_hall("Hội trường A", office=school)
    sign_in(client, Role.OFFICE, office=school)

    response = client.post(reverse("venues:new"), {"office": str(school.pk), "name": "Hội trường A", "capacity": "13"})

    assert response.status_code == 422
    assert "đã có hội trường tên “Hội trường A”" in response.content.decode()


def test_the_hall_of_another_school_is_not_there(client: Client) -> None:
    sign_in(client, Role.OFFICE, office=make_office())
    hall = make_hall()
    closure = make_closure(hall, TODAY)

    addresses = [
        *(reverse(f"venues:{name}", args=[hall.pk]) for name in ("hall", "edit", "add_closure")),
        reverse("venues:remove_closure", args=[closure.pk]),
    ]
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404, 404]


def test_a_closure_is_noted_and_taken_back(client: Client) -> None:
    school = make_office()
    sign_in(client, Role.OFFICE, office=school)
    hall = make_hall(office=school)

    client.post(reverse("venues:add_closure", args=[hall.pk]), {"first_day": "3/4/2023", "reason": "Họp"})
    closure = HallClosure.objects.get()
    shown = client.get(reverse("venues:hall", args=[hall.pk])).content.decode()
    client.post(reverse("venues:remove_closure", args=[closure.pk]))

    assert (closure.first_day, closure.last_day) == (TODAY, TODAY)
    assert "3/4/2023" in shown
    assert not HallClosure.objects.exists()
