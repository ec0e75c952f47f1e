"""When training falls due, and the one state of a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaigiang.oversight.deadlines.rules import (
    Facts,
    Held,
    Term,
    counted,
    end_of_quarter,
    first_due,
    months_later,
    next_due,
    serving_since,
    state_of,
)
from khaigiang.oversight.deadlines.states import DueState

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
A_YEAR = Term(begins_on=date(2021, 1, 1), within=12)
TODAY = date(2023, 5, 24)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2020, 2, 29), 48, date(2024, 2, 29)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2023, 12, 15), 1, date(2024, 1, 15)),
        (date(2023, 5, 24), 0, date(2023, 5, 24)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(day: date, months: int, expected: date) -> None:
    assert months_later(day, months) == expected


@given(day=DAYS, months=st.integers(0, 600))
def test_so_many_months_later_is_in_the_month_that_many_months_away(day: date, months: int) -> None:
    later = months_later(day, months)

    assert later.year * 12 + later.month == day.year * 12 + day.month + months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


@given(earlier=DAYS, later=DAYS, months=st.integers(0, 600))
def test_who_is_appointed_earlier_never_falls_due_later(earlier: date, later: date, months: int) -> None:
    first, second = sorted((earlier, later))

    assert months_later(first, months) <= months_later(second, months)


def test_the_earliest_of_several_posts_counts() -> None:
    held = [Held(date(2022, 9, 1), None), Held(date(2022, 3, 1), None)]

    assert serving_since(held, TODAY) == date(2022, 3, 1)


def test_a_transfer_without_a_day_between_goes_on_counting() -> None:
    held = [Held(date(2021, 3, 1), date(2022, 9, 1)), Held(date(2022, 9, 1), None)]

    assert serving_since(held, TODAY) == date(2021, 3, 1)


def test_an_interruption_begins_anew() -> None:
    held = [Held(date(2015, 3, 1), date(2018, 9, 1)), Held(date(2022, 9, 1), None)]

    assert serving_since(held, TODAY) == date(2022, 9, 1)


def test_an_ended_appointment_owes_nothing() -> None:
    assert serving_since([Held(date(2021, 3, 1), TODAY)], TODAY) is None
    assert serving_since([Held(date(2021, 3, 1), TODAY + timedelta(days=1))], TODAY) == date(2021, 3, 1)
    assert serving_since([Held(TODAY + timedelta(days=1), None)], TODAY) is None


@given(
    held=st.lists(st.tuples(DAYS, st.none() | st.integers(1, 4000)), max_size=6),
    on=DAYS,
)
def test_whoever_holds_a_post_on_a_day_has_served_since_a_day_on_which_they_took_one_up(
    held: list[tuple[date, int | None]], on: date
) -> None:
    posts = [Held(first, None if days is None else first + timedelta(days=days)) for first, days in held]
    since = serving_since(posts, on)

    holds = any(post.first <= on and (post.until is None or post.until > on) for post in posts)
    assert (since is not None) == holds
    if since is not None:
        assert since in {post.first for post in posts}
        days = [since + timedelta(days=gone) for gone in range((on - since).days + 1)]
        sampled = days[:: max(1, len(days) // 50)]
        assert all(any(p.first <= day and (p.until is None or p.until > day) for p in posts) for day in sampled)


def test_who_serves_already_has_the_time_from_the_day_it_is_in_force() -> None:
    assert first_due(date(2015, 3, 1), [A_YEAR]) == date(2022, 1, 1)
    assert first_due(date(2022, 3, 15), [A_YEAR]) == date(2023, 3, 15)


def test_days_are_counted_as_days() -> None:
    ninety = Term(begins_on=date(2021, 1, 1), within=90, in_months=False)

    assert first_due(date(2023, 3, 1), [ninety]) == date(2023, 5, 30)


def test_a_shortened_time_never_lies_before_the_day_of_the_change() -> None:
    half = Term(begins_on=date(2023, 7, 1), within=6)

    assert first_due(date(2022, 9, 1), [A_YEAR, half]) == date(2023, 7, 1)
    assert first_due(date(2023, 5, 1), [A_YEAR, half]) == date(2023, 11, 1)


def test_a_change_gives_no_new_time_to_whoever_was_overdue() -> None:
    same = Term(begins_on=date(2023, 7, 1), within=12)

    assert first_due(date(2021, 9, 1), [A_YEAR, same]) == date(2022, 9, 1)


def test_a_lengthened_time_counts_from_the_appointment() -> None:
    longer = Term(begins_on=date(2023, 7, 1), within=24)

    assert first_due(date(2022, 9, 1), [A_YEAR, longer]) == date(2024, 9, 1)


def test_learning_again_is_counted_from_the_last_time() -> None:
    five_years = Term(begins_on=date(2021, 1, 1), within=12, again_years=5)

    assert next_due(date(2022, 3, 1), date(2020, 2, 29), [five_years]) == date(2025, 2, 28)
    assert next_due(date(2022, 3, 1), None, [five_years]) == date(2023, 3, 1)
    assert next_due(date(2022, 3, 1), date(2023, 3, 1), [A_YEAR]) is None


def test_an_updating_alone_is_first_due_after_its_years() -> None:
    every_three = Term(begins_on=date(2021, 1, 1), within=None, again_years=3)

    assert first_due(date(2022, 3, 1), [every_three]) == date(2025, 3, 1)


def test_what_was_learned_before_an_interruption_counts_unless_the_rule_says_anew() -> None:
    anew = Term(begins_on=date(2021, 1, 1), within=12, counts_anew=True)
    learned = [date(2017, 5, 1), date(2016, 5, 1)]

    assert counted(learned, date(2022, 9, 1), [A_YEAR]) == date(2017, 5, 1)
    assert counted(learned, date(2022, 9, 1), [anew]) is None


@pytest.mark.parametrize(
    ("on", "later", "expected"),
    [
        (date(2023, 5, 24), 0, date(2023, 6, 30)),
        (date(2023, 5, 24), 1, date(2023, 9, 30)),
        (date(2023, 10, 1), 0, date(2023, 12, 31)),
        (date(2023, 12, 31), 1, date(2024, 3, 31)),
    ],
)
def test_quarters_end_on_their_last_day(on: date, later: int, expected: date) -> None:
    assert end_of_quarter(on, later=later) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (Facts(due_on=date(2023, 5, 23)), "overdue"),
        (Facts(due_on=TODAY), "this_quarter"),
        (Facts(due_on=date(2023, 5, 1), grace_days=30), "this_quarter"),
        (Facts(due_on=date(2023, 4, 1), grace_days=30), "overdue"),
        (Facts(due_on=date(2023, 6, 30)), "this_quarter"),
        (Facts(due_on=date(2023, 7, 1)), "next_quarter"),
        (Facts(due_on=date(2023, 10, 1)), "later"),
        (Facts(due_on=date(2023, 3, 1), extended_until=date(2023, 9, 1)), "extended"),
        (Facts(due_on=date(2023, 3, 1), extended_until=date(2023, 5, 1)), "overdue"),
        (Facts(due_on=date(2024, 3, 1), extended_until=date(2023, 9, 1)), "later"),
        (Facts(due_on=date(2023, 3, 1), is_named=True), "named"),
        (Facts(due_on=date(2023, 3, 1), is_named=True, is_in_class=True), "in_class"),
        (Facts(due_on=date(2023, 3, 1), is_in_class=True, is_exempt=True), "exempt"),
        (Facts(due_on=None, has_learned=True), "done"),
        (Facts(due_on=None, has_learned=True, learned_elsewhere=True), "elsewhere"),
        (Facts(due_on=date(2023, 9, 30), has_learned=True), "next_quarter"),
        (Facts(due_on=date(2023, 10, 1), has_learned=True), "done"),
    ],
)
def test_every_official_is_in_one_state(facts: Facts, expected: str) -> None:
    assert state_of(facts, TODAY) == expected


@given(
    facts=st.builds(
        Facts,
        due_on=DAYS,
        grace_days=st.integers(0, 400),
        extended_until=st.none() | DAYS,
        is_exempt=st.booleans(),
        is_in_class=st.booleans(),
        is_named=st.booleans(),
        has_learned=st.booleans(),
        learned_elsewhere=st.booleans(),
    ),
    on=DAYS,
)
def test_any_facts_on_any_day_give_one_of_the_states(facts: Facts, on: date) -> None:
    assert state_of(facts, on) in DueState.values
