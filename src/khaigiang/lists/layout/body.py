"""The body of a list under one heading: rows read to facts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from khaigiang.lists.grid import Cell, Held, Line, letters
from khaigiang.lists.layout.cells import Column, Read, Told
from khaigiang.lists.layout.kinds import Group
from khaigiang.lists.layout.readers import SURE
from khaigiang.lists.layout.table import Columns
from khaigiang.lists.values.names import begins_with_family
from khaigiang.vietnamese.encodings import Decoded

# A further column of these tells of somebody else: a father, a wife, whoever proposed the person.
ONE_ONLY: Final = frozenset({"full_name", "family", "given", "gender"})
# One cell over several rows says the same of all of them.
SHARED: Final = frozenset({"unit", "district", "body", "both", "position", "gender", "ethnicity"})


class Person(NamedTuple):
    """One row of a list: its facts, other columns by their headings, and the groups it stands in."""

    number: int
    is_hidden: bool
    told: Mapping[str, Told]
    other: Sequence[tuple[str, Told]]
    groups: Group
    table: "Table"
    is_plain: bool = False  # nothing is to be said of any of its cells


class Table:
    """The columns under one heading, and how each is read."""

    def __init__(self, columns: Columns, decode: Callable[[Cell], Decoded], readers: Mapping[int, Read]) -> None:
        self.columns = columns
        self.is_split = "unit" in columns.of or "both" in columns.of
        facts = {place: fact for fact, places in columns.of.items() for place in places}
        self.plan: list[tuple[int, str, Column]] = []
        for place in sorted(readers):
            fact = facts.get(place, "other")
            if fact in ONE_ONLY and place != columns.first(fact):
                fact = "other"
            self.plan.append((place, fact, Column(place, fact, decode, readers[place], SURE.get(fact))))
        # All that is asked for every cell of a list; a list keeps the last cell that a stroke may stand for.
        self._steps = [
            (fact, column.known, column.learn, list[Told]() if column.may_repeat else None)
            for _, fact, column in self.plan
        ]
        self.ordinal = columns.first("ordinal")
        self.name = columns.first("full_name")
        self.marks_women_only = False
        self._headings = {letters(place): heading for place, heading in columns.headings.items()}

    def heading(self, raw: list[list[str]]) -> str:
        """What the column of a cell is called: its heading, or its letters."""
        return self._headings.get(raw[0][0], raw[0][0])

    def read(self, cells: Sequence[Held | None]) -> tuple[dict[str, Told], list[tuple[str, Told]], bool]:
        """The facts of a row, what other columns hold, and whether nothing is to be said of any cell."""
        told: dict[str, Told] = {}
        other: list[tuple[str, Told]] = []
        are_plain = True
        for (fact, known, learn, above), cell in zip(self._steps, cells, strict=False):
            if cell is None:
                continue
            one = (known and known.get(cell)) or learn(cell)
            if one.is_ditto and above:
                one = _repeated(one, above[0])
            elif above is not None and not one.is_ditto:
                above[:] = (one,)
            are_plain = are_plain and one.is_plain
            if fact == "other" or (fact in told and told[fact].text):
                if one.text:
                    other.append((self.heading(one.raw), one))
            elif one.is_plain or one.raw[0][1] or one.flags:
                told[fact] = one
        return told, other, are_plain


def _repeated(one: Told, above: Told) -> Told:
    """A stroke of "as above" stands for the cell over it."""
    return Told(above.text, above.value, (), (("ditto", one.text),), (), one.raw)


class Tall:
    """Cells merged over several rows."""

    def __init__(self, merged: Iterable[tuple[int, int, int, int]]) -> None:
        self._from: dict[int, list[tuple[int, int]]] = {}
        for top, left, bottom, _ in merged:
            if bottom > top:
                self._from.setdefault(top, []).append((left, bottom))
        self._open: dict[int, tuple[int, Cell | None]] = {}

    def __bool__(self) -> bool:
        return bool(self._from)

    def filled(self, line: Line, table: Table) -> tuple[Cell | None, ...]:
        """A line with what cells above it, merged down over it, say of it as well."""
        cells = line.cells
        for left, bottom in self._from.get(line.number, ()):
            self._open[left] = (bottom, cells[left] if left < len(cells) else None)
        lower = {place: cell for place, (bottom, cell) in self._open.items() if line.number <= bottom and cell}
        shared = [place for place, fact, _ in table.plan if fact in SHARED and place in lower]
        if not shared:
            return cells
        row = [*cells, *[None] * (max(shared) + 1 - len(cells))]
        for place in shared:
            row[place] = row[place] or lower[place]
        return tuple(row)


def is_plainly_a_person(told: Mapping[str, Told]) -> bool:
    """A number, a name without doubts and another fact: most rows, told at once."""
    named, ordinal = told.get("full_name"), told.get("ordinal")
    return (
        named is not None
        and ordinal is not None
        and len(told) > 2
        and ordinal.text.isdecimal()
        and named.value is not None
        and not named.flags
        and " " in named.value
        and begins_with_family(named.value)
    )
