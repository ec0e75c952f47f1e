"""How numbers of official papers are written and read."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final, TypedDict

from khaigiang.ground.shared.dates import next_working_day
from khaigiang.papers.words import capital

OFFICIAL_LETTER: Final = "CV"
STATE: Final = "state"
LEADING_DIGITS: Final = re.compile(r"\d+")


class Signature(TypedDict):
    """Who signed papers, as what and when."""

    signer_name: str
    signer_title: str
    signed_on: date


class SignedAndDated(Signature):
    """A signature, and the day that the papers bear."""

    issued_on: date


def number_text(number: int, *, kind: str, symbol: str, skin: str) -> str:
    """ "136-KH/TU" by the Party's rules (HD 36-HD/VPTW), "156/QĐ-UBND" by the State's (NĐ 30/2020, App. I).

    Both count from 01; the State's official letters carry no sign of their type.
    """
    return f"{number:02d}{series_text(kind=kind, symbol=symbol, skin=skin)}"


def series_text(*, kind: str, symbol: str, skin: str) -> str:
    """What follows the digits in every number of a series: "-KH/TU", "/QĐ-UBND", "/UBND"."""
    if skin != STATE:
        return f"-{kind}/{symbol}"
    return f"/{symbol}" if kind == OFFICIAL_LETTER else f"/{kind}-{symbol}"


def name_of(number: str, abstract: str) -> str:
    """What a paper is called: its number, and while it has none the beginning of what it is about."""
    return number or abstract[:80]


def typed(kind: str, abstract: str) -> str:
    """What a book says a paper is: its type and what it is about, the type once where the abstract begins with it."""
    begins_with_it = abstract.casefold().startswith(kind.casefold())
    whole = abstract if begins_with_it else f"{kind} {abstract}".strip()
    return capital(whole)


def leading_number(number: str) -> int | None:
    """The digits at the head of an official number, as a number."""
    digits = LEADING_DIGITS.match(number)
    return int(digits[0]) if digits else None


def year_of(on: date) -> str:
    """The period of a number whose series is not kept here: its year."""
    return str(on.year)


def tidy(number: str) -> str:
    """An official number as typed, without blanks and without the word before it ("Số: 110 -KH/TU")."""
    bare = re.sub(r"^\s*số\s*:?", "", number, flags=re.IGNORECASE)
    return re.sub(r"\s+", "", bare)


def gaps(numbers: Iterable[int], *, first: int) -> list[int]:
    """Numbers from the first to the last that are missing."""
    given = set(numbers)
    return [number for number in range(first, max(given, default=0) + 1) if number not in given]


def falls(numbers: Iterable[tuple[int, date, bool]]) -> list[int]:
    """Numbers dated before an earlier number, but those of which it is explained; each with its date, in their order."""
    fallen, latest = [], date.min
    for number, on, is_explained in numbers:
        if is_explained:
            continue
        if on < latest:
            fallen.append(number)
        latest = max(latest, on)
    return fallen


def last_day_to_number(signed_on: date) -> date:
    """The next working day after the signature (NĐ 30/2020/NĐ-CP, art. 15)."""
    return next_working_day(signed_on)


def is_late(signed_on: date | None, issued_on: date | None) -> bool:
    """Was a paper numbered later than by the next working day after it was signed?"""
    return signed_on is not None and issued_on is not None and issued_on > last_day_to_number(signed_on)
