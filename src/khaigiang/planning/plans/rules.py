"""Arithmetic of plans: the quarters their days touch."""

from datetime import date

from khaigiang.ground.shared.dates import quarter_of


def quarters_between(first: date, last: date) -> list[tuple[int, int]]:
    """Every (year, quarter) that the days from the first to the last touch, in order."""
    start = first.year * 4 + quarter_of(first) - 1
    end = last.year * 4 + quarter_of(last) - 1
    return [(number // 4, number % 4 + 1) for number in range(start, end + 1)]
