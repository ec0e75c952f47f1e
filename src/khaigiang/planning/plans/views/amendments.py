"""A later document amends a plan: what changes is read first, then entered; the latest can be taken back."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.planning.plans import access, queries, services
from khaigiang.planning.plans.forms import (
    AmendForms,
    AmendmentForm,
    GridForm,
    GroupChangesForm,
    PlacesForm,
    QuartersForm,
    TargetForm,
)
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.mandates.http import ActorRequest

# How the fields of the posts that join or leave are told from the others.
GROUP: Final = "group"
# And those of the rule.
RULE: Final = "rule"


@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Type what the document changes, read the items, enter them."""
    plan = access.get_plan(request.actor, plan_id)
    forms, looking = _forms(request, plan), "look" in request.POST
    wanted, reasons, rule, day = forms.typed()
    if day and not looking:
        facts = forms.form.facts() | {"group": reasons, "rule": rule}
        try:
            services.amend_plan(plan, wanted, **facts, by=request.user, at=clock.now())
        except DomainError as refusal:
            forms.form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The amendment is entered."))
            return go(request, "plans:plan", plan.pk)
    context = forms.context() | {"plan": plan} | queries.amendment_preview(plan, wanted, reasons, rule, day)
    wrong = request.method == "POST" and not looking
    partial = "found" if "find" in request.POST else "items"
    return page(request, "plans/amend.html", context, partial=partial, status=422 if wrong else 200)


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


def _forms(request: ActorRequest, plan: Plan) -> AmendForms:
    data, grid = request.POST or None, queries.places_grid(plan)
    initial = queries.typed_values(plan) | {"above_quarter": queries.above_quarter(plan), "document": None}
    form = AmendmentForm(data, initial=initial, documents=access.amending_documents(request.actor, plan))
    kept, text = GroupChangesForm.kept(request.POST, GROUP), request.POST.get(f"{GROUP}-q", "")
    rows = queries.amendable_rows(plan, text, kept, form.day() or clock.today())
    is_ruled = f"{RULE}-target_on" in request.POST
    return AmendForms(
        form,
        rule=TargetForm(data if is_ruled else None, initial=initial, posts=access.posts(request.actor), prefix=RULE),
        group=GroupChangesForm(data, rows=rows, prefix=GROUP),
        quarters=QuartersForm(data, rows=queries.quarter_rows(plan), prefix="quarter"),
        places=GridForm(data, grid=grid, prefix="committee")
        if grid.is_spread
        else PlacesForm(data, rows=queries.quota_rows(plan), prefix="committee"),
    )
