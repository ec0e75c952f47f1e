"""Until when something removed can be taken back."""

from datetime import date, timedelta


def kept_until(removed_on: date, days: int) -> date:
    """The last day on which it can be taken back."""
    return removed_on + timedelta(days=days)
