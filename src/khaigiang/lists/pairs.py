"""Rows that tell of one person, found among any number of rows in a few megabytes."""

from array import array
from collections.abc import Hashable, Iterable, Iterator
from itertools import pairwise
from typing import Final, TypeAlias

Place: TypeAlias = tuple[str | None, int]

NOTHING: Final = 0
# So many marks tell which keys may have come before; it is told for sure at the end, for those few alone.
MARKS: Final = 1 << 22


class Pairs:
    """Which rows have a key in common. Keys are kept as hashes, rows as numbers."""

    def __init__(self) -> None:
        self._marked = bytearray(MARKS)
        self._again: set[int] = set()
        self._keys, self._ends = array("q"), array("I")
        self._rows, self._numbers = array("I"), array("q")
        self._sheets: list[tuple[int, str | None]] = []  # the first row of each, counted as they came

    def add(self, place: Place, number: str | None, keys: Iterable[Hashable | None]) -> None:
        """A row with its identity number and what it may have in common with others."""
        sheet, row = place
        if not self._sheets or self._sheets[-1][1] != sheet:
            self._sheets.append((len(self._rows), sheet))
        marked = self._marked
        for key in keys:
            if key is not None:
                hashed = hash(key)
                at = hashed % MARKS
                if marked[at]:
                    self._again.add(hashed)
                else:
                    marked[at] = 1
                self._keys.append(hashed)
        self._ends.append(len(self._keys))
        self._rows.append(row)
        self._numbers.append(int(number) if number else NOTHING)

    def found(self) -> list[tuple[Place, Place]]:
        """All pairs: each row with the first before it that has one of its keys."""
        places = list(self._places()) if self._again else []
        return [
            (other, places[this])
            for this, earlier in self._earlier()
            for other in sorted((places[before] for before in earlier if self._may_be_one(before, this)), key=str)
        ]

    def _earlier(self) -> Iterator[tuple[int, set[int]]]:
        """Every row that has a key of rows before it, with the first of those."""
        first: dict[int, int] = {}
        start = 0
        for this, end in enumerate(self._ends):
            again = self._again.intersection(self._keys[start:end])
            earlier = {before for key in again if (before := first.setdefault(key, this)) != this}
            start = end
            if earlier:
                yield this, earlier

    def _may_be_one(self, one: int, other: int) -> bool:
        """People of one name with identity numbers of their own are two."""
        numbers = {self._numbers[one], self._numbers[other]} - {NOTHING}
        return len(numbers) < 2

    def _places(self) -> Iterator[Place]:
        sheets = [*self._sheets, (len(self._rows), None)]
        for (start, sheet), (end, _) in pairwise(sheets):
            yield from ((sheet, row) for row in self._rows[start:end])
