"""What the reader made of nasty lists, counted: wrong values without a doubt, needless doubts, people missed or invented."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from khaigiang.lists.tests.nasty.layouts import Drawn, Expected
from khaigiang.lists.tests.nasty.writing import DOUBT, MAYBE

# A doubt about the unit stands for the district too: the one is known by the other.
SAME: Final = {"unit_code": ("unit", "district"), "district": ("district", "unit")}


@dataclass(slots=True)
class Count:
    """The figures of some lists, and each fault in words."""

    lists: int = 0
    fields: int = 0
    rows: int = 0
    wrong: int = 0
    needless: int = 0
    held: int = 0
    missed: int = 0
    invented: int = 0
    faults: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)

    def add(self, drawn: Drawn, rows: Iterable[dict[str, Any]], what: str = "") -> None:
        """Compare one list with what must have come of it."""
        self.lists += 1
        found = {row["row"]: row for row in rows}
        for number, expected in drawn.people.items():
            self.rows += 1
            if number not in found:
                self.missed += 1
                self._fault("missed", what, number, drawn.rows[number - 1])
                continue
            self._row(expected, found[number], f"{what} row {number}", drawn.rows[number - 1])
        for number in found.keys() - drawn.people.keys():
            self.invented += 1
            self._fault("invented", what, number, found[number]["values"])

    def _row(self, expected: Expected, row: dict[str, Any], what: str, cells: list[Any]) -> None:
        if row["held"] and not expected.is_held:
            self.held += 1
            self._fault("held", what, cells, row["flags"])
        for name, wanted in expected.fields.items():
            self.fields += 1
            doubts = [flag["code"] for flag in row["flags"] if flag["field"] in SAME.get(name, (name,))]
            got = row["values"].get(name, "")
            is_doubt_of_unit = name == "district" and expected.fields["unit_code"] == DOUBT
            kind = _judged(wanted, got, is_doubted=bool(doubts))
            if kind and not (kind == "needless" and is_doubt_of_unit):
                self.needless += kind == "needless"
                self.wrong += kind != "needless"
                self._fault(kind, what, name, wanted, got, doubts, cells)

    def _fault(self, kind: str, *said: Any) -> None:
        self.kinds[kind] += 1
        self.faults.append(" | ".join(str(part) for part in (kind, *said)))

    def __str__(self) -> str:
        return (
            f"{self.lists} lists, {self.rows} people, {self.fields} fields: {self.wrong} wrong without a doubt,"
            f" {self.needless} needless doubts ({self.needless / max(self.fields, 1):.2%}), {self.held} needlessly held"
            f" ({self.held / max(self.rows, 1):.2%}), {self.missed} missed, {self.invented} invented"
        )


def _judged(wanted: str, got: str, *, is_doubted: bool) -> str:
    """What is the fault of a value, if any."""
    if is_doubted:
        return "" if wanted == DOUBT or wanted.startswith(MAYBE) else "needless"
    if wanted == DOUBT:
        return "not doubted"
    return "" if got == wanted.removeprefix(MAYBE) else "wrong"
