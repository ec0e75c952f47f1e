"""On which days the rule reminds."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from khaigiang.teaching.answers.rules import reminder_days, same_birthday, step_due

SENT, BEGINS = date(2023, 3, 1), date(2023, 3, 20)


def march(*days: int) -> list[date]:
    return [date(2023, 3, day) for day in days]


def test_every_few_days_after_the_summons_and_once_ahead_of_the_class() -> None:
    assert reminder_days(SENT, BEGINS, after=5, before=2, most=9) == march(6, 11, 16, 18)
    assert reminder_days(SENT, BEGINS, after=5, before=2, most=3) == march(6, 11, 18)
    assert reminder_days(SENT, BEGINS, after=5, before=2, most=1) == march(6)


def test_a_summons_sent_late_leaves_the_reminder_ahead_of_the_class_or_none() -> None:
    assert reminder_days(SENT, date(2023, 3, 6), after=10, before=2, most=3) == march(4)
    assert reminder_days(SENT, date(2023, 3, 3), after=10, before=2, most=3) == []


def test_the_latest_reminder_whose_day_has_come_is_due_until_the_class_begins() -> None:
    days = march(6, 11, 18)

    due = [step_due(days, on, begins_on=BEGINS) for on in march(5, 6, 10, 12, 19, 20)]

    assert due == [None, 1, 1, 2, 3, None]


def test_a_birthday_agrees_as_far_as_it_is_known() -> None:
    day = date(1980, 5, 19)

    assert [same_birthday(day, known) for known in ("1980-05-19", "1980-05", "1980", "1980-05-18", "")] == [
        True,
        True,
        True,
        False,
        False,
    ]


@given(weeks=st.integers(0, 60), after=st.integers(1, 20), before=st.integers(1, 20), most=st.integers(1, 10))
def test_reminders_are_never_too_many_never_twice_a_day_and_never_outside_of_the_time(
    weeks: int, after: int, before: int, most: int
) -> None:
    begins = SENT + timedelta(days=weeks)

    days = reminder_days(SENT, begins, after=after, before=before, most=most)

    assert len(days) <= most
    assert days == sorted(set(days))
    assert all(SENT < day < begins for day in days)
