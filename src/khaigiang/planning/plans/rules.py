"""Arithmetic of plans: the quarters their days touch, and whose committee names a unit's people."""

from collections.abc import Mapping
from datetime import date

from khaigiang.ground.shared.dates import quarter_of


def quarters_between(first: date, last: date) -> list[tuple[int, int]]:
    """Every (year, quarter) that the days from the first to the last touch, in order."""
    start = first.year * 4 + quarter_of(first) - 1
    end = last.year * 4 + quarter_of(last) - 1
    return [(number // 4, number % 4 + 1) for number in range(start, end + 1)]


def naming_unit(unit_id: int, parent_id: int | None, *, committees: Mapping[int, int]) -> int | None:
    """Which committee names a unit's people: its district's, or its own where no district stands above it.

    `committees` gives the committee of a unit by the unit's id. The level is no constant: districts named people
    until 1/7/2025, communes since (Resolution 1656/NQ-UBTVQH15).
    """
    if parent_id is not None and parent_id in committees:
        return committees[parent_id]
    return committees.get(unit_id)
