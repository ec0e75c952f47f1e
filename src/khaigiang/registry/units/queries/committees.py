"""Which committee acts for a unit on a day."""

from collections.abc import Iterable
from datetime import date

from django.utils import formats

from khaigiang.ground.shared.periods import valid_on
from khaigiang.registry.units.errors import NoCommittee
from khaigiang.registry.units.models import COMMITTEES, Office, Unit


def committee_for(unit: Unit, on: date) -> Office:
    """The committee that names people of a unit: the unit's own, else that of its district; raises NoCommittee."""
    committee = committees_for([unit], on).get(unit.pk)
    if committee is None:
        raise NoCommittee(unit=unit.name, day=formats.date_format(on, "DATE_FORMAT"))
    return committee


def committees_for(units: Iterable[Unit], on: date) -> dict[int, Office]:
    """The committee of each unit by the unit's id, in one query; a unit that has none is left out."""
    parents = {unit.pk: unit.parent_id for unit in units}
    by_unit = {
        office.unit_id: office
        for office in Office.objects.filter(
            valid_on(on, "unit__"),
            kind__in=COMMITTEES,
            is_active=True,
            unit__in={*parents, *parents.values()} - {None},
        ).select_related("unit")
    }
    found = {pk: by_unit.get(pk) or by_unit.get(parent or 0) for pk, parent in parents.items()}
    return {pk: office for pk, office in found.items() if office}
