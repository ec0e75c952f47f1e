from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.registry.officials.errors import (
    AlreadyEnded,
    EndsBeforeItBegins,
    NotBornYet,
    PostHeldBySeveral,
    PostIsHeld,
    UnitNotThere,
    WrongLevel,
)
from khaigiang.registry.officials.models import Appointment, Gender, Official, Post
from khaigiang.registry.officials.queries import career, holders, official_rows, posts, posts_held
from khaigiang.registry.officials.services import (
    NewOfficial,
    appoint,
    end_appointment,
    register_officials,
    save_post,
    transfer,
)
from khaigiang.registry.officials.tests.makers import make_appointment, make_official, make_post
from khaigiang.registry.units.models import Level
from khaigiang.registry.units.tests.makers import make_commune, make_district

pytestmark = pytest.mark.django_db

Way = Appointment.Way
AT = datetime(2023, 3, 1, 1, 0, tzinfo=UTC)
BEGAN, TODAY = date(2020, 7, 1), date(2023, 3, 1)


def new(full_name: str, **facts: Any) -> NewOfficial:
    values: dict[str, Any] = {"gender": Gender.MALE, "valid_from": BEGAN} | facts
    return NewOfficial(full_name=full_name, **values)


def test_a_post_is_given_from_a_day_on() -> None:
    official, post, unit = make_official(), make_post(), make_commune("Phúc Xá")

    appoint(official, post=post, unit=unit, valid_from=TODAY, by=make_user(), at=AT)

    assert [row.unit_name for row in posts_held(official, TODAY)] == ["Phường Phúc Xá"]
    assert posts_held(official, date(2023, 2, 28)) == []
    assert Entry.objects.get().act == "appoint"


def test_a_post_that_is_held_is_not_given_again() -> None:
    held = make_appointment(make_official("Lê Văn Cũ"))

    with pytest.raises(PostIsHeld, match=r"(?=.*Lê Văn Cũ)(?=.*1/7/2020)"):
        appoint(make_official(), post=held.post, unit=held.unit, valid_from=TODAY, by=make_user(), at=AT)
    assert Appointment.objects.count() == 1


def test_a_successor_begins_on_the_day_the_predecessor_no_longer_holds_the_post() -> None:
    held = make_appointment()
    end_appointment(held, on=TODAY, by=make_user(), at=AT)

    successor = make_official("Trần Thị Mới")
    appoint(successor, post=held.post, unit=held.unit, valid_from=TODAY, by=make_user(), at=AT)

    assert [row.full_name for row in holders(held.post, [held.unit], TODAY)] == ["Trần Thị Mới"]
    assert [row.full_name for row in holders(held.post, [held.unit], date(2023, 2, 28))] == [held.official.full_name]


def test_one_official_may_hold_several_posts() -> None:
    official, unit = make_official(), make_commune()
    for title in ("Phó Bí thư", "Chủ tịch HĐND"):
        appoint(official, post=make_post(title), unit=unit, valid_from=TODAY, by=make_user(), at=AT)

    assert [row.post for row in posts_held(official, TODAY)] == ["Phó Bí thư", "Chủ tịch HĐND"]


def test_a_post_fits_units_of_its_level_alone() -> None:
    with pytest.raises(WrongLevel):
        appoint(
            make_official(),
            post=make_post(),
            unit=make_district("Ba Đình"),
            valid_from=TODAY,
            by=make_user(),
            at=AT,
        )


@pytest.mark.parametrize("day", [date(2020, 2, 29), date(2025, 7, 1)])
def test_no_post_is_given_in_a_unit_that_is_not_there_on_the_day(day: date) -> None:
    with pytest.raises(UnitNotThere, match="Phường Phúc Xá"):
        appoint(make_official(), post=make_post(), unit=make_commune("Phúc Xá"), valid_from=day, by=make_user(), at=AT)


def test_an_appointment_ends_after_its_first_day_and_once() -> None:
    held = make_appointment(valid_from=BEGAN)

    with pytest.raises(EndsBeforeItBegins, match="1/7/2020"):
        end_appointment(held, on=BEGAN, by=make_user(), at=AT)
    end_appointment(held, on=TODAY, by=make_user(), at=AT)
    with pytest.raises(AlreadyEnded, match="1/3/2023"):
        end_appointment(held, on=TODAY, by=make_user(), at=AT)

    assert end_appointment(held, on=date(2023, 2, 1), by=make_user(), at=AT).valid_until == date(2023, 2, 1)


@pytest.mark.parametrize(
    ("valid_from", "valid_until"),
    [
        (date(2022, 1, 1), None),
        (date(2020, 1, 1), date(2021, 1, 2)),
        (date(2022, 12, 31), date(2024, 1, 1)),
        (date(2021, 6, 1), date(2021, 6, 2)),
    ],
)
def test_post_of_a_unit_held_by_one_at_a_time(valid_from: date, valid_until: date | None) -> None:
    held = make_appointment(valid_from=date(2021, 1, 1), valid_until=date(2023, 1, 1))

    with pytest.raises(IntegrityError, match="post_of_a_unit_held_by_one_at_a_time"), transaction.atomic():
        make_appointment(post=held.post, unit=held.unit, valid_from=valid_from, valid_until=valid_until)


