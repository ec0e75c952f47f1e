"""Where the drawing of a succession puts its units and lines: a row each, time runs downwards, narrow enough for a phone."""

from dataclasses import dataclass
from datetime import date

from khaigiang.registry.units.queries.family import Family, FamilyUnit

# All in units of the drawing; the text is as wide as the longest names and periods are.
_ROW, _TOP, _LEFT, _GENERATION, _GAP, _NOTE, _TEXT = 42, 20, 12, 18, 16, 15, 280


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One unit: its dot and its two lines of text."""

    name: str
    parent_name: str
    valid_from: date
    valid_until: date | None
    is_asked_for: bool
    x: int
    y: int
    text_x: int
    note_y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One succession: down from the predecessor, then across to the successor."""

    path: str
    moves_people: bool
    is_sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """All of it; empty when no reform touched the unit."""

    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    width: int
    height: int


def draw(found: Family) -> Drawing:
    """Give every unit of a family its row, and every step its line."""
    first = min(unit.generation for unit in found.units)
    text_x = _LEFT + (max(unit.generation for unit in found.units) - first) * _GENERATION + _GAP
    spots = {
        unit.id: _spot(unit, row=row, x=_LEFT + (unit.generation - first) * _GENERATION, text_x=text_x)
        for row, unit in enumerate(found.units)
    }
    lines = [
        Line(
            path=_path(spots[step.predecessor_id], spots[step.successor_id]),
            moves_people=step.moves_people,
            is_sure=step.is_sure,
        )
        for step in found.steps
    ]
    return Drawing(
        spots=tuple(spots.values()),
        lines=tuple(lines),
        width=text_x + _TEXT,
        height=_TOP + len(spots) * _ROW,
    )


def _spot(unit: FamilyUnit, *, row: int, x: int, text_x: int) -> Spot:
    y = _TOP + row * _ROW
    return Spot(
        name=unit.name,
        parent_name=unit.parent_name,
        valid_from=unit.valid_from,
        valid_until=unit.valid_until,
        is_asked_for=unit.generation == 0,
        x=x,
        y=y,
        text_x=text_x,
        note_y=y + _NOTE,
    )


def _path(above: Spot, below: Spot) -> str:
    return f"M{above.x} {above.y}V{below.y}H{below.x}"
