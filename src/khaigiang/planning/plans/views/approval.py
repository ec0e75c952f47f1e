"""A plan sent up, taken back, sent back or approved."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.planning.plans import access, queries, services
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.reason_form import ReasonForm
from khaigiang.planning.plans.states import PlacesRule
from khaigiang.registry.mandates.http import ActorRequest


@require_http_methods(["GET", "HEAD", "POST"])
def send_up(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Look at what is sent up, then send it."""
    plan = access.get_plan(request.actor, plan_id)
    if request.method == "POST":
        services.send_up_plan(plan, by=request.user, at=clock.now())
        messages.success(request, _("The plan is sent up. Whoever may approve it has been told."))
        return go(request, "plans:plan", plan.pk)
    return page(request, "plans/send_up.html", _looked_at(plan))


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Make a plan that waits a draft again."""
    plan = access.get_plan(request.actor, plan_id)
    if request.method == "POST":
        services.take_back_plan(plan, by=request.user, at=clock.now())
        messages.success(request, _("The plan is a draft again."))
        return go(request, "plans:plan", plan.pk)
    return page(request, "plans/take_back.html", {"plan": plan})


@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Send a plan back with a reason."""
    plan = access.get_plan(request.actor, plan_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            services.return_plan(plan, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The plan is sent back with your reason."))
            return go(request, "plans:plan", plan.pk)
    return page(request, "plans/return.html", {"plan": plan, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Look at what approval fixes, then approve."""
    plan = access.get_plan(request.actor, plan_id)
    ended = queries.ended_grounds_of(plan.document, clock.today())
    form = ReasonForm(request.POST or None) if ended else None
    if request.method == "POST" and (form is None or form.is_valid()):
        despite = form.cleaned_data["reason"] if form else ""
        services.approve_plan(plan, despite=despite, by=request.user, at=clock.now())
        messages.success(request, _("The plan is approved: its posts and places are fixed."))
        return go(request, "plans:plan", plan.pk)
    context = {**_looked_at(plan), "ended": ended, "form": form}
    return page(request, "plans/approve.html", context, status=422 if form and form.errors else 200)


def _looked_at(plan: Plan) -> dict[str, object]:
    return {
        "plan": plan,
        "preview": queries.target_preview(queries.rule_of(plan)),
        "places": queries.places_in_words(PlacesRule(plan.places_rule), plan.places_number),
    }
