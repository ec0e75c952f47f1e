"""Arithmetic of need: which held places have names, and how many people to plan for."""

from collections.abc import Sequence
from datetime import date, timedelta


def with_names(held: Sequence[int], named: int) -> list[int]:
    """How many of the places held in each quarter have names: people fill the earliest quarter first."""
    left, found = named, []
    for places in held:
        found.append(min(places, left))
        left -= found[-1]
    return found


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
