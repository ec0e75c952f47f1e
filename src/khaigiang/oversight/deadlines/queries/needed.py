"""Who falls due by the quarters of a year, committee by committee: what a survey of need is answered from."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from khaigiang.ground.shared.dates import quarter_of
from khaigiang.oversight.deadlines.queries.due import DueRow
from khaigiang.oversight.deadlines.queries.kept import due_on
from khaigiang.oversight.deadlines.queries.known import lines_on
from khaigiang.oversight.deadlines.states import WANTED, DueState
from khaigiang.planning.needs.falling_due import Quarters

# Whoever is named or in a class needs no further place.
COUNTED: Final = WANTED | {DueState.EXTENDED}


def due_by_committee(post_id: int, year: int, on: date) -> dict[int, Quarters] | None:
    """Holders of a post who fall due by the end of a year and have no class yet, by committee and quarter, each once.

    Who was due before the year counts in its first quarter; None where no requirement in force speaks of the post.
    """
    if not any(post_id in line.post_ids for line in lines_on(on)):
        return None
    earliest: dict[int, tuple[int, int]] = {}
    for row in _of_the_year(due_on(on), post_id, year):
        # The soonest due stand first.
        earliest.setdefault(row.official_id, (row.committee_id or 0, _quarter(row, year)))
    found: dict[int, list[int]] = {}
    for committee, quarter in earliest.values():
        found.setdefault(committee, [0, 0, 0, 0])[quarter - 1] += 1
    return {committee: (first, second, third, fourth) for committee, (first, second, third, fourth) in found.items()}


def _of_the_year(rows: Iterable[DueRow], post_id: int, year: int) -> Iterable[DueRow]:
    for row in rows:
        if row.post_id == post_id and row.state in COUNTED and row.falls_due_on and row.falls_due_on.year <= year:
            yield row


def _quarter(row: DueRow, year: int) -> int:
    assert row.falls_due_on is not None
    return quarter_of(row.falls_due_on) if row.falls_due_on.year == year else 1
