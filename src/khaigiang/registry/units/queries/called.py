"""Which units of a day a few typed words name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from khaigiang.registry.units.models import Level, Unit
from khaigiang.registry.units.rules import KIND_IN_NAMES, spelled_out
from khaigiang.vietnamese.names import fold

LONGEST_NAME: Final = 6
KINDS: Final = tuple(fold(kind) for kind in KIND_IN_NAMES.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What words name: for each name of a unit its namesakes on the day, and the words that name none."""

    units: tuple[tuple[int, ...], ...]
    others: tuple[str, ...]


def units_named(words: Sequence[str], on: date) -> Named:
    """The units whose whole names stand among folded words, the longest names first, with or without their kind; not the city."""
    known = _units_of({name for phrase in _phrases(words) for name in _full_names(phrase)}, on) if words else {}
    units: list[tuple[int, ...]] = []
    others: list[str] = []
    place = 0
    while place < len(words):
        for end in range(min(place + LONGEST_NAME, len(words)), place, -1):
            ids = tuple(pk for name in _full_names(words[place:end]) for pk in known.get(name, ()))
            if ids:
                units.append(ids)
                place = end
                break
        else:
            others.append(words[place])
            place += 1
    return Named(units=tuple(units), others=tuple(others))


def _phrases(words: Sequence[str]) -> list[Sequence[str]]:
    places = range(len(words))
    return [words[first : first + length] for first in places for length in range(1, LONGEST_NAME + 1)]


def _full_names(words: Sequence[str]) -> list[str]:
    name = spelled_out(" ".join(words))
    return [name, *(f"{kind} {name}" for kind in KINDS)] if name else []


def _units_of(names: set[str], on: date) -> dict[str, list[int]]:
    units: dict[str, list[int]] = {}
    for pk, name in (
        Unit.objects.on(on).exclude(level=Level.PROVINCE).filter(folded__in=names).values_list("pk", "folded")
    ):
        units.setdefault(name, []).append(pk)
    return units