def test_the_database_lets_periods_touch_and_other_posts_and_units_be() -> None:
    held = make_appointment(valid_from=date(2021, 1, 1), valid_until=date(2023, 1, 1))

    make_appointment(post=held.post, unit=held.unit, valid_from=date(2023, 1, 1))
    make_appointment(post=held.post, unit=held.unit, valid_from=date(2020, 1, 1), valid_until=date(2021, 1, 1))
    make_appointment(post=held.post)
    make_appointment(unit=held.unit)

    assert Appointment.objects.count() == 5


def test_the_database_refuses_to_stretch_a_period_over_another() -> None:
    held = make_appointment(valid_from=date(2021, 1, 1), valid_until=date(2023, 1, 1))
    make_appointment(post=held.post, unit=held.unit, valid_from=date(2023, 1, 1))

    with pytest.raises(IntegrityError, match="post_of_a_unit_held_by_one_at_a_time"), transaction.atomic():
        Appointment.objects.filter(pk=held.pk).update(valid_until=date(2023, 1, 2))


def test_appointment_ends_after_it_begins() -> None:
    with pytest.raises(IntegrityError, match="appointment_ends_after_it_begins"), transaction.atomic():
        make_appointment(valid_from=TODAY, valid_until=TODAY)


def test_many_officials_are_registered_in_one_act() -> None:
    post = make_post()
    rows = [new(f"Nguyễn Văn {name}", post=post, unit=make_commune(), phone="0900000001") for name in "ABC"]

    officials = register_officials(rows, by=make_user(), at=AT)

    assert [official.full_name for official in officials] == ["Nguyễn Văn A", "Nguyễn Văn B", "Nguyễn Văn C"]
    assert [row.since for row in holders(post, [row.unit for row in rows], TODAY)] == [BEGAN] * 3
    entry = Entry.objects.get()
    assert (entry.act, entry.after and entry.after["count"]) == ("register_officials", 3)


def test_registering_nobody_does_nothing() -> None:
    assert register_officials([], by=make_user(), at=AT) == []
    assert not Entry.objects.exists()


def test_one_row_that_cannot_be_keeps_all_of_them_out() -> None:
    post, unit = make_post(), make_commune()

    with pytest.raises(PostIsHeld, match="Nguyễn Văn A"):
        register_officials(
            [new("Nguyễn Văn A", post=post, unit=unit), new("Nguyễn Văn B", post=post, unit=unit)],
            by=make_user(),
            at=AT,
        )
    with pytest.raises(NotBornYet):
        register_officials(
            [new("Nguyễn Văn C", post=post, unit=unit, born_on=TODAY.isoformat())], by=make_user(), at=AT
        )
    assert not Official.objects.exists()


