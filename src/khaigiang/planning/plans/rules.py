"""Arithmetic of plans: the quarters their days touch, the places their committees get."""

from collections.abc import Mapping
from datetime import date

from khaigiang.ground.shared.dates import quarter_of


def quarters_between(first: date, last: date) -> list[tuple[int, int]]:
    """Every (year, quarter) that the days from the first to the last touch, in order."""
    start = first.year * 4 + quarter_of(first) - 1
    end = last.year * 4 + quarter_of(last) - 1
    return [(number // 4, number % 4 + 1) for number in range(start, end + 1)]


def years_later(day: date, years: int) -> date:
    """The same day so many years later; 28 February where the year has no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def share_of_each(posts: Mapping[int, int], percent: int) -> dict[int, int]:
    """So many percent of each committee's posts, rounded so that the sum is the same share of all posts.

    What is left after rounding down goes to the largest fractions, of equal ones to the committee with more posts.
    """
    shares = {committee: divmod(count * percent, 100) for committee, count in posts.items()}
    places = {committee: whole for committee, (whole, _rest) in shares.items()}
    left = (sum(posts.values()) * percent + 50) // 100 - sum(places.values())
    in_turn = sorted(posts, key=lambda committee: (-shares[committee][1], -posts[committee], committee))
    for committee in in_turn[:left]:
        places[committee] += 1
    return places


def same_for_each(posts: Mapping[int, int], number: int) -> dict[int, int]:
    """The same number for each committee, and never more than it has posts."""
    return {committee: min(number, count) for committee, count in posts.items()}
