"""What became of units: finding one by any name it ever had, and walking its succession."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from django.db.models import Q, QuerySet

from khaigiang.ground.shared.searching import words_of
from khaigiang.registry.units.models import Succession, Unit
from khaigiang.registry.units.rules import KIND_IN_NAMES, names_in, spelled_out, spellings
from khaigiang.vietnamese.names import fold, tidy

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

    Those whose whole name was typed come first, of these those in the district that was typed, with the tones that were
    typed, and of the day. A district in which no unit of that name lies is passed over.
    """
    typed = Typed.of(text)
    if not typed.names:
        return []
    units = list(_named(typed.fitting()))
    if not any(typed.is_of_two(unit) or typed.place_of(unit) is not None for unit in units):
        units += [unit for unit in _named(typed.exactly()) if unit not in units]
    units.sort(key=lambda unit: _place(unit, typed, on))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody typed: as written, and the names of units in it."""

    written: str
    names: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Typed":
        """What the text names."""
        return cls(written=tidy(text).lower(), names=tuple(names_in(text)))

    @property
    def phrase(self) -> str:
        """All names one after another."""
        return " ".join(self.names)

    def fitting(self) -> Q:
        """Every word begins a word of the unit's name or of what it lies in."""
        every = Q()
        for word in self.phrase.split():
            some = Q()
            for spelling in spellings(word):
                some |= words_of(spelling, "folded", "parent__folded")
            every &= some
        return every

    def exactly(self) -> Q:
        """A unit's whole name, with or without its kind."""
        kinds = tuple(fold(kind) for kind in KIND_IN_NAMES.values())
        return Q(folded__in=[full for name in self.names for full in (name, *(f"{kind} {name}" for kind in kinds))])

    def is_of_two(self, unit: Unit) -> bool:
        """Is the unit's whole name two of the names together ("Văn Miếu - Quốc Tử Giám")?"""
        return any(f"{one} {other}" in _own_names(unit) for one, other in pairwise(self.names))

    def place_of(self, unit: Unit) -> int | None:
        """Which of the names is the unit's whole name."""
        own = _own_names(unit)
        return next((place for place, name in enumerate(self.names) if name in own), None)

    def names_parent_of(self, unit: Unit) -> bool:
        """Does another of the names say what the unit lies in?"""
        if unit.parent is None:
            return False
        own, parent = self.place_of(unit), {unit.parent.folded, fold(unit.parent.short_name)}
        return any(name in parent for place, name in enumerate(self.names) if place != own)


def _own_names(unit: Unit) -> set[str]:
    return {spelled_out(unit.name), spelled_out(unit.short_name)}


def _named(fitting: Q) -> QuerySet[Unit]:
    return Unit.objects.filter(fitting).select_related("parent").order_by("sort_key", "valid_from", "pk")


def _place(unit: Unit, typed: Typed, on: date) -> tuple[bool, ...]:
    return (
        not typed.is_of_two(unit),
        typed.place_of(unit) is None,
        not typed.names_parent_of(unit),
        typed.phrase not in unit.folded,
        not typed.phrase.startswith((unit.folded, fold(unit.short_name))),
        unit.short_name.lower() not in typed.written,
        not _is_valid(unit, on),
    )


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
