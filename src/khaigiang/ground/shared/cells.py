"""Grids that several people type into: who typed over what, so that nobody overwrites what they have not seen."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Cell = TypeVar("Cell", bound=Hashable)
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a person typed into a cell, and the stamp of the row they saw there (None: it was empty)."""

    text: str
    seen: str | None


# Without slots: a frozen generic with slots cannot be made through an alias (Saved[int, Mark]) on Python 3.11.
@dataclass(frozen=True, kw_only=True)
class Saved(Generic[Cell, Row]):
    """What became of a block of cells: saved whole, or not at all.

    `refused` maps a cell to the sentence that says what is wrong with it, `conflicts` to the row that somebody else
    has written meanwhile (None: they have emptied the cell); `refusal` says why nothing can be saved now at all.
    """

    count: int = 0
    refusal: str = ""
    refused: Mapping[Cell, str] = field(default_factory=dict)
    conflicts: Mapping[Cell, Row | None] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        return not self.refusal and not self.refused and not self.conflicts


def contested(cells: Mapping[Cell, Typed], stamps: Mapping[Cell, str]) -> set[Cell]:
    """The cells whose row is not as the person saw it when typing; `stamps` tells how each stands now.

    A stamp never comes back, not even when a cell is emptied and filled anew.
    """
    return {cell for cell, typed in cells.items() if stamps.get(cell) != typed.seen}


def typed_cells(data: Mapping[str, str], names: Mapping[Cell, str]) -> dict[Cell, Typed]:
    """The cells that a person changed in a form; `names` gives the form field of each cell.

    A cell is sent with what stood in it (`…-was`) and the stamp of its row (`…-seen`): one left as it was never
    overwrites what somebody else has entered meanwhile.
    """
    found: dict[Cell, Typed] = {}
    for cell, name in names.items():
        text = data.get(name, "").strip()
        if name in data and text != data.get(f"{name}-was", "").strip():
            found[cell] = Typed(text=text, seen=data.get(f"{name}-seen") or None)
    return found
