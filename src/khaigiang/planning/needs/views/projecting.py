"""The projection of a plan: proposed numbers with their people, taken as its places."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.ground.web.navigation import may_open
from khaigiang.planning.needs import access, queries, services
from khaigiang.planning.needs.forms import TakeForm
from khaigiang.planning.needs.states import Source
from khaigiang.planning.plans.access import get_plan
from khaigiang.registry.mandates.http import ActorRequest


@require_http_methods(["GET", "HEAD", "POST"])
def projection(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Look at need and projection of every committee, then take one as the places."""
    plan = get_plan(request.actor, plan_id)
    form = TakeForm(request.POST or None, initial={"source": Source.PROJECTION})
    if form.is_valid():
        try:
            services.take_as_places(plan, Source(form.cleaned_data["source"]), by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The numbers are the places of the plan; they can be put back."))
            return go(request, "plans:plan", plan.pk)
    shown, may_take = queries.projection(plan, clock.today()), may_open(request, "needs:rule")
    context = {"plan": plan, "form": form, "shown": shown, "may_take": may_take}
    return page(request, "needs/projection.html", context, status=422 if form.errors else 200)


@require_safe
def people(request: ActorRequest, plan_id: int, committee_id: int, whom: str) -> HttpResponse:
    """The people behind one figure."""
    plan, kind = get_plan(request.actor, plan_id), access.get_whom(whom)
    rows = queries.people_behind(plan, committee_id, kind, clock.today())
    return page(request, "needs/people.html", {"plan": plan, "whom": kind, "rows": rows})
