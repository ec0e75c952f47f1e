from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaigiang.teaching.lecturers.rules import (
    CAN,
    CANNOT,
    RATHER_NOT,
    Away,
    Times,
    availability,
    days_to_write,
    half_day_code,
    half_day_of_code,
    repeated,
    why_not,
)

WEDNESDAY = date(2023, 3, 15)
HALVES = st.sampled_from(["morning", "afternoon", "evening"])
DAYS = st.dates(date(2023, 3, 1), date(2023, 4, 30))
VERDICTS = st.sampled_from([CAN, RATHER_NOT, CANNOT])
WEEKLY = st.lists(st.builds(lambda day, half: f"{day}-{half}", st.integers(1, 7), HALVES)).map(tuple)
AWAY = st.builds(
    lambda first, days, half: Away(first_day=first, last_day=first + timedelta(days=days), half_day=half),
    DAYS,
    st.integers(0, 10),
    st.one_of(st.just(""), HALVES),
)


def test_nothing_said_means_that_somebody_can() -> None:
    assert availability(Times(), WEDNESDAY, "morning") == CAN


def test_away_in_the_mornings_leaves_the_afternoons() -> None:
    mornings = Away(first_day=WEDNESDAY, last_day=WEDNESDAY + timedelta(days=1), half_day="morning", reason="Họp")
    times = Times(away=(mornings,))

    assert availability(times, WEDNESDAY, "morning") == CANNOT
    assert availability(times, WEDNESDAY, "afternoon") == CAN
    assert why_not(times, WEDNESDAY, "morning") == "Họp"
    assert why_not(times, WEDNESDAY, "afternoon") == ""


def test_whole_days_away_take_the_evening_too() -> None:
    times = Times(away=(Away(first_day=WEDNESDAY, last_day=WEDNESDAY),))

    assert availability(times, WEDNESDAY, "evening") == CANNOT
    assert availability(times, WEDNESDAY + timedelta(days=1), "evening") == CAN


def test_cannot_of_every_week_counts_before_would_rather_not() -> None:
    times = Times(cannot=("3-morning",), rather_not=("3-morning", "3-afternoon"))

    assert availability(times, WEDNESDAY, "morning") == CANNOT
    assert availability(times, WEDNESDAY, "afternoon") == RATHER_NOT
    assert availability(times, WEDNESDAY + timedelta(days=7), "morning") == CANNOT


@given(
    on=DAYS, half=HALVES, said=VERDICTS, rather_not=WEEKLY, cannot=WEEKLY, away=st.lists(AWAY, max_size=3).map(tuple)
)
def test_what_was_said_of_a_half_day_counts_before_everything(
    on: date, half: str, said: str, rather_not: tuple[str, ...], cannot: tuple[str, ...], away: tuple[Away, ...]
) -> None:
    times = Times(rather_not=rather_not, cannot=cannot, away=away, said={half_day_code(on, half): said})

    assert availability(times, on, half) == said


@given(
    slots=st.lists(st.tuples(DAYS, HALVES), max_size=6),
    verdict=VERDICTS,
    rather_not=WEEKLY,
    cannot=WEEKLY,
    away=st.lists(AWAY, max_size=3).map(tuple),
)
def test_what_is_written_says_the_verdict_and_nothing_needless(
    slots: list[tuple[date, str]],
    verdict: str,
    rather_not: tuple[str, ...],
    cannot: tuple[str, ...],
    away: tuple[Away, ...],
) -> None:
    bare = Times(rather_not=rather_not, cannot=cannot, away=away)

    written = days_to_write(slots, verdict, bare=bare)

    said = {code: word for code, word in written.items() if word}
    after = Times(rather_not=rather_not, cannot=cannot, away=away, said=said)
    assert all(availability(after, on, half) == verdict for on, half in slots)
    assert all(availability(bare, *half_day_of_code(code)) != word for code, word in said.items())


def test_a_half_day_is_repeated_up_to_and_with_its_last_day() -> None:
    assert repeated([(WEDNESDAY, "morning")], until=date(2023, 3, 29)) == [
        (date(2023, 3, 15), "morning"),
        (date(2023, 3, 22), "morning"),
        (date(2023, 3, 29), "morning"),
    ]
    assert repeated([(WEDNESDAY, "morning")], until=date(2023, 3, 28))[-1] == (date(2023, 3, 22), "morning")
    assert repeated([(WEDNESDAY, "morning")], until=None) == [(WEDNESDAY, "morning")]


@pytest.mark.parametrize("code", ["2023-03-15", "2023-03-15 night", "15/3 morning", ""])
def test_what_is_no_half_day_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match=r"half-day|isoformat"):
        half_day_of_code(code)
