"""Asking for a hall, answering, changing, cancelling."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.venues import access, queries, services
from khaigiang.teaching.venues.forms import BookingForm, ReasonForm


@require_safe
def booking_list(request: ActorRequest) -> HttpResponse:
    """Bookings from today on, or all of them; what waits for an answer first."""
    since = None if "all" in request.GET else clock.today()
    context = {
        "waiting": queries.booking_rows(access.bookings_to_answer(request.actor)),
        "rows": queries.booking_rows(access.visible_bookings(request.actor), since=since),
        "may_ask": access.may_ask(request.actor),
        "all": since is None,
    }
    return page(request, "venues/bookings.html", context)


@require_safe
def booking_page(request: ActorRequest, booking_id: int) -> HttpResponse:
    """One booking, what stands in its way, and what may be done."""
    booking = access.get_booking(request.actor, booking_id)
    context = {
        "booking": queries.booking_row(booking),
        "in_the_way": queries.in_the_way_of(booking),
        "may_answer": access.answers_for(request.actor, booking.hall),
        "may_change": access.may_change(request.actor, booking) and booking.on >= clock.today(),
    }
    return page(request, "venues/booking.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: ActorRequest) -> HttpResponse:
    """Ask for a hall; whoever answers for it has it at once."""
    form = BookingForm(request.POST or None, halls=access.halls_to_ask_for(request.actor), initial=request.GET.dict())
    if form.is_valid():
        wanted = services.Wanted(**form.cleaned_data)
        decides = access.answers_for(request.actor, wanted.hall)
        try:
            booking = services.ask_for_hall(wanted, decides=decides, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "venues:booking", booking.pk)
    return page(request, "venues/ask.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ActorRequest, booking_id: int) -> HttpResponse:
    """Change a booking: it waits for an answer again, unless the one who answers changes it."""
    booking = access.get_booking_to_change(request.actor, booking_id)
    halls = access.halls_to_ask_for(request.actor)
    form = BookingForm(request.POST or None, halls=halls, initial=queries.typed_booking(booking))
    if form.is_valid():
        wanted = services.Wanted(**form.cleaned_data)
        is_moved = services.stays_approved(booking, decides=access.answers_for(request.actor, wanted.hall))
        write = services.move_booking if is_moved else services.change_booking
        try:
            write(booking, wanted, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "venues:booking", booking.pk)
    return page(request, "venues/ask.html", {"booking": booking, "form": form}, status=422 if form.errors else 200)


@require_POST
def approve(request: ActorRequest, booking_id: int) -> HttpResponse:
    """Give somebody the hall."""
    booking = access.get_booking_to_answer(request.actor, booking_id)
    services.approve_booking(booking, by=request.user, at=clock.now())
    messages.success(request, _("The hall is booked; who asked for it is told."))
    return go(request, "venues:booking", booking_id)


@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: ActorRequest, booking_id: int) -> HttpResponse:
    """Say with a reason that the hall is not to be had."""
    booking = access.get_booking_to_answer(request.actor, booking_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        services.refuse_booking(booking, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        messages.success(request, _("The booking is refused; who asked for it reads the reason."))
        return go(request, "venues:booking", booking_id)
    context = {"booking": booking, "form": form}
    return page(request, "venues/refuse_booking.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: ActorRequest, booking_id: int) -> HttpResponse:
    """Take a booking back: the hall is free."""
    booking = access.get_booking_to_change(request.actor, booking_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        services.cancel_booking(booking, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        messages.success(request, _("The booking is cancelled and the hall is free."))
        return go(request, "venues:booking", booking_id)
    context = {"booking": booking, "form": form}
    return page(request, "venues/cancel_booking.html", context, status=422 if form.errors else 200)
