"""What became of units: finding one by any name it ever had, and walking its succession."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from khaigiang.ground.shared.searching import words_of
from khaigiang.registry.units.models import Succession, Unit
from khaigiang.registry.units.rules import spelled_out
from khaigiang.vietnamese.names import fold

SURE: Final = "high"
MOVES_PEOPLE: Final = (Succession.Extent.WHOLE, Succession.Extent.PART, Succession.Extent.ALL_PEOPLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundUnit:
    """A unit found by a name; `became` holds today's names when it is no longer there on the day."""

    id: int
    name: str
    parent_name: str
    valid_from: date
    valid_until: date | None
    is_valid: bool
    became: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessionRow:
    """One step from a unit to another, as a list tells it."""

    unit_id: int
    unit_name: str
    effective_on: date
    extent: str
    resolution: str
    clause: str
    takes_most: bool
    is_sure: bool


def successions(unit: Unit) -> list[SuccessionRow]:
    """What became of a unit, the successor that takes most people first."""
    edges = list(
        unit.successions.select_related("successor").order_by("effective_on", "-is_default", "successor__sort_key"),
    )
    return [_row(edge, edge.successor, takes_most=edge.is_default and len(edges) > 1) for edge in edges]


def origins(unit: Unit) -> list[SuccessionRow]:
    """What a unit came from."""
    edges = unit.origins.select_related("predecessor").order_by("effective_on", "predecessor__sort_key")
    return [_row(edge, edge.predecessor, takes_most=False) for edge in edges]


def search_units(text: str, on: date) -> list[FoundUnit]:
    """Units by any name they ever had, tones or not, with their kind in full or short and their district if one likes.

    Those whose own name holds the words as they were typed come first, and among them those of the day.
    """
    phrase = spelled_out(text)
    if not phrase:
        return []
    found = Unit.objects.filter(words_of(phrase, "folded", "parent__folded")).select_related("parent")
    units = sorted(found.order_by("sort_key", "valid_from", "pk"), key=lambda unit: _place(unit, phrase, on))
    became = _names_on([unit.pk for unit in units if not _is_valid(unit, on)], on)
    return [
        FoundUnit(
            id=unit.pk,
            name=unit.name,
            parent_name=unit.parent.name if unit.parent else "",
            valid_from=unit.valid_from,
            valid_until=unit.valid_until,
            is_valid=_is_valid(unit, on),
            became=tuple(became.get(unit.pk, ())),
        )
        for unit in units
    ]


def _place(unit: Unit, phrase: str, on: date) -> tuple[bool, bool, bool]:
    begins = phrase.startswith((unit.folded, fold(unit.short_name)))
    return phrase not in unit.folded, not begins, not _is_valid(unit, on)


def _names_on(unit_ids: Iterable[int], on: date) -> dict[int, list[str]]:
    """Where the people of ended units are on a day: names by the id of the unit they set out from."""
    names: dict[int, list[str]] = {}
    starts: dict[int, set[int]] = {unit_id: {unit_id} for unit_id in unit_ids}
    while starts:
        edges = (
            Succession.objects.filter(
                predecessor__in=starts,
                effective_on__lte=on,
                extent__in=MOVES_PEOPLE,
            )
            .select_related("successor")
            .order_by("-is_default", "successor__sort_key")
        )
        onwards: dict[int, set[int]] = {}
        for edge in edges:
            for start in starts[edge.predecessor_id]:
                if not _is_valid(edge.successor, on):
                    onwards.setdefault(edge.successor_id, set()).add(start)
                elif edge.successor.name not in names.setdefault(start, []):
                    names[start].append(edge.successor.name)
        starts = onwards
    return names


def _is_valid(unit: Unit, on: date) -> bool:
    return unit.valid_from <= on and (unit.valid_until is None or on < unit.valid_until)


def _row(edge: Succession, other: Unit, *, takes_most: bool) -> SuccessionRow:
    return SuccessionRow(
        unit_id=other.pk,
        unit_name=other.name,
        effective_on=edge.effective_on,
        extent=edge.get_extent_display(),
        resolution=edge.resolution,
        clause=edge.clause,
        takes_most=takes_most,
        is_sure=edge.confidence == SURE,
    )
