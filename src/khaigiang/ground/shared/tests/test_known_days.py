"""Days known by their year or month alone."""

from datetime import date

import pytest

from khaigiang.ground.shared.known_days import agree, day_in_words, day_typed, first_day, last_day


@pytest.mark.parametrize(
    ("typed", "known", "words"),
    [
        ("19/5/1980", "1980-05-19", "19/5/1980"),
        ("09.05.1980", "1980-05-09", "9/5/1980"),
        ("19 - 5 - 1980", "1980-05-19", "19/5/1980"),
        ("1980-05-19", "1980-05-19", "19/5/1980"),
        ("29/2/1980", "1980-02-29", "29/2/1980"),
        ("5/1980", "1980-05", "5/1980"),
        ("1980-05", "1980-05", "5/1980"),
        ("1980", "1980", "1980"),
    ],
)
def test_a_day_is_typed_kept_and_shown_as_far_as_it_is_known(typed: str, known: str, words: str) -> None:
    assert day_typed(typed) == known
    assert day_in_words(known) == words


@pytest.mark.parametrize(
    "typed", ["80", "19/5/80", "31/4/1980", "29/2/1981", "13/1980", "0/1980", "0000", "khoảng 1980"]
)
def test_what_is_no_day_month_or_year_is_not_kept(typed: str) -> None:
    assert day_typed(typed) is None


@pytest.mark.parametrize(
    ("known", "first", "last"),
    [
        ("1980", date(1980, 1, 1), date(1980, 12, 31)),
        ("1980-02", date(1980, 2, 1), date(1980, 2, 29)),
        ("1980-12", date(1980, 12, 1), date(1980, 12, 31)),
        ("1980-05-19", date(1980, 5, 19), date(1980, 5, 19)),
    ],
)
def test_a_year_or_a_month_may_be_any_of_its_days(known: str, first: date, last: date) -> None:
    assert (first_day(known), last_day(known)) == (first, last)


def test_two_agree_as_far_as_both_are_known() -> None:
    assert agree("1980", "1980-05-19")
    assert agree("1980-05-19", "1980-05")
    assert agree("", "1980")
    assert not agree("1980-06", "1980-05-19")
    assert not agree("1980-06", "1980-05")
