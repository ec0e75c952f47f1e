"""The one rounding rule and the one reader of numbers that people type."""

import re
from decimal import ROUND_HALF_UP, Decimal

ONE_DECIMAL = Decimal("0.1")


def percent(part: int, whole: int) -> Decimal:
    """Share of a whole in percent, half-up to one decimal; 0.0 of nothing."""
    if whole == 0:
        return Decimal("0.0")
    return (Decimal(part) * 100 / Decimal(whole)).quantize(ONE_DECIMAL, rounding=ROUND_HALF_UP)


def decimal_from_text(text: str) -> Decimal | None:
    """A number as people type it ("7,5", "7.5", "8"); None when it is not one."""
    clean = text.strip().replace(",", ".")
    return Decimal(clean) if re.fullmatch(r"\d{1,4}(\.\d{1,4})?", clean, flags=re.ASCII) else None
