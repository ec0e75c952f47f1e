"""Reading repairs: whom an accident hits, what the ways out would do, what was done."""

from khaigiang.teaching.repairs.queries.hit import Scope, accident_of, scope_of
from khaigiang.teaching.repairs.queries.kept import kept_ways, way_of
from khaigiang.teaching.repairs.queries.ways import (
    RepairRow,
    WayRow,
    decisions_of,
    repair_rows,
    typed_again,
    way_rows,
    ways_not_found,
)

__all__ = [
    "RepairRow",
    "Scope",
    "WayRow",
    "accident_of",
    "decisions_of",
    "kept_ways",
    "repair_rows",
    "scope_of",
    "typed_again",
    "way_of",
    "way_rows",
    "ways_not_found",
]
