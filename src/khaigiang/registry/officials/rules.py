"""What must hold between the days of a life."""

from datetime import date
from typing import Final

from khaigiang.ground.shared.known_days import first_day

# Điều lệ Đảng, article 1: citizens of eighteen years and more may ask to join.
PARTY_AGE: Final = 18


def age_on(born_on: str, on: date) -> int:
    """Full years of life on a day; of a birth known by its year or month its first day counts."""
    first = first_day(born_on)
    return on.year - first.year - ((on.month, on.day) < (first.month, first.day))


def may_be_full_member(joined_on: date | None, full_on: date | None) -> bool:
    """Does full membership follow admission on probation? Unknown days raise no doubt."""
    return joined_on is None or full_on is None or joined_on < full_on


def may_have_joined(born_on: str, joined_on: date | None) -> bool:
    """Was the person old enough to join the Party? Unknown days raise no doubt."""
    return not born_on or joined_on is None or age_on(born_on, joined_on) >= PARTY_AGE


def telephone_digits(phone: str) -> str:
    """A telephone number as it is compared: its digits, however they are set apart."""
    return "".join(filter(str.isdigit, phone))


def masked(number: str) -> str:
    """An identification number as pages show it: enough to compare, not enough to copy."""
    return "•" * 8 + number[-4:] if number else ""
