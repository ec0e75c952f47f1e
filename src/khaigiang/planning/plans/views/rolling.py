"""A plan rolled forward: what comes along and what is dropped is read first; the draft made can be undone."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.planning.plans import access, queries, services
from khaigiang.planning.plans.forms import RollForm
from khaigiang.registry.mandates.http import ActorRequest


@require_http_methods(["GET", "HEAD", "POST"])
def roll(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Look at the plan of the next year or term, then make its draft."""
    plan = access.get_plan(request.actor, plan_id)
    documents = access.plan_documents(request.actor, None)
    form = RollForm(request.POST or None, initial={"title": plan.title}, documents=documents)
    looking = request.method != "POST" or "look" in request.POST
    if not looking and form.is_valid():
        try:
            new = services.roll_plan_forward(plan, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The draft is made. Read it, change it, send it up."))
            return go(request, "plans:plan", new.pk)
    context = {"plan": plan, "form": form, "rolled": queries.rolled_forward(plan, form.years_typed())}
    return page(request, "plans/roll.html", context, partial="rolled", status=200 if looking else 422)


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Take away a draft that was rolled forward."""
    plan = access.get_plan(request.actor, plan_id)
    if request.method == "POST":
        source = services.undo_roll_forward(plan, by=request.user, at=clock.now())
        messages.success(request, _("The draft is gone, with all that came along."))
        return go(request, "plans:plan", source.pk)
    return page(request, "plans/undo_roll.html", {"plan": plan})
