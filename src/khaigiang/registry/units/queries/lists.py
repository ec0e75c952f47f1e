"""Lists of units as of a day."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from khaigiang.registry.units.models import Level, Unit, UnitKind
from khaigiang.registry.units.queries.committees import committees_for


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """One unit."""

    id: int
    code: str
    name: str
    kind: str
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictRow:
    """One district with what lies in it on a day, and the committee to call."""

    id: int
    name: str
    wards: int
    communes: int
    townships: int
    committee: str
    phone: str
    contact_person: str

    @property
    def total(self) -> int:
        return self.wards + self.communes + self.townships


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCount:
    """How many units of a kind there are."""

    kind: str
    label: str
    count: int


def communes_of(unit: Unit, on: date) -> list[UnitRow]:
    """The commune-level units in a unit on a day, by name: those of a district, or those right under the city."""
    return [_row(commune) for commune in _communes(on).filter(parent=unit)]


def communes_under_the_city(on: date) -> list[UnitRow]:
    """The commune-level units without a district over them on a day: all of them since the districts ended."""
    return [_row(commune) for commune in _communes(on).filter(parent__level=Level.PROVINCE)]


def counts_by_kind(on: date) -> list[KindCount]:
    """How many commune-level units there are on a day, kind by kind."""
    counts = Counter(_communes(on).values_list("kind", flat=True))
    return [
        KindCount(kind=kind.value, label=str(kind.label), count=counts[kind])
        for kind in (UnitKind.WARD, UnitKind.COMMUNE, UnitKind.TOWNSHIP)
        if counts[kind]
    ]


def districts_on(on: date) -> list[DistrictRow]:
    """The districts of a day, by name, with the committee of each; none since the level ended."""
    districts = list(Unit.objects.on(on).filter(level=Level.DISTRICT).order_by("sort_key", "pk"))
    committees = committees_for(districts, on)
    counts = Counter(_communes(on).values_list("parent_id", "kind"))
    return [
        DistrictRow(
            id=district.pk,
            name=district.name,
            wards=counts[district.pk, UnitKind.WARD],
            communes=counts[district.pk, UnitKind.COMMUNE],
            townships=counts[district.pk, UnitKind.TOWNSHIP],
            committee=committee.name if (committee := committees.get(district.pk)) else "",
            phone=committee.phone if committee else "",
            contact_person=committee.contact_person if committee else "",
        )
        for district in districts
    ]


def _communes(on: date) -> QuerySet[Unit]:
    return Unit.objects.on(on).filter(level=Level.COMMUNE).order_by("sort_key", "pk")


def _row(unit: Unit) -> UnitRow:
    return UnitRow(
        id=unit.pk,
        code=unit.code,
        name=unit.name,
        kind=unit.get_kind_display(),
        valid_from=unit.valid_from,
        valid_until=unit.valid_until,
    )
