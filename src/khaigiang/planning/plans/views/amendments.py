"""A later document amends a plan: what changes is read first, then entered; the latest can be taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.planning.plans import access, queries, services
from khaigiang.planning.plans.forms import AmendmentForm, GridForm, PlacesForm, QuartersForm
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.mandates.http import ActorRequest


@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Type what the document changes, read the items, enter them."""
    plan = access.get_plan(request.actor, plan_id)
    form, quarters, places = _forms(request, plan)
    may_read = all([form.is_valid(), quarters.is_valid(), places.is_valid()])
    wanted = form.items() | quarters.items() | places.items() if may_read else {}
    if may_read and "look" not in request.POST:
        try:
            services.amend_plan(plan, wanted, **form.facts(), by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The amendment is entered."))
            return go(request, "plans:plan", plan.pk)
    items = queries.changed_items(plan, wanted) if may_read else []
    context = {"plan": plan, "form": form, "quarters": quarters, "places": places, "items": items, "read": may_read}
    wrong = request.method == "POST" and "look" not in request.POST
    return page(request, "plans/amend.html", context, partial="items", status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: ActorRequest, amendment_id: int) -> HttpResponse:
    """Take the latest amendment back."""
    found = access.get_amendment(request.actor, amendment_id)
    if request.method == "POST":
        plan = services.withdraw_amendment(found, by=request.user, at=clock.now())
        messages.success(request, _("The amendment is taken back."))
        return go(request, "plans:plan", plan.pk)
    rows = [row for row in queries.amendment_rows(found.plan) if row.id == found.pk]
    return page(request, "plans/withdraw_amendment.html", {"plan": found.plan, "amendment": rows[0]})


def _forms(request: ActorRequest, plan: Plan) -> tuple[AmendmentForm, QuartersForm, GridForm | PlacesForm]:
    data, grid = request.POST or None, queries.places_grid(plan)
    initial = queries.typed_values(plan) | {"document": None}
    return (
        AmendmentForm(data, initial=initial, documents=access.amending_documents(request.actor, plan)),
        QuartersForm(data, rows=queries.quarter_rows(plan), prefix="quarter"),
        GridForm(data, grid=grid, prefix="committee")
        if grid.is_spread
        else PlacesForm(data, rows=queries.quota_rows(plan), prefix="committee"),
    )
