"""What people are told about bookings of halls."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.notices.services import tell
from khaigiang.ground.shared.dates import local_day
from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.ground.shared.periods import valid_on
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.venues.models import Booking, Hall, ServiceKind, ServiceRequest
from khaigiang.teaching.venues.rules import hours_in_words
from khaigiang.teaching.venues.states import BookingState, ServiceState

ANSWERS = {
    BookingState.APPROVED: _("You have the hall you asked for"),
    BookingState.REFUSED: _("The hall you asked for is not to be had"),
}


SERVICE_ANSWERS = {
    ServiceState.ACCEPTED: _("A service you asked for is accepted"),
    ServiceState.REFUSED: _("A service you asked for is not to be had"),
    ServiceState.DONE: _("A service you asked for is done"),
    ServiceState.WITHDRAWN: _("A service is no longer needed"),
}


def service_asked_for(request: ServiceRequest, *, at: datetime) -> None:
    """Whoever serves learns that somebody asks."""
    _tell_of_service(_keepers(request.kind, at), _("Somebody asks for a service"), request, at=at)


def service_answered(request: ServiceRequest, *, by: User, at: datetime) -> None:
    """The other side learns what became of a request: who asked, or whoever serves when it is withdrawn."""
    is_withdrawn = request.state == ServiceState.WITHDRAWN
    others = _keepers(request.kind, at) if is_withdrawn else [request.asked_by]
    title = SERVICE_ANSWERS[ServiceState(request.state)]
    _tell_of_service([one for one in others if one.pk != by.pk], title, request, at=at)


def hall_asked_for(booking: Booking, *, at: datetime) -> None:
    """Whoever answers for the hall learns that somebody asks for it."""
    _tell(_keepers(booking.hall, at), _("Somebody asks for a hall"), booking, at=at)


def booking_answered(booking: Booking, *, at: datetime) -> None:
    """Who asked learns the answer."""
    _tell([booking.asked_by], ANSWERS[BookingState(booking.state)], booking, at=at)


def booking_changed(booking: Booking, *, by: User, at: datetime) -> None:
    """Who asked learns that the booking was changed by another."""
    if booking.asked_by_id != by.pk:
        _tell([booking.asked_by], _("Your booking of a hall was changed"), booking, at=at)


def booking_cancelled(booking: Booking, *, by: User, at: datetime) -> None:
    """The other side learns that a booking is cancelled: who asked, or whoever answers for the hall."""
    others = [booking.asked_by] if booking.asked_by_id != by.pk else _keepers(booking.hall, at)
    _tell([one for one in others if one.pk != by.pk], _("A booking of a hall is cancelled"), booking, at=at)


def _keepers(kept: Hall | ServiceKind, at: datetime) -> list[User]:
    """Who looks after a hall or a service, while they work at its school; otherwise its training office."""
    works_there = Mandate.objects.filter(valid_on(local_day(at)), office=kept.office_id)
    acting = list(works_there.select_related("user").order_by("pk"))
    keepers = [mandate.user for mandate in acting if mandate.user_id == kept.keeper_id]
    return keepers[:1] or [mandate.user for mandate in acting if mandate.role == Role.OFFICE]


def _tell(users: Iterable[User], title: Promise, booking: Booking, *, at: datetime) -> None:
    link = reverse("venues:booking", args=[booking.pk])
    hours = hours_in_words(booking.starts_at, booking.ends_at)
    said = f"{booking.hall}: {booking.title}, {hours}, {day_in_words(booking.on)}"
    for user in users:
        with translation.override(user.language):
            tell([user], title=str(title), body=" – ".join(filter(None, (said, booking.answer))), link=link, at=at)


def _tell_of_service(users: Iterable[User], title: Promise, request: ServiceRequest, *, at: datetime) -> None:
    said = f"{request.kind} × {request.quantity}: {request.about}, {request.at:%H:%M}, {day_in_words(request.on)}"
    for user in users:
        with translation.override(user.language):
            body = " – ".join(filter(None, (said, request.answer)))
            tell([user], title=str(title), body=body, link=reverse("venues:services"), at=at)
