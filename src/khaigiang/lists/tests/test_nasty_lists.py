"""Nasty lists, whose truth is known because they were made from it: no silent error, and no cry of wolf (T11, lists.md 2)."""

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khaigiang.lists.files.opening import open_book
from khaigiang.lists.gazetteer import Gazetteer
from khaigiang.lists.grid import Book, Cell, Line, Sheet
from khaigiang.lists.preview import Preview
from khaigiang.lists.tests.nasty.files import FORMATS, fits
from khaigiang.lists.tests.nasty.layouts import TRAPS, Drawer, Drawn, Expected, together
from khaigiang.lists.tests.nasty.measuring import Count
from khaigiang.lists.tests.nasty.people import DAYS, units

# `KHAIGIANG_TRIALS=20` makes twenty times as many lists.
TRIALS: Final = int(os.environ.get("KHAIGIANG_TRIALS", "1"))
SHARE_OF_NEEDLESS: Final = 0.02
SHARE_OF_HELD: Final = 0.01


@cache
def gazetteer(day: int) -> Gazetteer:
    """The units of one of the days."""
    return Gazetteer(units(), DAYS[day])


def as_sheet(drawn: Drawn) -> Sheet:
    """A list as a reader of files hands it on."""
    lines = [
        Line(number, tuple(None if value is None else Cell(value) for value in row), number in drawn.hidden)
        for number, row in enumerate(drawn.rows, 1)
    ]
    return Sheet("Danh sách", lines, merged=tuple(drawn.merged))


def read(book: Book, drawn: Drawn) -> list[dict[str, Any]]:
    """The rows of its preview."""
    return list(Preview(book, gazetteer(DAYS.index(drawn.on)), drawn.on).rows())


def alone_and_combined(random: Random, combined: int) -> Iterator[tuple[str, ...]]:
    """Each trap of layout alone, then as many lists with several."""
    for trap in TRAPS:
        yield (trap,)
    for _ in range(combined):
        yield together(random.sample(TRAPS, random.randint(2, 8)))


def broken(count: Count) -> list[str]:
    """What does not hold of the figures of lists.md, and each fault that may not be."""
    print(count)  # noqa: T201  # pytest shows it with -s, and where it fails
    told = [fault for fault in count.faults if not fault.startswith(("needless", "held"))]
    # One in a few lists is no share.
    if count.needless > SHARE_OF_NEEDLESS * count.fields or count.held > max(1, SHARE_OF_HELD * count.rows):
        told.append(str(count))
    return told


def test_every_trap_of_layout_and_value_alone_and_combined_is_read_right_or_doubted() -> None:
    random, count = Random(20230524), Count()

    for traps in alone_and_combined(random, 300 * TRIALS):
        drawn = Drawer(random, random.choice(DAYS), traps).draw()
        count.add(drawn, read(Book("xlsx", [as_sheet(drawn)]), drawn), ", ".join(traps))

    assert count.fields > 20_000
    assert broken(count) == []


@pytest.mark.parametrize("kept_as", FORMATS)
def test_every_format_and_encoding_is_read_right_or_doubted(tmp_path: Path, kept_as: str) -> None:
    random, count = Random(kept_as), Count()

    while count.lists < 8 * TRIALS:
        traps = together(random.sample(TRAPS, random.randint(0, 5)))
        if fits(kept_as, traps):
            drawn = Drawer(random, random.choice(DAYS), traps).draw()
            FORMATS[kept_as](tmp_path / "list", drawn)
            count.add(drawn, read(open_book(tmp_path / "list"), drawn), f"{kept_as}: {', '.join(traps)}")

    assert broken(count) == []


@settings(max_examples=40 * TRIALS, deadline=None)
@given(st.lists(st.sampled_from(TRAPS), max_size=9, unique=True), st.sampled_from(DAYS), st.integers(0, 2**32))
def test_whatever_stands_together_is_read_right_or_doubted(traps: list[str], day: Any, seed: int) -> None:
    # Without values that need a doubt: a short list without headings may hold nothing else.
    drawn = Drawer(Random(seed), day, together(traps), wrong=0, strange=0.2).draw()
    count = Count()

    count.add(drawn, read(Book("xlsx", [as_sheet(drawn)]), drawn), ", ".join(traps))

    assert [fault for fault in count.faults if not fault.startswith(("needless", "held"))] == []


@pytest.mark.parametrize(
    ("field", "planted", "kind"),
    [("dob", "1901-01-01", "wrong"), ("full_name", "Nguyễn Văn Sai", "wrong"), ("cccd", "?", "not doubted")],
)
def test_the_measure_finds_a_wrong_reading_that_was_planted(field: str, planted: str, kind: str) -> None:
    drawn = Drawer(Random(1), DAYS[0], (), strange=0, wrong=0).draw()
    rows = read(Book("xlsx", [as_sheet(drawn)]), drawn)
    row, expected = next(iter(drawn.people.items()))
    drawn.people[row] = replace(expected, fields={**expected.fields, field: planted})
    count = Count()

    count.add(drawn, rows)

    assert (count.wrong, dict(count.kinds)) == (1, {kind: 1})


def test_the_measure_finds_people_who_were_missed_invented_or_needlessly_held() -> None:
    drawn = Drawer(Random(1), DAYS[0], (), strange=0, wrong=0).draw()
    first, second, *rest = read(Book("xlsx", [as_sheet(drawn)]), drawn)
    drawn.people[1] = Expected({"full_name": "Không Có"})
    count = Count()

    count.add(drawn, [{**first, "held": True}, *rest, {**second, "row": 99}])

    assert (count.held, count.missed, count.invented) == (1, 2, 1)
