"""Load: hours by kind with factors, against norm and the mean of those qualified (F7)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.teaching.honoraria.queries import load_of_year
from khaigiang.teaching.honoraria.services import save_factor, save_norm
from khaigiang.teaching.honoraria.tests.makers import AFTER, NEW_YEAR, SOURCE, make_taught
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.timetable.tests.makers import BEFORE

pytestmark = pytest.mark.django_db


def test_hours_count_by_the_factor_of_their_day_against_norm_and_mean() -> None:
    busy, idle = make_lecturer("Lý Thanh Tâm"), make_lecturer("Bùi Xuân Hòa", title="ThS.")
    training_class = make_taught(busy, topics=2)
    training_class.version.items.get(kind="topic", number=1).lecturers.add(idle)
    school = training_class.plan.school
    said: dict[str, Any] = {"school": school, "kind": "topic", "citation": SOURCE, "by": make_user(), "at": AFTER}
    save_factor(factor=Decimal(1), valid_from=NEW_YEAR, **said)
    save_factor(factor=Decimal(2), valid_from=date(2023, 3, 14), **said)
    norm: dict[str, Any] = {
        "school": school,
        "citation": SOURCE,
        "valid_from": NEW_YEAR,
        "by": make_user(),
        "at": AFTER,
    }
    save_norm(lecturer=None, title="TS.", hours=270, **norm)
    save_norm(lecturer=busy, title="", hours=20, **norm)

    load = load_of_year(school, 2023, now=AFTER)

    # Three hours on Monday count once, three and a half on Tuesday twice.
    first, second = load.rows
    assert (first.name, first.total, first.quarters) == (
        "TS. Lý Thanh Tâm",
        Decimal(10),
        (Decimal(10), *[Decimal(0)] * 3),
    )
    assert (first.months[2], first.norm, first.of_norm) == (Decimal(10), 20, Decimal("50.0"))
    assert (second.total, second.norm, second.from_mean) == (Decimal(0), None, Decimal("-5.0"))
    assert (load.mean, first.from_mean, load.without_factor) == (Decimal("5.0"), Decimal("5.0"), ())
    assert "Lý Thanh Tâm" in load.chart("Giờ")


def test_what_is_not_over_does_not_count_and_a_kind_without_factor_is_named() -> None:
    training_class = make_taught()

    assert load_of_year(training_class.plan.school, 2023, now=BEFORE).rows == ()
    load = load_of_year(training_class.plan.school, 2023, now=AFTER)
    assert (load.rows[0].total, load.without_factor) == (Decimal("6.50"), ("chuyên đề",))


@pytest.mark.parametrize("classes", [1, 3])
def test_a_year_costs_the_same_however_much_was_taught(
    classes: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = make_taught()
    for _ in range(classes - 1):
        make_taught()

    with django_assert_num_queries(5):  # sessions, factors, norms, who may teach, their ids
        load_of_year(first.plan.school, 2023, now=AFTER)
