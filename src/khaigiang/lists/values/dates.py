"""Days as lists write them: full, by month, or by year."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from khaigiang.lists.values.reading import NOTHING, Reading

_FULL: Final = re.compile(r"(\d{1,2})\s*[-/., \\]\s*(\d{1,2})\s*[-/., \\]\s*(\d{4}|\d{2})")
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]0{1,2}:00(?::00(?:\.0+)?)?)?")
_WITH_TIME: Final = re.compile(r" 0{1,2}:00(:00(\.0+)?)?( (AM|PM|SA|CH))?$| 12:00(:00)? (AM|SA)$", re.IGNORECASE)
_MONTH: Final = re.compile(r"(?:tháng\s*)?(\d{1,2})\s*(?:[-/.,]|năm)\s*(\d{4})", re.IGNORECASE)
_WORDS: Final = re.compile(r"(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.IGNORECASE)
_NAMED: Final = re.compile(r"(\d{1,2})[-/ ]([A-Za-z]{3,9})[-/ ](\d{4}|\d{2})")
_BEFORE: Final = re.compile(r"^(?:sinh\s*)?(?:ngày|năm|sn|sinh)[\s:.]*(?=\d)", re.IGNORECASE)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR: Final = re.compile(r"\d{4}")
_EIGHT: Final = re.compile(r"\d{8}")
_NUMBER: Final = re.compile(r"(\d{5})(?:\.0+)?")
_TWO: Final = re.compile(r"\s*(?:[;\n,]|và|\s-\s|\s/\s|(?<=\d)\s(?=\d{1,2}/))\s*")
YEARS: Final = range(1900, 2100)
# Day numbers of 1927 to 2064: five digits that are no year.
SERIALS: Final = range(10_000, 60_000)
# A year in a cell formatted as a day shows as a day of 1905.
YEAR_AS_DAY: Final = range(1920, 2027)
FIRST_DAY: Final = date(1899, 12, 30)
# The chance that a column looks as if days and months were exchanged, although they were not.
CHANCE: Final = 0.001
DAYS_TO_TWELVE: Final = 0.4
# Written days that are all too late to be months, beside typed ones: of two origins.
MANY: Final = 8
# A text no longer than this holds one day at most.
LONGEST_DAY: Final = len("01/02/2003")
# So many days and none after the twelfth: hardly a column that is right.
SUSPICIOUS: Final = 6
# A probation lasts a year; the second day follows within two and a half (article 5 of the Party's statutes).
PROBATION: Final = range(300, 920)


class Habit(NamedTuple):
    """How a column writes days."""

    exchanged: str = ""  # "typed" dates of the file, or "text" ones; with a question mark, where that is not proven
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
        elif isinstance(value, str) and (found := _FULL.fullmatch(value.strip(" .;,'"))):
            written.append((int(found[1]), int(found[2])))
    return Habit(_exchanged(typed, written), uses_1904, latest)


def _exchanged(typed: list[date], written: list[tuple[int, int]]) -> str:
    only_late = bool(written) and all(12 < first <= 31 and second <= 12 for first, second in written)
    if typed and only_late:
        if all(day.day <= 12 for day in typed):
            chance = DAYS_TO_TWELVE ** len(typed) * (1 - DAYS_TO_TWELVE) ** len(written)
            return "typed" if chance < CHANCE else "typed?"
        return "typed?" if len(written) >= MANY else ""
    if len(typed) >= SUSPICIOUS and not written and all(day.day <= 12 for day in typed):
        return "typed?"
    month_first = sum(1 for first, second in written if second > 12 >= first)
    if month_first >= 3:
        return "text" if all(first <= 12 for first, _ in written) else "text?"
    return ""


def read_date(value: object, text: str, habit: Habit) -> Reading:
    """A day, month or year in ISO form, as precise as the cell."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _typed(value, habit.exchanged)
    if found := _FULL.fullmatch(text):
        return _full(found, habit)
    return _written(text.strip(" .;,'"), habit)


def read_two_dates(value: object, text: str, habit: Habit) -> tuple[Reading, Reading]:
    """The days of joining the Party and of full membership, where a cell holds both; else nothing and the one day."""
    if isinstance(value, str) and len(text) > LONGEST_DAY:
        parts = [part for part in _TWO.split(value.strip()) if part]
        if len(parts) == 2:
            first, second = (_written(part.strip(" .;,'()"), habit) for part in parts)
            if first.value and second.value and _is_probation(first.value, second.value):
                return first, second
        if len(parts) > 1 and all(any(char.isdigit() for char in part) for part in parts):
            return NOTHING, Reading(None, ("date_several",))
    return NOTHING, read_date(value, text, habit)


