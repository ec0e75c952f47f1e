"""What the list of who falls due adds up to: by state, and by the quarter in which it falls due."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from khaigiang.ground.shared.dates import quarter_of
from khaigiang.oversight.deadlines.queries.due import DueRow
from khaigiang.oversight.deadlines.states import DueState

QUARTERS_SHOWN: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class StateCount:
    """How many people are in a state."""

    state: DueState
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterCount:
    """How many fall due in a quarter."""

    key: str
    label: str
    count: int


def counts_by_state(rows: Iterable[DueRow]) -> list[StateCount]:
    """Every state with its people; the counts add up to the rows."""
    counts = Counter(row.state for row in rows)
    return [StateCount(state=state, label=str(state.label), count=counts[state]) for state in DueState]


def counts_by_quarter(rows: Iterable[DueRow], on: date) -> list[QuarterCount]:
    """This quarter and the next seven, each with those who fall due in it and have not learned yet; all earlier ones as one."""
    counts = Counter(row.quarter for row in rows if row.quarter)
    first = on.year * 4 + quarter_of(on) - 1
    before = sum(count for key, count in counts.items() if key < f"{on.year}-{quarter_of(on)}")
    found = [QuarterCount(key="", label=_("before"), count=before)] if before else []
    for number in range(first, first + QUARTERS_SHOWN):
        year, quarter = number // 4, number % 4 + 1
        key = f"{year}-{quarter}"
        found.append(QuarterCount(key=key, label=f"{quarter}/{year % 100:02d}", count=counts[key]))
    return found


def people_of(rows: Sequence[DueRow]) -> int:
    """How many people these rows speak of; two requirements may reach one person."""
    return len({row.official_id for row in rows})
