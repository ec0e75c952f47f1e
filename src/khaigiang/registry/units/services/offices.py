"""Writing offices: the bodies that issue papers and act for units."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.registry.units.errors import OfficeNameTaken, UnitHasACommittee
from khaigiang.registry.units.models import COMMITTEES, Office, Unit
from khaigiang.vietnamese.names import fold, text_key, tidy

CONTACT = ("address", "phone", "email", "contact_person")
FACTS = ("kind", "unit", "name", "superior", "symbol", "skin", "place", *CONTACT, "is_active")


@transaction.atomic
def save_office(
    office: Office | None,
    *,
    kind: str,
    unit: Unit,
    name: str,
    superior: str = "",
    symbol: str = "",
    skin: str = Office.Skin.PARTY,
    place: str = "Hà Nội",
    address: str = "",
    phone: str = "",
    email: str = "",
    contact_person: str = "",
    is_active: bool = True,
    by: User,
    at: datetime,
) -> Office:
    """Make an office, or put these values in place of what was known of it.

    Raises OfficeNameTaken or UnitHasACommittee.
    """
    office = Office.objects.select_for_update().get(pk=office.pk) if office else Office()
    before = _facts(office) if office.pk else None
    office.kind, office.unit, office.name = kind, unit, tidy(name)
    office.superior, office.symbol, office.skin, office.place = superior, symbol, skin, place
    office.address, office.phone, office.email, office.contact_person = address, phone, email, contact_person
    office.is_active = is_active
    office.sort_key, office.folded = text_key(name), fold(name)
    _require_free_name(office)
    _require_the_only_committee(office)
    office.save()
    audit.record("save_office", office, by=by, at=at, before=before, after=_facts(office))
    return office


@transaction.atomic
def set_contact(
    office: Office,
    *,
    phone: str,
    contact_person: str,
    email: str = "",
    address: str = "",
    by: User,
    at: datetime,
) -> Office:
    """Keep whom to call at an office, and how."""
    office = Office.objects.select_for_update().get(pk=office.pk)
    before = {name: getattr(office, name) for name in CONTACT}
    office.phone, office.contact_person, office.email, office.address = phone, contact_person, email, address
    office.save(update_fields=CONTACT)
    after = {name: getattr(office, name) for name in CONTACT}
    audit.record("set_contact", office, by=by, at=at, before=before, after=after)
    return office


def require_own_place(office: Office) -> None:
    """Raise OfficeNameTaken or UnitHasACommittee where another office has the name, or acts for the unit."""
    _require_free_name(office)
    _require_the_only_committee(office)


def _require_free_name(office: Office) -> None:
    if Office.objects.filter(name=office.name).exclude(pk=office.pk).exists():
        raise OfficeNameTaken(name=office.name)


def _require_the_only_committee(office: Office) -> None:
    if office.kind not in COMMITTEES or not office.is_active:
        return
    other = Office.objects.filter(unit=office.unit, kind__in=COMMITTEES, is_active=True).exclude(pk=office.pk).first()
    if other:
        raise UnitHasACommittee(committee=other.name, unit=office.unit.name)


def _facts(office: Office) -> dict[str, object]:
    return {name: getattr(office, name) for name in FACTS} | {"unit": office.unit.name}
