"""Services: asked for, accepted, refused, done; what a school offers."""

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.venues import access, queries, services
from khaigiang.teaching.venues.forms import ReasonForm, ServiceFor, ServiceForm, ServiceKindForm


@require_safe
def service_list(request: ActorRequest) -> HttpResponse:
    """What is to be served today, what is overdue, what comes, what is over."""
    actor = request.actor
    context = {
        "lists": queries.service_lists(
            access.visible_services(actor),
            served=access.services_to_serve(actor),
            own=access.own_services(actor),
            on=clock.today(),
        ),
        "may_ask": access.may_ask(actor),
        "may_keep": access.may_edit(actor),
    }
    return page(request, "venues/services.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask_service(request: ActorRequest) -> HttpResponse:
    """Ask for a service, for a booking, a session or something else."""
    actor, about = request.actor, ServiceFor(request.GET)
    form = ServiceForm(
        request.POST or None,
        kinds=access.kinds_to_ask_for(actor),
        bookings=access.visible_bookings(actor),
        initial=queries.service_to_begin_with(*access.what_for(actor, **about.ids())),
    )
    if form.is_valid():
        asked = services.Asked(**form.cleaned_data | access.session_seen(actor, form.cleaned_data["session_id"]))
        try:
            services.ask_for_service(asked, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The service is asked for; whoever looks after it answers."))
            return go(request, "venues:services")
    return page(request, "venues/ask_service.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def accept(request: ActorRequest, service_id: int) -> HttpResponse:
    """Promise a service."""
    found = access.get_service_to_serve(request.actor, service_id)
    services.accept_service(found, by=request.user, at=clock.now())
    messages.success(request, _("The service is accepted; who asked for it is told."))
    return go(request, "venues:services")


@require_POST
def finish(request: ActorRequest, service_id: int) -> HttpResponse:
    """Note that a service was given."""
    found = access.get_service_to_serve(request.actor, service_id)
    services.finish_service(found, by=request.user, at=clock.now())
    messages.success(request, _("The service is done."))
    return go(request, "venues:services")


@require_POST
def withdraw(request: ActorRequest, service_id: int) -> HttpResponse:
    """Say that a service is no longer needed."""
    found = access.get_service_to_withdraw(request.actor, service_id)
    services.withdraw_service(found, by=request.user, at=clock.now())
    messages.success(request, _("The request is withdrawn; whoever serves is told."))
    return go(request, "venues:services")


@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: ActorRequest, service_id: int) -> HttpResponse:
    """Say with a reason that a service is not to be had."""
    found = access.get_service_to_serve(request.actor, service_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        services.refuse_service(found, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        messages.success(request, _("The service is refused; who asked for it reads the reason."))
        return go(request, "venues:services")
    context = {"service": found, "form": form}
    return page(request, "venues/refuse_service.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def kinds(request: ActorRequest) -> HttpResponse:
    """The services a school offers, and a new one."""
    actor = request.actor
    form = ServiceKindForm(
        request.POST or None, schools=access.schools(actor), keepers=access.keepers(actor),
        initial={"valid_from": clock.today()},
    )  # fmt: skip
    if form.is_valid():
        try:
            services.save_service_kind(None, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "venues:service_kinds")
    context = {"form": form, "kinds": access.kinds_to_keep(actor)}
    return page(request, "venues/service_kinds.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_kind(request: ActorRequest, kind_id: int) -> HttpResponse:
    """Correct a service, or say from when on it is no longer offered."""
    actor, kind = request.actor, access.get_kind_to_keep(request.actor, kind_id)
    form = ServiceKindForm(
        request.POST or None, schools=access.schools(actor), keepers=access.keepers(actor),
        initial=model_to_dict(kind),
    )  # fmt: skip
    if form.is_valid():
        try:
            services.save_service_kind(kind, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "venues:service_kinds")
    return page(request, "venues/service_kind.html", {"kind": kind, "form": form}, status=422 if form.errors else 200)
