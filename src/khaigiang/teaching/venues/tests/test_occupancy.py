"""When halls are taken, what comes next, and which are free for what is needed (F6)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from khaigiang.ground.shared.dates import HalfDay
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.units.tests.makers import make_office
from khaigiang.teaching.venues.models import Hall
from khaigiang.teaching.venues.queries import (
    Needed,
    halls_for,
    next_uses,
    weeks_of_hall,
    weeks_of_halls,
)
from khaigiang.teaching.venues.tests.makers import make_booking, make_closure, make_hall

pytestmark = pytest.mark.django_db
MONDAY = date(2023, 4, 3)
WEDNESDAY = date(2023, 4, 5)


def found(needed: Needed) -> dict[str, tuple[str, ...]]:
    """Halls in the order told, with what speaks against each."""
    return {one.name: one.reasons for one in halls_for(Hall.objects.all(), needed)}


def test_a_week_shows_bookings_and_closures_of_each_hall_in_the_order_of_the_day() -> None:
    hall = make_hall("Hội trường A", capacity=130)
    make_booking(hall, on=WEDNESDAY, hours=(time(14), time(15)), title="Họp chi bộ")
    make_booking(hall, on=WEDNESDAY, title="Họp giao ban")
    make_closure(hall, WEDNESDAY, half_day=HalfDay.AFTERNOON, reason="Cắt điện")
    make_closure(hall, WEDNESDAY + timedelta(days=1), WEDNESDAY + timedelta(days=30), reason="Sửa mái")
    make_booking(hall, on=MONDAY + timedelta(days=7))

    (week,) = weeks_of_halls(Hall.objects.all(), first=WEDNESDAY, weeks=1, today=WEDNESDAY)

    assert (week.days[0], week.days[-1]) == (MONDAY, date(2023, 4, 9))
    (row,) = week.rows
    assert (row.label, row.sub) == ("Hội trường A", "130 chỗ")
    assert [day.is_today for day in row.days] == [False, False, True, False, False, False, False]
    told = [[(entry.kind, entry.when, entry.title) for entry in day.entries] for day in row.days]
    assert told[:3] == [
        [],
        [],
        [
            ("booking", "8:00–10:00", "Họp giao ban"),
            ("closed", "chiều", "Cắt điện"),
            ("booking", "14:00–15:00", "Họp chi bộ"),
        ],
    ]
    assert told[3:] == [[("closed", "cả ngày", "Sửa mái")]] * 4


def test_a_hall_has_its_weeks_one_below_the_other() -> None:
    hall = make_hall()
    make_booking(hall, on=MONDAY + timedelta(days=9))

    weeks = weeks_of_hall(hall, first=WEDNESDAY, weeks=5, today=WEDNESDAY)

    assert [row.label for row in weeks[:2]] == ["3/4 – 9/4/2023", "10/4 – 16/4/2023"]
    assert [len(day.entries) for day in weeks[1].days] == [0, 0, 1, 0, 0, 0, 0]


def test_the_next_use_of_a_hall_is_the_one_that_has_not_ended() -> None:
    hall, empty = make_hall(), make_hall()
    make_booking(hall, on=WEDNESDAY, title="Họp giao ban")
    make_booking(hall, on=WEDNESDAY, hours=(time(14), time(16)), title="Tập huấn")

    def next_at(hour: int) -> str:
        return next_uses(Hall.objects.all(), datetime(2023, 4, 5, hour - 7, 30, tzinfo=UTC))[hall.pk].title

    assert (next_at(9), next_at(10), next_at(15)) == ("Họp giao ban", "Tập huấn", "Tập huấn")
    assert empty.pk not in next_uses(Hall.objects.all(), datetime(2023, 4, 5, 2, 0, tzinfo=UTC))
    assert next_uses(Hall.objects.all(), datetime(2023, 4, 6, 2, 0, tzinfo=UTC)) == {}


def test_the_smallest_hall_that_is_large_enough_and_free_stands_first() -> None:
    make_hall("Lớn", capacity=300)
    make_hall("Vừa", capacity=120)
    make_hall("Nhỏ", capacity=40)
    make_booking(make_hall("Đang họp", capacity=150), on=WEDNESDAY, title="Họp giao ban")
    make_closure(make_hall("Đang sửa", capacity=160), WEDNESDAY, half_day=HalfDay.MORNING, reason="Sửa mái")
    make_hall("Cũ", is_active=False)

    told = found(Needed(on=WEDNESDAY, hours=(time(9), time(11)), people=100))

    assert list(told) == ["Vừa", "Lớn", "Nhỏ", "Đang họp", "Đang sửa"]
    assert told["Vừa"] == told["Lớn"] == ()
    assert told["Nhỏ"] == ("chỉ 40 chỗ",)
    assert told["Đang họp"] == ("Họp giao ban, 8:00–10:00",)
    assert told["Đang sửa"] == ("Sửa mái",)
    assert found(Needed(on=WEDNESDAY, hours=(time(12), time(14)), people=100))["Đang sửa"] == ()


def test_equipment_group_tables_and_people_elsewhere_are_looked_at() -> None:
    hall = make_hall("A", capacity=100)
    Hall.objects.filter(pk=hall.pk).update(features=["Máy chiếu"], group_seats=48, cameras=2, microphones=4)
    hours = (time(8), time(10))

    assert found(Needed(on=MONDAY, hours=hours, people=48, features=("máy chiếu",), at_group_tables=True)) == {"A": ()}
    assert found(Needed(on=MONDAY, hours=hours, people=49, at_group_tables=True)) == {"A": ("chỉ 48 chỗ",)}
    assert found(Needed(on=MONDAY, hours=hours, people=9, features=("Bảng",))) == {"A": ("không có: Bảng",)}
    assert found(Needed(on=MONDAY, hours=hours, people=9, with_people_elsewhere=True)) == {"A": ()}
    Hall.objects.update(microphones=0)
    assert found(Needed(on=MONDAY, hours=hours, people=9, with_people_elsewhere=True)) != {"A": ()}


@pytest.mark.parametrize("count", [1, 20])
def test_looking_at_halls_costs_the_same_however_many(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        hall = make_hall()
        make_booking(hall, on=WEDNESDAY)
        make_closure(hall, MONDAY)

    with django_assert_num_queries(3):  # halls, closures, uses; no session among them
        weeks_of_halls(Hall.objects.all(), first=MONDAY, weeks=5, today=MONDAY)
    with django_assert_num_queries(3):
        halls_for(Hall.objects.all(), Needed(on=WEDNESDAY, hours=(time(8), time(9)), people=10))
    with django_assert_num_queries(2):
        assert len(next_uses(Hall.objects.all(), datetime(2023, 4, 3, 1, 0, tzinfo=UTC))) == count


def test_a_free_hall_is_found_and_asked_for_with_what_was_typed(client: Client) -> None:
    school = make_office()
    make_hall("Hội trường B", office=school, capacity=80)
    sign_in(client, Role.TEACHER, office=school)
    typed = {"on": "5/4/2033", "half_day": "morning", "people": "60"}

    page = client.get(reverse("venues:find"), typed).content.decode()

    assert "starts_at=06%3A00&amp;ends_at=12%3A00&amp;people=60" in page
    assert "trống" in page
    without_hours = client.get(reverse("venues:find"), {"on": "5/4/2033", "people": "60"})
    assert without_hours.status_code == 422
    assert "Hãy ghi cần hội trường buổi nào" in without_hours.content.decode()


def test_the_page_of_halls_by_days_shows_a_week_or_five(client: Client) -> None:
    school = make_office()
    make_booking(make_hall(office=school), on=WEDNESDAY, title="Họp giao ban")
    sign_in(client, Role.OFFICE, office=school)

    week = client.get(reverse("venues:occupancy"), {"first": "5/4/2023"}).content.decode()
    month = client.get(reverse("venues:occupancy"), {"first": "20/3/2023", "span": "month"}).content.decode()

    assert "Họp giao ban" in week
    assert "Họp giao ban" in month
    assert (week.count("<table"), month.count("<table")) == (1, 5)
