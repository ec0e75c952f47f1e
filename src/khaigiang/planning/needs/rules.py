"""Arithmetic of need: which held places have names, and how many people to plan for."""

from collections.abc import Sequence
from datetime import date, timedelta


def with_names(held: Sequence[int], named: Sequence[int], unsaid: int, places: int) -> list[int]:
    """How many of the places held in each quarter have names.

    People fill the held places of their own quarter, those of whom no quarter is said the earliest ones. Whom their own
    quarter has no held place for takes another, the earliest first, only where the committee's places would not do for all.
    """
    found = [min(places_held, people) for places_held, people in zip(held, named, strict=True)]
    elsewhere = sum(named) - sum(found)
    _fill(found, held, unsaid)
    too_many = sum(named) + unsaid + sum(held) - sum(found) - places
    _fill(found, held, min(elsewhere, max(too_many, 0)))
    return found


def _fill(found: list[int], held: Sequence[int], people: int) -> None:
    """Give people the held places that have no name, the earliest first."""
    for place, places_held in enumerate(held):
        taken = min(places_held - found[place], people)
        found[place] += taken
        people -= taken


def lapses_on(first_days: Sequence[date], last_of_quarter: date, days_before: int) -> date:
    """The day on which places without names lapse: so many days before the last class of the quarter begins.

    Until a class stands in the quarter its last day counts instead.
    """
    begins = max(first_days) if first_days else last_of_quarter
    return begins - timedelta(days=days_before)


def last_day_of_quarter(year: int, quarter: int) -> date:
    """The last day of a quarter."""
    following = date(year + 1, 1, 1) if quarter == 4 else date(year, quarter * 3 + 1, 1)
    return following - timedelta(days=1)


def proposed_places(due: int, *, sent: int, completed: int, posts: int) -> int:
    """Places for whoever falls due, and again for as many of them as dropped out before; never more than posts."""
    dropped = max(sent - completed, 0)
    again = -(-due * dropped // sent) if sent else 0
    return min(due + again, posts)
