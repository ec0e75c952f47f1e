"""Places by committee and class: typed with their sums, spread by a click, taken away, put back."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.cohorts import access, queries, services
from khaigiang.teaching.cohorts.forms.class_places import ClassPlacesForm


@require_http_methods(["GET", "HEAD", "POST"])
def class_places(request: ActorRequest, plan_id: int) -> HttpResponse:
    """The places of every committee in every class; what is typed is added up at once, or on the button."""
    plan = access.get_plan_to_read(request.actor, plan_id)
    form = ClassPlacesForm(request.POST or None, grid=queries.class_places_grid(plan))
    adding_up = request.method != "POST" or "sum" in request.POST
    if not adding_up and form.is_valid():
        try:
            services.set_class_places(plan, form.places(), by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The places are saved."))
            return go(request, "cohorts:class_places", plan_id)
    may_set = plan.is_open and access.may_run(request.actor)
    context = {"plan": plan, "form": form, "may_set": may_set, "last": queries.last_places_change(plan)}
    return page(request, "cohorts/class_places.html", context, partial="sum", status=200 if adding_up else 422)


@require_http_methods(["GET", "HEAD", "POST"])
def spread_class_places(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Look at the places that every committee gets in every class, then set them."""
    plan = access.get_plan_to_run(request.actor, plan_id)
    if request.method == "POST":
        services.spread_class_places(plan, by=request.user, at=clock.now())
        messages.success(request, _("The places are spread over the classes. Committees now fill them with names."))
        return go(request, "cohorts:class_places", plan_id)
    return page(request, "cohorts/spread_class_places.html", {"plan": plan, "shown": queries.spread_preview(plan)})


@require_http_methods(["GET", "HEAD", "POST"])
def clear_class_places(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Ask before the people of every committee are placed directly."""
    plan = access.get_plan_to_run(request.actor, plan_id)
    if request.method == "POST":
        services.clear_class_places(plan, by=request.user, at=clock.now())
        messages.success(request, _("Every committee's people are placed directly."))
        return go(request, "cohorts:class_places", plan_id)
    return page(request, "cohorts/clear_class_places.html", {"plan": plan})


@require_http_methods(["GET", "HEAD", "POST"])
def undo_class_places(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Put the places by class back as they were before they were set last."""
    plan = access.get_plan_to_run(request.actor, plan_id)
    if request.method == "POST":
        services.undo_class_places(plan, by=request.user, at=clock.now())
        messages.success(request, _("The places by class are as they were."))
        return go(request, "cohorts:class_places", plan_id)
    return page(request, "cohorts/undo_class_places.html", {"plan": plan, "last": queries.last_places_change(plan)})