def _is_probation(first: str, second: str) -> bool:
    if len(first) == len(second) == len("2001-02-03"):
        return (date.fromisoformat(second) - date.fromisoformat(first)).days in PROBATION
    return int(second[:4]) - int(first[:4]) in {1, 2}


def _typed(value: date, exchanged: str) -> Reading:
    if year := _year_shown(value):
        return Reading(year, (), ("date_year",))
    if value.day == value.month or not exchanged.startswith("typed") or value.day > 12:
        return Reading(value.isoformat())
    if exchanged == "typed":
        return Reading(date(value.year, value.day, value.month).isoformat(), (), ("date_exchanged",))
    return Reading(value.isoformat(), ("date_day_month",))


def _written(text: str, habit: Habit) -> Reading:
    if not text:
        return NOTHING
    text = _BEFORE.sub("", _WITH_TIME.sub("", text), count=1).strip()
    if found := _FULL.fullmatch(text):
        return _full(found, habit)
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _WORDS.fullmatch(text):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := _MONTH.fullmatch(text):
        return _month(int(found[2]), int(found[1]))
    return _named_month(text, habit) or _plain_number(text, habit)


def _named_month(text: str, habit: Habit) -> Reading | None:
    """ "12-Mar-1975", as an English spreadsheet shows a day."""
    found = _NAMED.fullmatch(text)
    if not found or (named := found[2][:3].lower()) not in _MONTHS:
        return None
    year, repairs = _century(found[3], habit)
    return _day(year, _MONTHS.index(named) + 1, int(found[1]), repairs)


def _full(found: re.Match[str], habit: Habit) -> Reading:
    first, second = int(found[1]), int(found[2])
    year, repairs = _century(found[3], habit)
    if habit.exchanged == "text":
        return _day(year, first, second, ("date_exchanged", *repairs) if first != second else repairs)
    if second > 12 >= first:
        return Reading(None, ("date_day_month",))
    read = _day(year, second, first, repairs)
    # In a column where some write the month first, nobody can tell 3/4 from 4/3.
    if habit.exchanged == "text?" and first <= 12 and first != second and read.value:
        return Reading(read.value, ("date_day_month",), read.repairs)
    return read


def _century(written: str, habit: Habit) -> tuple[int, tuple[str, ...]]:
    year = int(written)
    if len(written) == 4:
        return year, ()
    century = habit.latest // 100 * 100
    return year + (century if century + year <= habit.latest else century - 100), ("date_two_digits",)


def _day(year: int, month: int, day: int, repairs: tuple[str, ...] = ()) -> Reading:
    if year not in YEARS:
        return Reading(None, ("date_unreadable",))
    try:
        found = date(year, month, day)
    except ValueError:
        return Reading(None, ("date_impossible",))
    if year == 1905 and (shown := _year_shown(found)):
        return Reading(shown, (), (*repairs, "date_year"))
    return Reading(found.isoformat(), (), repairs)


def _year_shown(day: date) -> str:
    """The year that a cell formatted for days shows as a day of 1905."""
    year = (day - FIRST_DAY).days
    return str(year) if day.year == 1905 and year in YEAR_AS_DAY else ""


def _month(year: int, month: int) -> Reading:
    if year in YEARS and 1 <= month <= 12:
        return Reading(f"{year:04}-{month:02}")
    return Reading(None, ("date_impossible",))


def _plain_number(text: str, habit: Habit) -> Reading:
    text = re.sub(r"\.0+$", "", text)
    if _YEAR.fullmatch(text) and int(text) in YEARS:
        return Reading(text)
    if _NUMBER.fullmatch(text) and (number := int(text)) in SERIALS:
        start = date(1904, 1, 1) if habit.uses_1904 else FIRST_DAY
        return Reading((start + timedelta(days=number)).isoformat(), (), ("date_serial",))
    if _EIGHT.fullmatch(text):
        ways = {
            _day(int(text[4:]), int(text[2:4]), int(text[:2])).value,
            _day(int(text[:4]), int(text[4:6]), int(text[6:])).value,
        } - {None}
        if len(ways) == 1:
            return Reading(ways.pop(), (), ("date_signs",))
    return Reading(None, ("date_unreadable",))
