"""Halls and the days on which they are not to be had."""

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.venues import access, queries, services
from khaigiang.teaching.venues.forms import ClosureForm, HallFilterForm, HallForm


@require_safe
def hall_list(request: ActorRequest) -> HttpResponse:
    """Every hall there is."""
    halls = access.visible_halls(request.actor)
    context = {
        "form": HallFilterForm(request.GET),
        "rows": queries.hall_rows(
            halls,
            on=clock.today(),
            with_former="former" in request.GET,
            next_of=queries.next_uses(halls, clock.now()),
        ),
        "may_edit": access.may_edit(request.actor),
    }
    return page(request, "venues/list.html", context)


@require_safe
def hall_page(request: ActorRequest, hall_id: int) -> HttpResponse:
    """One hall with its closures."""
    hall = access.get_hall(request.actor, hall_id)
    context = {
        "hall": hall,
        "closures": queries.closure_rows(hall, on=clock.today()),
        "bookings": queries.booking_rows(access.bookings_of(request.actor, hall), since=clock.today()),
        "calendar": queries.weeks_of_hall(
            hall, first=clock.today(), weeks=queries.WEEKS_OF_A_MONTH, today=clock.today()
        ),
        "may_ask": access.may_ask_for(request.actor, hall),
        "may_write": access.may_write(request.actor, hall),
        "form": ClosureForm(),
    }
    return page(request, "venues/hall.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_hall(request: ActorRequest) -> HttpResponse:
    """Add a hall."""
    form = HallForm(request.POST or None, schools=access.schools(request.actor), keepers=access.keepers(request.actor))
    if form.is_valid():
        try:
            hall = services.save_hall(None, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error("name", str(refusal))
        else:
            return go(request, "venues:hall", hall.pk)
    return page(request, "venues/form.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_hall(request: ActorRequest, hall_id: int) -> HttpResponse:
    """Correct what is known of a hall."""
    hall = access.get_hall_to_write(request.actor, hall_id)
    form = HallForm(
        request.POST or None,
        schools=access.schools(request.actor),
        keepers=access.keepers(request.actor),
        initial=model_to_dict(hall),
    )
    if form.is_valid():
        try:
            services.save_hall(hall, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error("name", str(refusal))
        else:
            return go(request, "venues:hall", hall.pk)
    return page(request, "venues/form.html", {"hall": hall, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def add_closure(request: ActorRequest, hall_id: int) -> HttpResponse:
    """Note that a hall is taken for something else."""
    hall = access.get_hall_to_write(request.actor, hall_id)
    form = ClosureForm(request.POST or None)
    if form.is_valid():
        try:
            services.add_hall_closure(hall, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error("last_day", str(refusal))
        else:
            messages.success(request, _("The closure is noted. Timetables made from now on keep the hall free."))
            return go(request, "venues:hall", hall.pk)
    return page(request, "venues/closure.html", {"hall": hall, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_closure(request: ActorRequest, closure_id: int) -> HttpResponse:
    """Take a closure back."""
    closure = access.get_closure(request.actor, closure_id)
    if request.method != "POST":
        return page(request, "venues/remove_closure.html", {"closure": closure})
    hall = services.remove_hall_closure(closure, by=request.user, at=clock.now())
    messages.success(request, _("The closure is taken back."))
    return go(request, "venues:hall", hall.pk)
