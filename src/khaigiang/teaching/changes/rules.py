"""Pure arithmetic of changes: which day becomes which."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final

# So long before its first day a class should have its smallest size while the office has set nothing else: committees
# need the time to free their people.
USUAL_DAYS_AHEAD: Final = 14
LONGEST_AHEAD: Final = 180


def shifted_days(old: Sequence[date], new: Sequence[date]) -> Mapping[date, date]:
    """The first day becomes the first, the second the second: the order of the working days is kept."""
    return dict(zip(sorted(old), sorted(new), strict=True))


def missed(days: Collection[date], away: Collection[tuple[date, date]]) -> list[date]:
    """The days on which somebody is away."""
    return [day for day in sorted(days) if any(first <= day <= last for first, last in away)]
