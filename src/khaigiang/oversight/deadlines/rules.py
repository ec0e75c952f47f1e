"""When training falls due: counted from the own appointment, again after years, extended; and the one state of a day."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from khaigiang.ground.shared.dates import quarter_of

MONTHS: Final = 12


class Held(NamedTuple):
    """A post held from a day until before another, or still."""

    first: date
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """What a requirement says from a day on."""

    begins_on: date
    within: int | None
    in_months: bool = True
    again_years: int | None = None
    grace_days: int = 0
    counts_anew: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of one official and one requirement at the end of a day."""

    due_on: date | None
    grace_days: int = 0
    extended_until: date | None = None
    is_exempt: bool = False
    is_in_class: bool = False
    is_named: bool = False
    has_learned: bool = False
    learned_elsewhere: bool = False

    @property
    def falls_due_on(self) -> date | None:
        """The day that counts, an extension included."""
        if self.due_on is None or self.extended_until is None:
            return self.due_on
        return max(self.due_on, self.extended_until)


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last day of a month that has no such day (Civil Code 2015, art. 148)."""
    years, month = divmod(day.month - 1 + months, MONTHS)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def serving_since(held: Iterable[Held], on: date) -> date | None:
    """Since when such posts are held without a day between; None for whoever holds none on the day."""
    since: date | None = None
    until: date | None = None
    for one in sorted(held, key=lambda one: one.first):
        if one.first > on:
            break
        if since is None or (until is not None and one.first > until):
            since, until = one.first, one.until
        elif until is not None:
            until = None if one.until is None else max(until, one.until)
    return since if since is not None and (until is None or until > on) else None


def first_due(since: date, terms: Sequence[Term]) -> date:
    """When whoever serves since a day must have learned first, by the terms of a requirement up to the last of them.

    Who served already when it came into force has the time from that day. A change that shortens the time never lies
    before the day on which it came into force itself, and gives nobody more time who was overdue by then.
    """
    start = max(since, terms[0].begins_on)
    due = _after(start, terms[0])
    for term in terms[1:]:
        changed = _after(start, term)
        due = changed if changed >= term.begins_on else min(due, term.begins_on)
    return due


def next_due(since: date, learned_on: date | None, terms: Sequence[Term]) -> date | None:
    """When it falls due next; None for whoever has learned and need not learn again."""
    if learned_on is None:
        return first_due(since, terms)
    again = terms[-1].again_years
    return None if again is None else months_later(learned_on, again * MONTHS)


def counted(learned: Iterable[date], since: date, terms: Sequence[Term]) -> date | None:
    """The last learning that counts; where it counts anew, none from before the appointment."""
    return max((day for day in learned if not terms[-1].counts_anew or day >= since), default=None)


def end_of_quarter(on: date, *, later: int = 0) -> date:
    """The last day of the quarter of a day, or of one so many quarters later."""
    first = date(on.year, quarter_of(on) * 3 - 2, 1)
    return months_later(first, 3 * (later + 1)) - timedelta(days=1)


def state_of(facts: Facts, on: date) -> str:
    """The state of one official on a day, as the value of a DueState: exactly one.

    An exemption comes first; then a learning whose repetition is not due before the quarter after the next; then a
    class or a name sent, whatever the day; then the days alone.
    """
    if facts.is_exempt:
        return "exempt"
    due = facts.falls_due_on
    if due is None or (facts.has_learned and due > end_of_quarter(on, later=1)):
        return "elsewhere" if facts.learned_elsewhere else "done"
    if facts.is_in_class:
        return "in_class"
    return "named" if facts.is_named else _by_the_days(facts, due, on)


def _by_the_days(facts: Facts, due: date, on: date) -> str:
    assert facts.due_on is not None
    if on > max(due, facts.due_on + timedelta(days=facts.grace_days)):
        return "overdue"
    if due > facts.due_on:
        return "extended"
    if due <= end_of_quarter(on):
        return "this_quarter"
    return "next_quarter" if due <= end_of_quarter(on, later=1) else "later"


def _after(start: date, term: Term) -> date:
    if term.within is None:
        return months_later(start, (term.again_years or 0) * MONTHS)
    return months_later(start, term.within) if term.in_months else start + timedelta(days=term.within)
