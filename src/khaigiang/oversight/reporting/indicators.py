"""Indicators, each defined once: its name, the posts it counts, and of which posts it is a share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khaigiang.oversight.coverage.queries import LedgerRow

EXCELLENT: Final = "xuat-sac"
GOOD: Final = "gioi"

Counts = Callable[[LedgerRow], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A figure that counts posts of the ledger; `of` names the indicator it is a share of."""

    id: str
    label: Promise | str
    counts: Counts
    of: str = ""

    def rows(self, ledger: Iterable[LedgerRow]) -> list[LedgerRow]:
        """The posts behind the figure."""
        return [row for row in ledger if self.counts(row)]


def is_planned(_row: LedgerRow) -> bool:
    """Every post of the plan."""
    return True


def was_summoned(row: LedgerRow) -> bool:
    """Called at least once."""
    return row.was_summoned


def has_attended(row: LedgerRow) -> bool:
    """Present in at least one half-day."""
    return row.has_attended


def is_completed(row: LedgerRow) -> bool:
    """A success that a decision has recognised."""
    return row.is_completed


def is_remaining(row: LedgerRow) -> bool:
    """Planned and not completed."""
    return not row.is_completed


def is_excellent(row: LedgerRow) -> bool:
    """Completed with the best band."""
    return row.is_completed and row.band_code == EXCELLENT


def is_good(row: LedgerRow) -> bool:
    """Completed with the second band."""
    return row.is_completed and row.band_code == GOOD


def has_other_band(row: LedgerRow) -> bool:
    """Completed with any other band."""
    return row.is_completed and row.band_code not in {EXCELLENT, GOOD}


INDICATORS: Final = (
    Indicator(id="planned", label=_("Planned"), counts=is_planned),
    Indicator(id="summoned", label=_("Summoned"), counts=was_summoned, of="planned"),
    Indicator(id="attended", label=_("Attended"), counts=has_attended, of="planned"),
    Indicator(id="completed", label=_("Completed"), counts=is_completed, of="planned"),
    Indicator(id="remaining", label=_("Remaining"), counts=is_remaining, of="planned"),
    Indicator(id="excellent", label=_("Excellent"), counts=is_excellent, of="completed"),
    Indicator(id="good", label=_("Good"), counts=is_good, of="completed"),
    Indicator(id="other", label=_("Other bands"), counts=has_other_band, of="completed"),
)
BY_ID: Final = {indicator.id: indicator for indicator in INDICATORS}
