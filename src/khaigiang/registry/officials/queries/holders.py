"""Who holds a post in each unit on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from khaigiang.registry.officials.models import Appointment, Official, Post
from khaigiang.registry.units.models import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderRow:
    """One unit's post on a day: its holder, who stands in where it is vacant, or nobody."""

    unit_id: int
    unit_name: str
    appointment_id: int | None = None
    official_id: int | None = None
    full_name: str = ""
    sort_key: str = ""
    gender: str = ""
    born_on: str = ""
    ethnicity: str = ""
    qualification: str = ""
    theory_level: str = ""
    joined_party_on: date | None = None
    phone: str = ""
    since: date | None = None

    @property
    def is_vacant(self) -> bool:
        return self.official_id is None


def holders(post: Post, units: Iterable[Unit], on: date) -> list[HolderRow]:
    """One row per unit, in the order of the units, in one query."""
    by_unit = {
        appointment.unit_id: appointment
        for appointment in Appointment.objects.on(on).filter(post=post).holders_last().select_related("official")
    }
    return [_row(unit, by_unit.get(unit.pk)) for unit in units]


def _row(unit: Unit, appointment: Appointment | None) -> HolderRow:
    if appointment is None:
        return HolderRow(unit_id=unit.pk, unit_name=unit.name)
    official: Official = appointment.official
    return HolderRow(
        unit_id=unit.pk,
        unit_name=unit.name,
        appointment_id=appointment.pk,
        official_id=official.pk,
        full_name=official.full_name,
        sort_key=official.sort_key,
        gender=official.gender,
        born_on=official.born_on,
        ethnicity=official.ethnicity,
        qualification=official.qualification,
        theory_level=official.theory_level,
        joined_party_on=official.joined_party_on,
        phone=official.phone,
        since=appointment.valid_from,
    )
