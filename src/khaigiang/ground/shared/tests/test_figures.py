from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaigiang.ground.shared.figures import decimal_from_text, percent


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [
        (59, 427, "13.8"),
        (302, 427, "70.7"),
        (427, 579, "73.7"),
        (1, 8, "12.5"),
        (1, 2000, "0.1"),
        (1, 2001, "0.0"),
        (25, 1000, "2.5"),
        (5, 2000, "0.3"),
        (0, 5, "0.0"),
        (5, 5, "100.0"),
        (0, 0, "0.0"),
    ],
)
def test_a_share_is_rounded_half_up_to_one_decimal(part: int, whole: int, share: str) -> None:
    assert str(percent(part, whole)) == share


@given(part=st.integers(0, 10_000), rest=st.integers(0, 10_000))
def test_a_part_and_its_rest_add_up_to_a_hundred_within_the_rounding(part: int, rest: int) -> None:
    whole = part + rest
    both = percent(part, whole) + percent(rest, whole)

    assert both == 0 if whole == 0 else abs(both - 100) <= Decimal("0.1")


@pytest.mark.parametrize(
    ("text", "number"),
    [("7,5", "7.5"), ("7.5", "7.5"), (" 8 ", "8"), ("10", "10"), ("0", "0"), ("9,25", "9.25"), ("10,50", "10.50")],
)
def test_a_number_is_read_as_people_type_it(text: str, number: str) -> None:
    assert str(decimal_from_text(text)) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "tám",
        "7,5,5",
        "1e3",
        "-1",
        "+1",
        ",5",
        "5,",
        "NaN",
        "Infinity",
        "\uff17",
        "\u0667",
        "1 000",
        "12345",
        "1.23456",
    ],
)
def test_what_is_no_number_is_not_guessed(text: str) -> None:
    assert decimal_from_text(text) is None