@pytest.mark.parametrize("people", [1, 8])
def test_registering_costs_the_same_however_many(
    people: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    post, by = make_post(), make_user()
    rows = [new("Nguyễn Văn An", post=post, unit=make_commune()) for _ in range(people)]

    with django_assert_num_queries(8):  # savepoint, two locks, who is there, people, posts, audit, savepoint
        register_officials(rows, by=by, at=AT)


def test_a_unit_without_a_holder_is_shown_as_vacant() -> None:
    held = make_appointment(make_official("Lê Thị Giữ"), unit=make_commune("Phúc Xá"))
    empty = make_commune("Trúc Bạch")

    rows = holders(held.post, [empty, held.unit], TODAY)

    assert [(row.unit_name, row.full_name, row.is_vacant) for row in rows] == [
        ("Phường Trúc Bạch", "", True),
        ("Phường Phúc Xá", "Lê Thị Giữ", False),
    ]


@pytest.mark.parametrize("people", [1, 5])
def test_holders_and_rows_cost_one_query_however_many(
    people: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    post = make_post()
    appointments = [make_appointment(post=post) for _ in range(people)]

    with django_assert_num_queries(1):
        holders(post, [appointment.unit for appointment in appointments], TODAY)
    with django_assert_num_queries(1):
        official_rows([appointment.official for appointment in appointments], TODAY)


def test_a_career_is_told_newest_first() -> None:
    official = make_official()
    make_appointment(official, unit=make_commune("Cũ"), valid_from=date(2015, 1, 1), valid_until=date(2020, 1, 1))
    make_appointment(official, unit=make_commune("Nay"), valid_from=date(2020, 7, 1))
    make_appointment(official, unit=make_commune("Sắp tới"), valid_from=date(2024, 1, 1))

    assert [(row.unit_name, row.is_current) for row in career(official, TODAY)] == [
        ("Phường Sắp tới", False),
        ("Phường Nay", True),
        ("Phường Cũ", False),
    ]


def test_posts_count_their_holders_of_the_day() -> None:
    post = make_post("Phó Bí thư")
    make_appointment(post=post)
    make_appointment(post=post, valid_until=TODAY)
    make_post("Bí thư")

    assert [(row.title, row.holders) for row in posts(TODAY)] == [("Bí thư", 0), ("Phó Bí thư", 1)]


def test_a_post_of_the_district_level_is_held_in_a_district() -> None:
    district = make_district("Ba Đình")
    post = make_post(unit_level=Level.DISTRICT)

    appoint(make_official(), post=post, unit=district, valid_from=TODAY, by=make_user(), at=AT)

    assert not holders(post, [district], TODAY)[0].is_vacant


def test_someone_stands_in_while_another_holds_the_post_and_the_holder_is_named() -> None:
    held = make_appointment(make_official("Lê Văn Giữ"))
    deputy = make_official("Trần Thị Thay")

    appoint(deputy, post=held.post, unit=held.unit, way=Way.ACTING, valid_from=TODAY, by=make_user(), at=AT)

    assert [row.full_name for row in holders(held.post, [held.unit], TODAY)] == ["Lê Văn Giữ"]
    end_appointment(held, on=TODAY, by=make_user(), at=AT)
    assert [row.full_name for row in holders(held.post, [held.unit], TODAY)] == ["Trần Thị Thay"]


def test_nobody_holds_one_post_twice_at_once() -> None:
    held = make_appointment(make_official("Lê Văn Giữ"))

    with pytest.raises(PostIsHeld, match="Lê Văn Giữ"):
        appoint(held.official, post=held.post, unit=held.unit, way=Way.ACTING, valid_from=TODAY, by=make_user(), at=AT)


def test_a_shared_post_is_held_by_several_officials_of_a_unit() -> None:
    post, unit, by = make_post(is_shared=True), make_commune(), make_user()

    for name in ("Phó thứ nhất", "Phó thứ hai"):
        appoint(make_official(name), post=post, unit=unit, valid_from=BEGAN, by=by, at=AT)
    register_officials([new("Phó thứ ba", post=post, unit=unit)], by=by, at=AT)

    assert [(row.title, row.holders, row.is_shared) for row in posts(TODAY)] == [(post.title, 3, True)]
    assert [row.full_name for row in holders(post, [unit], TODAY)] == ["Phó thứ nhất"]


def test_a_post_held_by_several_is_not_made_a_post_of_one() -> None:
    post, unit, by = make_post("Phó Chủ tịch", is_shared=True), make_commune("Phúc Xá"), make_user()
    first, second = (
        appoint(make_official(), post=post, unit=unit, valid_from=day, by=by, at=AT) for day in (BEGAN, TODAY)
    )

    with pytest.raises(PostHeldBySeveral, match="Phường Phúc Xá"):
        share(post, is_shared=False)
    end_appointment(first, on=TODAY, by=by, at=AT)
    share(post, is_shared=False)

    with pytest.raises(IntegrityError, match="post_of_a_unit_held_by_one_at_a_time"), transaction.atomic():
        Appointment.objects.filter(pk=second.pk).update(valid_from=date(2023, 2, 28))


def test_a_post_made_shared_takes_a_second_official_and_keeps_who_stands_in() -> None:
    held = make_appointment()
    stands_in = appoint(
        make_official(), post=held.post, unit=held.unit, way=Way.ACTING, valid_from=TODAY, by=make_user(), at=AT
    )
    share(held.post, is_shared=True)

    appoint(make_official(), post=held.post, unit=held.unit, valid_from=TODAY, by=make_user(), at=AT)

    assert Appointment.objects.filter(is_sole=True).count() == 0
    end_appointment(held, on=TODAY, by=make_user(), at=AT)
    share(held.post, is_shared=False)
    stands_in.refresh_from_db()
    assert not stands_in.is_sole


def test_a_transfer_ends_one_post_and_gives_the_next_on_the_same_day() -> None:
    held = make_appointment(unit=make_commune("Phúc Xá"))
    other = make_commune("Trúc Bạch")

    transfer(held, post=held.post, unit=other, way=Way.APPOINTED, valid_from=TODAY, by=make_user(), at=AT)

    assert [row.unit_name for row in posts_held(held.official, date(2023, 2, 28))] == ["Phường Phúc Xá"]
    assert [row.unit_name for row in posts_held(held.official, TODAY)] == ["Phường Trúc Bạch"]
    entry = Entry.objects.get()
    assert (entry.act, entry.before and entry.before["unit"]) == ("transfer_official", "Phường Phúc Xá")


def test_a_transfer_to_a_post_that_is_held_leaves_the_official_where_they_are() -> None:
    held, taken = make_appointment(), make_appointment(make_official("Lê Văn Giữ"))

    with pytest.raises(PostIsHeld, match="Lê Văn Giữ"):
        transfer(held, post=taken.post, unit=taken.unit, way=Way.ELECTED, valid_from=TODAY, by=make_user(), at=AT)

    held.refresh_from_db()
    assert held.valid_until is None
    assert not Entry.objects.exists()


def share(post: Post, *, is_shared: bool) -> None:
    save_post(
        post,
        title=post.title,
        short_title=post.short_title,
        unit_level=post.unit_level,
        is_shared=is_shared,
        by=make_user(),
        at=AT,
    )
