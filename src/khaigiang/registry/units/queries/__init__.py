"""Reading units and offices, as of a day."""

from khaigiang.registry.units.queries.called import Named, units_named
from khaigiang.registry.units.queries.committees import committee_for, committees_for
from khaigiang.registry.units.queries.family import Family, FamilyStep, FamilyUnit, family
from khaigiang.registry.units.queries.lists import (
    DistrictRow,
    KindCount,
    UnitRow,
    communes_of,
    communes_under_the_city,
    counts_by_kind,
    districts_on,
)
from khaigiang.registry.units.queries.offices import OfficeRow, offices
from khaigiang.registry.units.queries.succession import FoundUnit, SuccessionRow, origins, search_units, successions

__all__ = [
    "DistrictRow",
    "Family",
    "FamilyStep",
    "FamilyUnit",
    "FoundUnit",
    "KindCount",
    "Named",
    "OfficeRow",
    "SuccessionRow",
    "UnitRow",
    "committee_for",
    "committees_for",
    "communes_of",
    "communes_under_the_city",
    "counts_by_kind",
    "districts_on",
    "family",
    "offices",
    "origins",
    "search_units",
    "successions",
    "units_named",
]
