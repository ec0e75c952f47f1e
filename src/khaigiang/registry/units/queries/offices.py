"""The list of offices."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, When

from khaigiang.ground.shared.periods import valid_on
from khaigiang.ground.shared.searching import words_of
from khaigiang.registry.units.models import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRow:
    """One office and how to reach it."""

    id: int
    name: str
    kind: str
    unit_id: int
    unit_name: str
    symbol: str
    phone: str
    email: str
    contact_person: str
    is_active: bool
    unit_is_there: bool


def offices(*, text: str = "", kind: str = "", on: date) -> list[OfficeRow]:
    """Offices by name, those whose unit is there on the day first, of these those in use; `text` finds names and telephones."""
    there = Case(When(valid_on(on, "unit__"), then=True), default=False)
    found = Office.objects.select_related("unit").annotate(unit_is_there=there)
    found = found.order_by("-unit_is_there", "-is_active", "sort_key", "pk")
    if kind:
        found = found.filter(kind=kind)
    found = found.filter(words_of(text, "folded", "unit__folded", anywhere=["phone"]))
    return [
        OfficeRow(
            id=office.pk,
            name=office.name,
            kind=office.get_kind_display(),
            unit_id=office.unit_id,
            unit_name=office.unit.name,
            symbol=office.symbol,
            phone=office.phone,
            email=office.email,
            contact_person=office.contact_person,
            is_active=office.is_active,
            unit_is_there=office.unit_is_there,
        )
        for office in found
    ]
