"""The only door to a hall, a closure, a booking or a service."""

from typing import Final

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from khaigiang.ground.accounts.models import User
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.units.models import Office
from khaigiang.teaching.venues.models import (
    Booking,
    Hall,
    HallClosure,
    HallUse,
    SchoolHours,
    ServiceKind,
    ServiceRequest,
)
from khaigiang.teaching.venues.queries import keepers_on
from khaigiang.teaching.venues.states import TO_SERVE, BookingState

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


def schools_seen(actor: Actor) -> QuerySet[Office]:
    """The schools whose hours the actor reads: every one for the city, the own for its people."""
    found = Office.objects.filter(kind=Office.Kind.SCHOOL, is_active=True).order_by("sort_key", "pk")
    if actor.is_any(*READ_ALL):
        return found
    return found.filter(pk__in=actor.office_ids) if actor.is_any(*READ_OWN) else found.none()


def get_school_to_keep(actor: Actor, office_id: int) -> Office:
    """One school whose hours the actor sets, or 404."""
    return get_object_or_404(schools(actor), pk=office_id)


def get_hours_to_keep(actor: Actor, hours_id: int) -> SchoolHours:
    """One table of hours of a school whose hours the actor sets, or 404."""
    return get_object_or_404(
        SchoolHours.objects.filter(office__in=schools(actor)).select_related("office"), pk=hours_id
    )


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


def kinds_to_keep(actor: Actor) -> QuerySet[ServiceKind]:
    """The services that the actor's training office offers, those at present first."""
    if not actor.is_any(Role.OFFICE):
        return ServiceKind.objects.none()
    kinds = ServiceKind.objects.filter(office__in=actor.office_ids)
    return kinds.select_related("office", "keeper").order_by("valid_until", "name", "pk")


def get_kind_to_keep(actor: Actor, kind_id: int) -> ServiceKind:
    """One service that the actor's training office offers, or 404."""
    return get_object_or_404(kinds_to_keep(actor), pk=kind_id)


def kinds_to_ask_for(actor: Actor) -> QuerySet[ServiceKind]:
    """The services that are offered today or later, of any school for the city, of the own for its people."""
    offered = ServiceKind.objects.filter(Q(valid_until=None) | Q(valid_until__gt=actor.on)).order_by("name", "pk")
    if actor.is_any(*ASK_ANYWHERE):
        return offered.select_related("office")
    return offered.filter(office__in=actor.office_ids) if actor.is_any(*READ_OWN) else offered.none()


def visible_services(actor: Actor) -> QuerySet[ServiceRequest]:
    """Every request for the city, those to their school for its people, and the own."""
    if actor.is_any(*READ_ALL):
        return ServiceRequest.objects.all()
    mine = Q(asked_by=actor.user)
    if actor.is_any(*READ_OWN):
        mine |= Q(kind__office__in=actor.office_ids)
    return ServiceRequest.objects.filter(mine)


def services_to_serve(actor: Actor) -> QuerySet[ServiceRequest]:
    """Requests that the actor answers: of services they look after, and of all of their school for its training office."""
    if not actor.is_any(*READ_OWN):
        return ServiceRequest.objects.none()
    serves = Q(kind__keeper=actor.user)
    if actor.is_any(Role.OFFICE):
        serves |= Q(kind__office__in=actor.office_ids)
    return ServiceRequest.objects.filter(serves, kind__office__in=actor.office_ids).select_related("kind", "asked_by")


def services_waiting(actor: Actor) -> QuerySet[ServiceRequest]:
    """What is still to be answered or served by this actor: of services they look after or that nobody does."""
    nobody = Q(kind__keeper=None) | ~Q(kind__keeper__in=keepers(actor))
    mine = services_to_serve(actor).filter(Q(kind__keeper=actor.user) | nobody, state__in=TO_SERVE)
    return mine.order_by("on", "at", "pk")


def own_services(actor: Actor) -> QuerySet[ServiceRequest]:
    """What the actor asked for."""
    return ServiceRequest.objects.filter(asked_by=actor.user)


def get_service_to_serve(actor: Actor, service_id: int) -> ServiceRequest:
    """One request that the actor answers, or 404."""
    return get_object_or_404(services_to_serve(actor), pk=service_id)


def get_service_to_withdraw(actor: Actor, service_id: int) -> ServiceRequest:
    """One request that the actor asked for or answers, or 404."""
    mine = Q(asked_by=actor.user) | Q(pk__in=services_to_serve(actor).values("pk"))
    return get_object_or_404(ServiceRequest.objects.filter(mine), pk=service_id)


def use_of_session(actor: Actor, session_id: int) -> HallUse | None:
    """What a session takes of a hall that the actor sees; None where there is no such session."""
    uses = HallUse.objects.filter(session_id=session_id, hall__in=visible_halls(actor))
    return uses.select_related("hall").first()


def session_seen(actor: Actor, session_id: int | None) -> dict[str, int | None]:
    """The session of a service, where the actor sees the hall that it takes; otherwise none."""
    use = use_of_session(actor, session_id or 0)
    return {"session_id": use.session_id if use else None}


def what_for(
    actor: Actor, booking: int | None = None, session: int | None = None
) -> tuple[Booking | None, HallUse | None]:
    """What a service is asked for, by ids: a booking and a session that the actor sees; None for each without."""
    return visible_bookings(actor).filter(pk=booking or 0).first(), use_of_session(actor, session or 0)
