"""Days as lists write them: full, by month, or by year."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from khaigiang.lists.values.reading import NOTHING, Reading

_FULL: Final = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]0{1,2}:00(?::00)?)?")
_MONTH: Final = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{4})")
_WORDS: Final = re.compile(r"(?:ngày\s*)?(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.IGNORECASE)
_YEAR: Final = re.compile(r"\d{4}")
_NUMBER: Final = re.compile(r"\d{5}(?:\.0+)?")
YEARS: Final = range(1900, 2100)
# Day numbers of 1927 to 2064: five digits that are no year.
SERIALS: Final = range(10_000, 60_000)
# The chance that a column looks as if days and months were exchanged, although they were not.
CHANCE: Final = 0.001
DAYS_TO_TWELVE: Final = 0.4


class Habit(NamedTuple):
    """How a column writes days."""

    exchanged: str = ""  # "" no, "typed" dates of the file only, "text" written ones only, "perhaps"
    uses_1904: bool = False
    latest: int = 2100  # years of two digits lie in the hundred years before it


def habit_of(values: Iterable[object], *, uses_1904: bool = False, latest: int) -> Habit:
    """Whether day and month were exchanged in a column: only what its dates prove counts.

    A spreadsheet that expects the month first makes dates of "3/4/1975" and leaves "25/4/1975" a text.
    """
    typed: list[date] = []
    written: list[tuple[int, int]] = []
    for value in values:
        if isinstance(value, date):
            typed.append(value)
        elif isinstance(value, str) and (found := _FULL.fullmatch(value.strip())):
            written.append((int(found[1]), int(found[2])))
    return Habit(_exchanged(typed, written), uses_1904, latest)


def _exchanged(typed: list[date], written: list[tuple[int, int]]) -> str:
    if typed and written and all(day.day <= 12 for day in typed) and all(12 < first <= 31 for first, _ in written):
        chance = DAYS_TO_TWELVE ** len(typed) * (1 - DAYS_TO_TWELVE) ** len(written)
        return "typed" if chance < CHANCE else "perhaps"
    month_first = sum(1 for first, second in written if second > 12 >= first)
    if month_first >= 3 and all(first <= 12 for first, _ in written):
        return "text"
    return ""


def read_date(value: object, habit: Habit) -> Reading:
    """A day, month or year in ISO form, as precise as the cell."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _typed(value, habit.exchanged)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _written(str(value).strip(" .;,'"), habit)


def _typed(value: date, exchanged: str) -> Reading:
    if value.day == value.month or not exchanged or exchanged == "text":
        return Reading(value.isoformat())
    if exchanged == "typed" and value.day <= 12:
        return Reading(date(value.year, value.day, value.month).isoformat(), (), ("date_exchanged",))
    return Reading(value.isoformat(), ("date_day_month",))


@lru_cache(maxsize=100_000)
def _written(text: str, habit: Habit) -> Reading:
    if not text:
        return NOTHING
    if found := _FULL.fullmatch(text):
        return _full(found, habit)
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _WORDS.fullmatch(text):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := _MONTH.fullmatch(text):
        return _month(int(found[2]), int(found[1]))
    return _plain_number(text, habit)


def _full(found: re.Match[str], habit: Habit) -> Reading:
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    repairs: tuple[str, ...] = ()
    if len(found[3]) == 2:
        century = habit.latest // 100 * 100
        year += century if century + year <= habit.latest else century - 100
        repairs = ("date_two_digits",)
    if habit.exchanged == "text":
        return _day(year, first, second, ("date_exchanged", *repairs) if first != second else repairs)
    if second > 12 >= first:
        return Reading(None, ("date_day_month",))
    return _day(year, second, first, repairs)


def _day(year: int, month: int, day: int, repairs: tuple[str, ...] = ()) -> Reading:
    if year not in YEARS:
        return Reading(None, ("date_unreadable",))
    try:
        return Reading(date(year, month, day).isoformat(), (), repairs)
    except ValueError:
        return Reading(None, ("date_impossible",))


def _month(year: int, month: int) -> Reading:
    if year in YEARS and 1 <= month <= 12:
        return Reading(f"{year:04}-{month:02}")
    return Reading(None, ("date_impossible",))


def _plain_number(text: str, habit: Habit) -> Reading:
    if _YEAR.fullmatch(text) and int(text) in YEARS:
        return Reading(text)
    if _NUMBER.fullmatch(text) and (number := int(float(text))) in SERIALS:
        start = date(1904, 1, 1) if habit.uses_1904 else date(1899, 12, 30)
        return Reading((start + timedelta(days=number)).isoformat(), (), ("date_serial",))
    return Reading(None, ("date_unreadable",))
