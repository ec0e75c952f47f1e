"""Arithmetic of plans."""

from datetime import date

import pytest

from khaigiang.planning.plans.rules import naming_unit, quarters_between


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


def test_a_district_names_people_while_there_is_one_and_the_commune_afterwards() -> None:
    assert naming_unit(7, 2, committees={2: 100, 7: 200}) == 100
    assert naming_unit(7, 1, committees={7: 200}) == 200
    assert naming_unit(7, None, committees={7: 200}) == 200
    assert naming_unit(7, 2, committees={}) is None
