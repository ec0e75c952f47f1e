"""Arithmetic of load and honoraria: hours, the figure in force on a day, tax, shares of a mean."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Protocol, TypeVar

HUNDREDTH: Final = Decimal("0.01")
DONG: Final = Decimal(1)
MINUTES: Final = 60


class InForce(Protocol):
    """Anything that counts from a day until a day, half-open."""

    valid_from: date
    valid_until: date | None


Dated = TypeVar("Dated", bound=InForce)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tax:
    """What is kept back of a payment from the threshold on, in percent."""

    percent: Decimal
    threshold: int


def hours_between(starts_at: time, ends_at: time) -> Decimal:
    """The hours from one time to another of the same day, to a hundredth."""
    minutes = (ends_at.hour - starts_at.hour) * MINUTES + ends_at.minute - starts_at.minute
    return (Decimal(minutes) / MINUTES).quantize(HUNDREDTH, rounding=ROUND_HALF_UP)


def without_idle_zeros(hours: Decimal) -> Decimal:
    """Hours to a hundredth as people write them: 16.5000 is 16.5, 20.00 is 20."""
    return Decimal(f"{hours.quantize(HUNDREDTH, rounding=ROUND_HALF_UP).normalize():f}")


def in_force(rows: Iterable[Dated], on: date) -> Dated | None:
    """The row that counts on a day: of those whose period holds it, the one that began last."""
    holding = [row for row in rows if row.valid_from <= on and (row.valid_until is None or on < row.valid_until)]
    return max(holding, key=lambda row: row.valid_from, default=None)


def amount_of(rate: int, hours: Decimal, *, by_hour: bool) -> int:
    """Whole đồng for one session: the rate times its hours, or the rate alone when it is paid by the half-day."""
    return int((rate * hours).quantize(DONG, rounding=ROUND_HALF_UP)) if by_hour else rate


def tax_of(gross: int, tax: Tax | None) -> int:
    """Whole đồng kept back of a payment; nothing below the threshold, of nothing, or without a rule."""
    if tax is None or gross <= 0 or gross < tax.threshold:
        return 0
    return int((gross * tax.percent / 100).quantize(DONG, rounding=ROUND_HALF_UP))


def mean_of(hours: Sequence[Decimal]) -> Decimal:
    """The mean to a tenth; 0 of nobody."""
    if not hours:
        return Decimal(0)
    return (sum(hours, Decimal(0)) / len(hours)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def by_quarter(months: Mapping[int, Decimal]) -> tuple[Decimal, ...]:
    """The hours of the four quarters from those of the months."""
    return tuple(
        sum((months.get(month, Decimal(0)) for month in range(first, first + 3)), Decimal(0)) for first in (1, 4, 7, 10)
    )
