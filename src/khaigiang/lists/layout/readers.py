"""How the cells of each column are read."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from khaigiang.lists.grid import Cell
from khaigiang.lists.layout.cells import IsSure, Read
from khaigiang.lists.layout.table import Columns
from khaigiang.lists.values import dates
from khaigiang.lists.values.more import read_ethnicity, read_theory
from khaigiang.lists.values.names import is_sure_name, read_name
from khaigiang.lists.values.numbers import is_sure_identity, is_sure_phone, read_identity, read_phone
from khaigiang.lists.values.reading import Reading
from khaigiang.lists.values.sexes import is_mark, read_sex

BIRTHS: Final = frozenset({"dob", "dob_male", "dob_female", "male", "female"})
DATES: Final = BIRTHS | {"party", "party_official", "party_probation", "party_both"}


def reader_of(fact: str, columns: Columns, cells: Sequence[Cell | None], *, uses_1904: bool, year: int) -> Read:
    """How the cells of a column are read: by its fact, its heading, and the habits that its cells show."""
    if fact in DATES:
        habit = dates.habit_of((cell.value for cell in cells if cell), uses_1904=uses_1904, latest=year)
        return partial(_read_day if fact not in {"party", "party_both"} else _read_days, fact, habit)
    if fact == "gender":
        return lambda _, text: read_sex(text, columns.figures)
    return READERS.get(fact, _as_written)


def _as_written(_: object, text: str) -> Reading:
    return Reading(text)


def _read_name(value: object, text: str) -> Reading:
    lines = value.strip().count("\n") if isinstance(value, str) and "\n" in value else 0
    return read_name(text, lines + 1)


def _read_day(fact: str, habit: dates.Habit, value: object, text: str) -> Reading:
    if fact in {"male", "female"} and is_mark(text):
        return Reading()
    return dates.read_date(value, text, habit)


def _read_days(fact: str, habit: dates.Habit, value: object, text: str) -> Reading:
    """One day of the Party, or two: of joining and of full membership."""
    joined, full = dates.read_two_dates(value, text, habit)
    if joined.value:
        return Reading(full.value, full.flags, full.repairs, (("party_probationary", joined.value),))
    if fact == "party_both" and full.value:
        return Reading(None, ("party_which",))
    return full


READERS: Final[Mapping[str, Read]] = {
    "full_name": _read_name,
    "cccd": lambda _, text: read_identity(text),
    "phone": lambda _, text: read_phone(text),
    "ethnicity": lambda _, text: Reading(read_ethnicity(text)),
    "theory": lambda _, text: Reading(read_theory(text) or None),
}
SURE: Final[Mapping[str, IsSure]] = {"full_name": is_sure_name, "cccd": is_sure_identity, "phone": is_sure_phone}
