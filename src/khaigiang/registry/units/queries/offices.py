"""The list of offices."""

from dataclasses import dataclass

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


def offices(*, text: str = "", kind: str = "") -> list[OfficeRow]:
    """Offices by name, those in use first; `text` finds names without tones, and telephones."""
    found = Office.objects.select_related("unit").order_by("-is_active", "sort_key", "pk")
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
        )
        for office in found
    ]
