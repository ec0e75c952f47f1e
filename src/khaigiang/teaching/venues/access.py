"""The only door to a hall, a closure or a booking."""

from typing import Final

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from khaigiang.ground.accounts.models import User
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.units.models import Office
from khaigiang.teaching.venues.models import Booking, Hall, HallClosure
from khaigiang.teaching.venues.queries import keepers_on
from khaigiang.teaching.venues.states import BookingState

READ_ALL: Final = (Role.LEADER, Role.ORGANISER, Role.AUDITOR)
READ_OWN: Final = (Role.HEAD, Role.OFFICE, Role.TEACHER)
# The city may ask any school for a hall; the people of a school ask for its own.
ASK_ANYWHERE: Final = (Role.LEADER, Role.ORGANISER)


def visible_halls(actor: Actor) -> QuerySet[Hall]:
    """Every hall for the city, those of their school for its people."""
    if actor.is_any(*READ_ALL):
        return Hall.objects.all()
    if actor.is_any(*READ_OWN):
        return Hall.objects.filter(office__in=actor.office_ids)
    return Hall.objects.none()


def halls_to_look_at(actor: Actor) -> QuerySet[Hall]:
    """Where the actor looks for a free hall: those to ask for, and those that are only seen by who asks for none."""
    return halls_to_ask_for(actor) if may_ask(actor) else visible_halls(actor)


def get_hall(actor: Actor, hall_id: int) -> Hall:
    """One visible hall, or 404."""
    return get_object_or_404(visible_halls(actor).select_related("office", "keeper"), pk=hall_id)


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


def keepers(actor: Actor) -> QuerySet[User]:
    """Who may be named to look after a hall of the actor's schools."""
    return keepers_on(actor.on, actor.office_ids)


def may_ask(actor: Actor) -> bool:
    """May the actor ask for a hall at all?"""
    return actor.is_any(*ASK_ANYWHERE, *READ_OWN)


def halls_to_ask_for(actor: Actor) -> QuerySet[Hall]:
    """The halls in use that the actor may ask for, by school and name."""
    found = Hall.objects.filter(is_active=True).select_related("office").order_by("office__sort_key", "name", "pk")
    if actor.is_any(*ASK_ANYWHERE):
        return found
    return found.filter(office__in=actor.office_ids) if actor.is_any(*READ_OWN) else found.none()


def may_ask_for(actor: Actor, hall: Hall) -> bool:
    """May the actor ask for this hall?"""
    return halls_to_ask_for(actor).filter(pk=hall.pk).exists()


def answers_for(actor: Actor, hall: Hall) -> bool:
    """Does the actor decide who has this hall: whoever looks after it, and the training office of its school?"""
    is_keeper = hall.keeper_id == actor.user.pk and actor.is_any(*READ_OWN) and hall.office_id in actor.office_ids
    return is_keeper or may_write(actor, hall)


def visible_bookings(actor: Actor) -> QuerySet[Booking]:
    """The bookings of every hall that the actor sees, and those the actor asked for."""
    together = Booking.objects.select_related("hall__office", "asked_by", "answered_by")
    return together.filter(Q(hall__in=visible_halls(actor)) | Q(asked_by=actor.user))


def bookings_of(actor: Actor, hall: Hall) -> QuerySet[Booking]:
    """The bookings of one hall that the actor sees."""
    return visible_bookings(actor).filter(hall=hall)


def get_booking(actor: Actor, booking_id: int) -> Booking:
    """One visible booking with its hall and people, or 404."""
    return get_object_or_404(visible_bookings(actor), pk=booking_id)


def get_booking_to_answer(actor: Actor, booking_id: int) -> Booking:
    """One booking of a hall for which the actor answers, or 404."""
    booking = get_booking(actor, booking_id)
    if not answers_for(actor, booking.hall):
        raise Http404
    return booking


def get_booking_to_change(actor: Actor, booking_id: int) -> Booking:
    """One booking that the actor asked for or whose hall the actor answers for, or 404."""
    booking = get_booking(actor, booking_id)
    if not may_change(actor, booking):
        raise Http404
    return booking


def may_change(actor: Actor, booking: Booking) -> bool:
    """May the actor change or cancel the booking: who asked for it and whoever answers for its hall?"""
    return answers_for(actor, booking.hall) or (may_ask(actor) and booking.asked_by_id == actor.user.pk)


def bookings_to_answer(actor: Actor) -> QuerySet[Booking]:
    """Bookings that wait for this actor: of halls they look after, or of their school where nobody does."""
    if not actor.is_any(*READ_OWN):
        return Booking.objects.none()
    mine = Q(hall__keeper=actor.user)
    if actor.is_any(Role.OFFICE):
        mine |= Q(hall__keeper=None) | ~Q(hall__keeper__in=keepers(actor))
    waiting = Booking.objects.filter(mine, state=BookingState.ASKED, hall__office__in=actor.office_ids)
    return waiting.select_related("hall", "asked_by").order_by("on", "starts_at", "pk")
