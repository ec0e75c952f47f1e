"""Parts of a plan: its quarters, who signs its papers."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.planning.plans import access, queries, services
from khaigiang.planning.plans.forms import DutyForm, QuartersForm
from khaigiang.registry.mandates.http import ActorRequest


@require_http_methods(["GET", "HEAD", "POST"])
def quarters(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Classes and places by quarter."""
    plan = access.get_plan(request.actor, plan_id)
    form = QuartersForm(request.POST or None, rows=queries.quarter_rows(plan))
    if form.is_valid():
        services.set_quarters(plan, form.targets(), by=request.user, at=clock.now())
        messages.success(request, _("The quarters are saved."))
        return go(request, "plans:plan", plan.pk)
    return page(request, "plans/quarters.html", {"plan": plan, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def duty(request: ActorRequest, plan_id: int, paper: str) -> HttpResponse:
    """Who signs, numbers and receives one kind of paper."""
    plan = access.get_plan(request.actor, plan_id)
    kind = access.get_paper(paper)
    form = DutyForm(
        request.POST or None,
        initial=queries.suggested_duty(plan, kind),
        offices=access.signing_offices(request.actor),
    )
    if form.is_valid():
        services.set_duty(plan, kind, **form.cleaned_data, by=request.user, at=clock.now())
        return go(request, "plans:plan", plan.pk)
    context = {"plan": plan, "paper": kind.label, "form": form}
    return page(request, "plans/duty.html", context, status=422 if form.errors else 200)
