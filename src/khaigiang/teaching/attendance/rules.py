"""What presence adds up to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceShare:
    """Half-days a trainee has missed, of all half-days of the class."""

    absent: int
    total: int

    def is_above(self, limit_percent: int | None) -> bool:
        """Has the trainee missed more than the rule bears?"""
        return limit_percent is not None and self.absent * 100 > limit_percent * self.total

    def still_free(self, limit_percent: int | None) -> int | None:
        """How many more half-days may be missed; None while no limit is known."""
        return None if limit_percent is None else max(limit_percent * self.total // 100 - self.absent, 0)
