"""What a unit grew out of and what grew out of it, several reforms back and forward."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from khaigiang.registry.units.models import Succession, Unit
from khaigiang.registry.units.queries.succession import MOVES_PEOPLE, SURE

STEPS_EACH_WAY: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyUnit:
    """One unit of the family; `generation` is 0 for the unit asked for, less before it, more after it."""

    id: int
    name: str
    parent_name: str
    valid_from: date
    valid_until: date | None
    generation: int
    sort_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyStep:
    """One succession between two units of the family."""

    predecessor_id: int
    predecessor_name: str
    successor_id: int
    successor_name: str
    effective_on: date
    extent: str
    resolution: str
    moves_people: bool
    is_sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Units in the order of time and name, and the steps between them."""

    units: tuple[FamilyUnit, ...]
    steps: tuple[FamilyStep, ...]


def family(unit: Unit) -> Family:
    """A unit with what it came from and what became of it; land without people is named, but not followed further."""
    generations, units, edges = {unit.pk: 0}, {unit.pk: unit}, {}
    for direction in (-1, 1):
        frontier = {unit.pk}
        for step in range(1, STEPS_EACH_WAY + 1):
            found = _edges_from(frontier, direction)
            frontier = set()
            for edge in found:
                other = edge.predecessor if direction < 0 else edge.successor
                edges[edge.pk] = edge
                units[other.pk] = other
                generations[other.pk] = direction * step
                if edge.extent in MOVES_PEOPLE:
                    frontier.add(other.pk)
    rows = [_unit(units[pk], generation) for pk, generation in generations.items()]
    return Family(
        units=tuple(sorted(rows, key=lambda row: (row.generation, row.sort_key, row.id))),
        steps=tuple(_steps(edges.values())),
    )


def _edges_from(unit_ids: set[int], direction: int) -> list[Succession]:
    if not unit_ids:
        return []
    side = "successor__in" if direction < 0 else "predecessor__in"
    return list(
        Succession.objects.filter(**{side: unit_ids}).select_related("predecessor__parent", "successor__parent")
    )


def _unit(unit: Unit, generation: int) -> FamilyUnit:
    return FamilyUnit(
        id=unit.pk,
        name=unit.name,
        parent_name=unit.parent.name if unit.parent else "",
        valid_from=unit.valid_from,
        valid_until=unit.valid_until,
        generation=generation,
        sort_key=unit.sort_key,
    )


def _steps(edges: Iterable[Succession]) -> list[FamilyStep]:
    ordered = sorted(
        edges,
        key=lambda edge: (edge.effective_on, edge.predecessor.sort_key, not edge.is_default, edge.successor.sort_key),
    )
    return [
        FamilyStep(
            predecessor_id=edge.predecessor_id,
            predecessor_name=edge.predecessor.name,
            successor_id=edge.successor_id,
            successor_name=edge.successor.name,
            effective_on=edge.effective_on,
            extent=edge.get_extent_display(),
            resolution=edge.resolution,
            moves_people=edge.extent in MOVES_PEOPLE,
            is_sure=edge.confidence == SURE,
        )
        for edge in ordered
    ]
