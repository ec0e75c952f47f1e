"""The units of Hà Nội since 2020 as they are shipped (data/README.md)."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Final

CITY_UID: Final = "HN-01"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFact:
    """One unit for one period."""

    uid: str
    code: str
    name: str
    short_name: str
    kind: str
    level: str
    parent_uid: str
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessionFact:
    """One edge of what became of a unit."""

    predecessor_uid: str
    successor_uid: str
    effective_on: date
    extent: str
    resolution: str
    clause: str
    is_default: bool
    confidence: str
    evidence: str


def unit_facts() -> Iterator[UnitFact]:
    """Every unit, in the order of the file: city, districts, communes."""
    for row in _rows("hanoi_units.csv"):
        yield UnitFact(
            uid=row["uid"],
            code=row["code"],
            name=row["name"],
            short_name=row["name_short"],
            kind=row["kind"],
            level=row["level"],
            parent_uid=row["parent_uid"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_until=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        )


def succession_facts() -> Iterator[SuccessionFact]:
    """Every edge of the succession graph."""
    for row in _rows("hanoi_successions.csv"):
        yield SuccessionFact(
            predecessor_uid=row["from_uid"],
            successor_uid=row["to_uid"],
            effective_on=date.fromisoformat(row["effective"]),
            extent=row["extent"],
            resolution=row["resolution"],
            clause=row["clause"],
            is_default=row["is_default"] == "1",
            confidence=row["confidence"],
            evidence=row["evidence"],
        )


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (files("khaigiang.registry.units") / "data" / name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
