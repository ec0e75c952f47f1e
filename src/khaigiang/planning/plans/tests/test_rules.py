"""Arithmetic of plans."""

from datetime import date

import pytest

from khaigiang.planning.plans.rules import quarters_between


@pytest.mark.parametrize(
    ("first", "last", "quarters"),
    [
        (date(2023, 3, 1), date(2023, 6, 30), [(2023, 1), (2023, 2)]),
        (date(2022, 12, 31), date(2023, 1, 1), [(2022, 4), (2023, 1)]),
        (date(2023, 4, 1), date(2023, 4, 1), [(2023, 2)]),
        (date(2022, 10, 1), date(2024, 3, 31), [(2022, 4), *((2023, quarter) for quarter in (1, 2, 3, 4)), (2024, 1)]),
    ],
)
def test_a_plan_touches_every_quarter_of_its_days(first: date, last: date, quarters: list[tuple[int, int]]) -> None:
    assert quarters_between(first, last) == quarters
