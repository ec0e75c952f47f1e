"""The list of who falls due, of which the rows shown alone are read."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, overload

from khaigiang.oversight.deadlines.queries.due import DueRow, rows_of
from khaigiang.oversight.deadlines.queries.figures import worded
from khaigiang.oversight.deadlines.queries.known import Line, lines_on
from khaigiang.oversight.deadlines.queries.statement import NEVER, Sql, adapted, everybody_due
from khaigiang.oversight.deadlines.states import AT_REST, DueState

# So many rows are read at a time where a file asks for all of them.
AT_A_TIME: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which of those who fall due are shown."""

    line_id: int | None = None
    district_id: int | None = None
    committee_id: int | None = None
    quarter: str = ""
    state: str = ""
    words: tuple[str, ...] = ()
    committees: Collection[int] | None = None


class DueList(Sequence[DueRow]):
    """Those who fall due on a day, the soonest first; `count` of them are known from the figures."""

    def __init__(self, on: date, choice: Choice, *, count: int, lines: list[Line] | None = None) -> None:
        self.on, self.choice, self._count = on, choice, count
        self._lines = lines_on(on) if lines is None else lines

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> DueRow: ...
    @overload
    def __getitem__(self, at: slice) -> list[DueRow]: ...
    def __getitem__(self, at: int | slice) -> DueRow | list[DueRow]:
        if isinstance(at, int):
            return self[at : at + 1][0]
        first, last, _step = at.indices(self._count)
        return list(self._rows(first, last))

    def __iter__(self) -> Iterator[DueRow]:
        """Everybody, so many read at a time."""
        return self._rows(0, self._count)

    def _rows(self, first: int, last: int) -> Iterator[DueRow]:
        keys = _keys(self._lines, self.on, self.choice, first, last) if last > first else []
        for start in range(0, len(keys), AT_A_TIME):
            wanted = keys[start : start + AT_A_TIME]
            people = {one for _line, one in wanted}
            found = {(row.line_id, row.official_id): row for row in rows_of(self.on, people, self._lines)}
            yield from (found[key] for key in wanted)


def people_of(on: date, choice: Choice, lines: list[Line] | None = None) -> int:
    """How many people are chosen; two requirements may reach one person."""
    lines = lines_on(on) if lines is None else lines
    ((people,),) = _chosen(lines, on, choice, "COUNT(DISTINCT due.official_id)") or [(0,)]
    return int(people)


def _keys(lines: list[Line], on: date, choice: Choice, first: int, last: int) -> list[tuple[int, int]]:
    order = "COALESCE(falls_due, %s), place_key, official.sort_key, line_id, due.official_id"
    then = Sql(f" ORDER BY {order} LIMIT {last - first} OFFSET {first}", adapted([NEVER]))
    return [
        (line_id, official_id) for line_id, official_id in _chosen(lines, on, choice, "line_id, due.official_id", then)
    ]


def _chosen(
    lines: list[Line], on: date, choice: Choice, columns: str, then: Sql | None = None
) -> list[tuple[Any, ...]]:
    if not lines:
        return []
    asked, values = _conditions(choice)
    words, end = worded(choice.words), then or Sql("")
    text = f"""SELECT {columns} FROM due JOIN officials_official official ON official.id = due.official_id
        WHERE 1 = 1{asked}{words.text}{end.text}"""
    return everybody_due(lines, on, Sql(text, (*values, *words.values, *end.values)))


def _conditions(choice: Choice) -> tuple[str, tuple[Any, ...]]:
    asked: dict[str, Any] = {
        "line_id = %s": choice.line_id,
        "district_id = %s": choice.district_id,
        "committee_id = %s": choice.committee_id,
        "state = %s": choice.state,
        "quarter = %s": _number(choice.quarter),
    }
    given = {text: value for text, value in asked.items() if value}
    text = "".join(f" AND {condition}" for condition in given)
    if choice.quarter:
        text += f" AND state NOT IN ({_texts(sorted(AT_REST))})"
    if choice.committees is not None:
        text += f" AND committee_id IN ({', '.join(map(str, sorted(choice.committees))) or 'NULL'})"
    return text, tuple(given.values())


def _texts(states: Sequence[DueState]) -> str:
    return ", ".join(f"'{state.value}'" for state in states)


def _number(quarter: str) -> int | None:
    year, _between, number = quarter.partition("-")
    return int(year) * 4 + int(number) - 1 if number else None
