from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaigiang.ground.shared.dates import (
    HALF_DAY_ORDER,
    HalfDay,
    at_time,
    days_between,
    end_of_day,
    local_day,
    quarter_of,
    working_days,
)

HOLIDAYS_OF_2023 = frozenset(days_between(date(2023, 4, 29), date(2023, 5, 3)))


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2023, 5, 24, 16, 59, 59, tzinfo=UTC), date(2023, 5, 24)),
        (datetime(2023, 5, 24, 17, 0, tzinfo=UTC), date(2023, 5, 25)),
    ],
)
def test_a_day_ends_at_midnight_in_hanoi(instant: datetime, day: date) -> None:
    assert local_day(instant) == day


@given(day=st.dates(date(1990, 1, 1), date(2090, 1, 1)), clock=st.times())
def test_an_instant_by_the_clock_of_hanoi_falls_on_its_day_and_before_its_end(day: date, clock: time) -> None:
    instant = at_time(day, clock)

    assert local_day(instant) == day
    assert at_time(day, time()) <= instant < end_of_day(day)


def test_what_happened_before_the_end_of_a_day_counts_as_of_that_day() -> None:
    assert end_of_day(date(2023, 5, 24)) == datetime(2023, 5, 24, 17, 0, tzinfo=UTC)


def test_days_between_hold_both_ends() -> None:
    assert list(days_between(date(2023, 2, 27), date(2023, 3, 1))) == [
        date(2023, 2, 27),
        date(2023, 2, 28),
        date(2023, 3, 1),
    ]
    assert list(days_between(date(2023, 3, 1), date(2023, 3, 1))) == [date(2023, 3, 1)]
    assert list(days_between(date(2023, 3, 2), date(2023, 3, 1))) == []


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2023, 3, 13), date(2023, 3, 27)),
        (date(2023, 3, 28), date(2023, 4, 11)),
        (date(2023, 4, 12), date(2023, 4, 26)),
        (date(2023, 4, 27), date(2023, 5, 16)),
        (date(2023, 5, 24), date(2023, 6, 7)),
    ],
)
def test_eleven_working_days_leave_out_weekends_and_holidays(first: date, last: date) -> None:
    days = working_days(first, 11, holidays=HOLIDAYS_OF_2023)

    assert (len(days), days[0], days[-1]) == (11, first, last)
    assert not HOLIDAYS_OF_2023.intersection(days)


def test_working_days_from_a_saturday_begin_on_monday() -> None:
    assert working_days(date(2023, 3, 11), 1) == [date(2023, 3, 13)]
    assert working_days(date(2023, 3, 11), 0) == []


@pytest.mark.parametrize(("month", "quarter"), [(1, 1), (3, 1), (4, 2), (6, 2), (7, 3), (9, 3), (10, 4), (12, 4)])
def test_a_quarter_has_three_months(month: int, quarter: int) -> None:
    assert quarter_of(date(2023, month, 1)) == quarter


def test_half_days_follow_each_other_through_the_day() -> None:
    assert sorted(HalfDay, key=HALF_DAY_ORDER.__getitem__) == [HalfDay.MORNING, HalfDay.AFTERNOON, HalfDay.EVENING]
