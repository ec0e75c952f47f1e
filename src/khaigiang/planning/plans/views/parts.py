"""Parts of a plan: its quarters, who signs its papers."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.planning.plans import access, queries, services
from khaigiang.planning.plans.forms import AboveQuarterForm, DutyForm, QuartersForm, SubstituteForm
from khaigiang.registry.mandates.http import ActorRequest


@require_http_methods(["GET", "HEAD", "POST"])
def quarters(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Classes and places by quarter."""
    plan = access.get_plan(request.actor, plan_id)
    form = QuartersForm(request.POST or None, rows=queries.quarter_rows(plan))
    above = AboveQuarterForm(request.POST or None, initial={"above_quarter": queries.above_quarter(plan)})
    if form.is_valid() and above.is_valid():
        services.set_quarters(plan, form.targets(), above=above.above(), by=request.user, at=clock.now())
        messages.success(request, _("The quarters are saved."))
        return go(request, "plans:plan", plan.pk)
    context = {"plan": plan, "form": form, "above": above}
    return page(request, "plans/quarters.html", context, status=422 if form.errors or above.errors else 200)


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
    context = {
        "plan": plan,
        "paper": kind,
        "form": form,
        "is_settled": queries.is_settled(plan, kind),
        "substitutes": queries.substitutes_of(plan, kind),
    }
    return page(request, "plans/duty.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def substitute(request: ActorRequest, plan_id: int, paper: str) -> HttpResponse:
    """Say who signs a kind of paper in the signer's place, from a day to another."""
    duty = access.get_duty(request.actor, plan_id, paper)
    form = SubstituteForm(request.POST or None)
    if form.is_valid():
        try:
            services.add_substitute(duty, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "plans:duty", plan_id, paper)
    return page(request, "plans/substitute.html", {"duty": duty, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_substitute(request: ActorRequest, substitute_id: int) -> HttpResponse:
    """Take a substitute away, after a look at it."""
    found = access.get_substitute(request.actor, substitute_id)
    if request.method == "POST":
        services.remove_substitute(found, by=request.user, at=clock.now())
        return go(request, "plans:duty", found.duty.plan_id, found.duty.paper)
    return page(request, "plans/remove_substitute.html", {"substitute": found, "duty": found.duty})


@require_POST
def draw_up(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Draw up the plan's paper."""
    plan = access.get_plan(request.actor, plan_id)
    paper = services.draw_up_plan(plan, by=request.user, at=clock.now())
    messages.success(request, _("The paper of the plan is drawn up. Look at it before it is signed."))
    return go(request, "documents:document", paper.document_id)
