"""Places of the committees: by hand with their sum, or all at once by a rule."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.planning.plans import access, queries, services
from khaigiang.planning.plans.forms import GridForm, PlacesForm, PlacesRuleForm
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.mandates.http import ActorRequest


@require_http_methods(["GET", "HEAD", "POST"])
def places(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Places by committee, and by quarter where they are; what is typed is added up at once, or on the button."""
    plan = access.get_plan(request.actor, plan_id)
    adding_up = request.method != "POST" or "sum" in request.POST
    form = _places_form(request, plan)
    if not adding_up and form.is_valid():
        try:
            services.share_places(plan, form.places(), form.shares(), by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The places are saved."))
            return go(request, "plans:plan", plan.pk)
    template = "plans/grid.html" if isinstance(form, GridForm) else "plans/places.html"
    return page(request, template, {"plan": plan, "form": form}, partial="sum", status=200 if adding_up else 422)


@require_http_methods(["GET", "HEAD", "POST"])
def spread(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Look at the places of every committee in every quarter as the rule gives them, then set them."""
    plan = access.get_plan(request.actor, plan_id)
    if request.method == "POST":
        services.spread_places(plan, by=request.user, at=clock.now())
        messages.success(request, _("The places are spread over the quarters."))
        return go(request, "plans:places", plan.pk)
    return page(request, "plans/spread.html", {"plan": plan, "preview": queries.spread_preview(plan)})


@require_http_methods(["GET", "HEAD", "POST"])
def undo_spread(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Put the quarters of all committees back as they were before they were spread."""
    plan = access.get_plan(request.actor, plan_id)
    if request.method == "POST":
        services.undo_spread_places(plan, by=request.user, at=clock.now())
        messages.success(request, _("The places by quarter are as they were."))
        return go(request, "plans:plan", plan.pk)
    return page(request, "plans/undo_spread.html", {"plan": plan, "last": queries.last_spread(plan)})


@require_http_methods(["GET", "HEAD", "POST"])
def places_rule(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Look at what a rule gives every committee, then set it."""
    plan = access.get_plan(request.actor, plan_id)
    form = PlacesRuleForm(request.POST or request.GET or _rule_now(plan))
    chosen = form.chosen()
    looking = request.method != "POST" or "look" in request.POST
    if not looking and form.is_valid():
        try:
            services.set_places_by_rule(plan, *(chosen or form.typed()), by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The places follow the rule."))
            return go(request, "plans:plan", plan.pk)
    context = {"plan": plan, "form": form, "preview": queries.places_preview(plan, *chosen) if chosen else None}
    return page(request, "plans/places_rule.html", context, partial="preview", status=200 if looking else 422)


@require_http_methods(["GET", "HEAD", "POST"])
def undo_places(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Put back the places that the last rule changed."""
    plan = access.get_plan(request.actor, plan_id)
    if request.method == "POST":
        services.undo_places_by_rule(plan, by=request.user, at=clock.now())
        messages.success(request, _("The places are as they were before the rule."))
        return go(request, "plans:plan", plan.pk)
    return page(request, "plans/undo_places.html", {"plan": plan, "last": queries.last_places_by_rule(plan)})


def _places_form(request: ActorRequest, plan: Plan) -> GridForm | PlacesForm:
    grid = queries.places_grid(plan)
    if grid.is_spread:
        return GridForm(request.POST or None, grid=grid)
    return PlacesForm(request.POST or request.GET or None, rows=queries.quota_rows(plan))


def _rule_now(plan: Plan) -> dict[str, object]:
    return {"rule": plan.places_rule, "number": plan.places_number}
