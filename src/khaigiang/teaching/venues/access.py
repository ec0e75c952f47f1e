"""The only door to a hall or a closure."""

from typing import Final

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.units.models import Office
from khaigiang.teaching.venues.models import Hall, HallClosure

READ_ALL: Final = (Role.LEADER, Role.ORGANISER, Role.AUDITOR)
READ_OWN: Final = (Role.HEAD, Role.OFFICE, Role.TEACHER)


def visible_halls(actor: Actor) -> QuerySet[Hall]:
    """Every hall for the city, those of their school for its people."""
    if actor.is_any(*READ_ALL):
        return Hall.objects.all()
    if actor.is_any(*READ_OWN):
        return Hall.objects.filter(office__in=actor.office_ids)
    return Hall.objects.none()


def get_hall(actor: Actor, hall_id: int) -> Hall:
    """One visible hall, or 404."""
    return get_object_or_404(visible_halls(actor).select_related("office"), pk=hall_id)


def halls_to_write(actor: Actor) -> QuerySet[Hall]:
    """The halls of the schools whose training office the actor belongs to."""
    if not actor.is_any(Role.OFFICE):
        return Hall.objects.none()
    return Hall.objects.filter(office__in=actor.office_ids)


def get_hall_to_write(actor: Actor, hall_id: int) -> Hall:
    """One hall that the actor may correct, or 404."""
    return get_object_or_404(halls_to_write(actor).select_related("office"), pk=hall_id)


def get_closure(actor: Actor, closure_id: int) -> HallClosure:
    """A closure that the actor may take back, or 404."""
    closures = HallClosure.objects.filter(hall__in=halls_to_write(actor)).select_related("hall")
    return get_object_or_404(closures, pk=closure_id)


def schools(actor: Actor) -> QuerySet[Office]:
    """The schools for which the actor may add halls."""
    if not actor.is_any(Role.OFFICE):
        return Office.objects.none()
    return Office.objects.filter(pk__in=actor.office_ids, kind=Office.Kind.SCHOOL, is_active=True).order_by("sort_key")


def may_edit(actor: Actor) -> bool:
    """May the actor add and correct halls at all?"""
    return actor.is_any(Role.OFFICE)


def may_write(actor: Actor, hall: Hall) -> bool:
    """May the actor correct this hall?"""
    return may_edit(actor) and hall.office_id in actor.office_ids
