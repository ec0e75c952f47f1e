"""A written set of spellings of units, on days before, between and after both reforms: the right unit, or a doubt."""

import csv
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from khaigiang.lists.gazetteer import Gazetteer
from khaigiang.lists.tests.nasty.people import DAYS, units
from khaigiang.vietnamese.encodings import clean

WRITTEN: Final = Path(__file__).with_name("unit_spellings.csv")


def written() -> list[dict[str, str]]:
    """The set: a text, the district beside it, the day, and a unit's code, a doubt's code, or "?" for any doubt."""
    with WRITTEN.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


@cache
def gazetteer(day: str) -> Gazetteer:
    return Gazetteer(units(), date.fromisoformat(day))


def test_the_set_is_large_and_of_every_day() -> None:
    assert len(written()) >= 300
    assert {row["day"] for row in written()} == {day.isoformat() for day in DAYS}


@pytest.mark.parametrize("day", [day.isoformat() for day in DAYS])
def test_every_spelling_is_the_right_unit_or_a_doubt(day: str) -> None:
    wrong = []
    for row in written():
        if row["day"] == day:
            verdict = gazetteer(day).match(clean(row["text"]), row["district"])
            found = verdict.unit.code if verdict.unit else verdict.flag
            if found != row["expected"] and not (row["expected"] == "?" and verdict.unit is None):
                wrong.append((row["text"], row["district"], row["expected"], found))

    assert wrong == []
