"""The only door to a unit or an office. Both are public facts inside the product; changing them is not."""

from typing import Final

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from khaigiang.registry.units.acting import Acting
from khaigiang.registry.units.models import Office, Unit

KEEPS_OFFICES: Final = frozenset({"admin", "organiser", "office"})


def get_unit(_actor: Acting, unit_id: int) -> Unit:
    """One unit of any time, or 404."""
    return get_object_or_404(Unit.objects.select_related("parent"), pk=unit_id)


def get_office(_actor: Acting, office_id: int) -> Office:
    """One office, or 404."""
    return get_object_or_404(Office.objects.select_related("unit"), pk=office_id)


def may_load_units(actor: Acting) -> bool:
    """May this person bring in the shipped units?"""
    return "admin" in actor.roles


def corrects_units(actor: Acting) -> bool:
    """May this person put right what was entered wrongly about a unit?"""
    return not actor.roles.isdisjoint(KEEPS_OFFICES)


def keeps_offices(actor: Acting) -> bool:
    """May this person add and correct offices?"""
    return not actor.roles.isdisjoint(KEEPS_OFFICES)


def removable_offices(actor: Acting) -> QuerySet[Office]:
    """Offices that this person may remove."""
    return Office.objects.all() if keeps_offices(actor) else Office.objects.none()


def reachable_offices(actor: Acting) -> QuerySet[Office]:
    """Offices whose telephone and contact this person may change: a committee its own."""
    if keeps_offices(actor):
        return Office.objects.all()
    return Office.objects.filter(pk__in=actor.committee_ids)


def get_reachable_office(actor: Acting, office_id: int) -> Office:
    """One office whose contact this person may change, or 404."""
    return get_object_or_404(reachable_offices(actor), pk=office_id)


def units_for_offices(_actor: Acting) -> QuerySet[Unit]:
    """Units an office may act for: the city, the districts, and the communes without districts over them."""
    return Unit.objects.exclude(parent__level="district").order_by("level", "sort_key", "pk")
