"""Pages that give a post and end an appointment."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.registry.officials import access, services
from khaigiang.registry.officials.forms import AppointForm, EndForm
from khaigiang.registry.units.acting import ActingRequest


@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: ActingRequest, official_id: int) -> HttpResponse:
    """Give an official a post."""
    official = access.get_keepable_official(request.actor, official_id)
    form = _form(request)
    if form.is_valid():
        try:
            services.appoint(official, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The appointment is recorded."))
            return go(request, "officials:official", official.pk)
    return page(
        request, "officials/appoint.html", {"form": form, "official": official}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
def transfer(request: ActingRequest, appointment_id: int) -> HttpResponse:
    """Let an official leave one post for another on the same day."""
    appointment = access.get_keepable_appointment(request.actor, appointment_id)
    form = _form(request)
    if form.is_valid():
        try:
            services.transfer(appointment, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The transfer is recorded."))
            return go(request, "officials:official", appointment.official_id)
    context = {"form": form, "appointment": appointment}
    return page(request, "officials/transfer.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: ActingRequest, appointment_id: int) -> HttpResponse:
    """Record that an official no longer holds a post."""
    appointment = access.get_keepable_appointment(request.actor, appointment_id)
    form = EndForm(request.POST or None)
    if form.is_valid():
        try:
            services.end_appointment(appointment, on=form.cleaned_data["on"], by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, _("The end of the appointment is recorded."))
            return go(request, "officials:official", appointment.official_id)
    return page(
        request, "officials/end.html", {"form": form, "appointment": appointment}, status=422 if form.errors else 200
    )


def _form(request: ActingRequest) -> AppointForm:
    posts, units = access.posts_to_give(request.actor), access.appointing_units(request.actor)
    return AppointForm(request.POST or None, posts=posts, units=units)
