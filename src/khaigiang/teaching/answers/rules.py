"""Pure rules of reminding: on which days, from the office's rule."""

from datetime import date, timedelta


def reminder_days(sent_on: date, begins_on: date, *, after: int, before: int, most: int) -> list[date]:
    """The days on which those who are silent are reminded.

    Every `after` days from the sending, and once `before` days ahead of the class, which is never crowded out by the
    others: at most `most` times in all, and never on the day of sending or once the class has begun.
    """
    last = begins_on - timedelta(days=before)
    early = []
    day = sent_on + timedelta(days=after)
    while day < min(last, begins_on):
        early.append(day)
        day += timedelta(days=after)
    if last <= sent_on or (most == 1 and early):
        return early[:most]
    return [*early[: most - 1], last]


def step_due(days: list[date], today: date, *, begins_on: date) -> int | None:
    """Which reminder is due today, counted from 1: the latest whose day has come, none once the class has begun."""
    if today >= begins_on:
        return None
    return sum(day <= today for day in days) or None


def same_birthday(typed: date, on_record: str) -> bool:
    """Does a typed day agree with a birth that is known by day, by month or by year alone?"""
    return bool(on_record) and f"{typed:%Y-%m-%d}".startswith(on_record)
