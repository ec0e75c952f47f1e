"""Which plans ask for names, and how far their committees have come."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from khaigiang.ground.web.http import page
from khaigiang.ground.web.navigation import may_open
from khaigiang.planning.nominations import access, queries
from khaigiang.planning.plans.access import get_plan, visible_plans
from khaigiang.registry.mandates.http import ActorRequest


@require_safe
def asked_list(request: ActorRequest) -> HttpResponse:
    """Plans that ask for names: of every committee, or of mine."""
    rows = queries.asked_plans(visible_plans(request.actor), committee_ids=access.committee_ids(request.actor))
    return page(request, "nominations/list.html", {"rows": rows})


@require_safe
def overview(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Every committee of a plan, those that owe most first; who has not sent, with telephone numbers."""
    plan = get_plan(request.actor, plan_id)
    found = queries.progress(plan)
    shown = {"not_sent": found.not_sent, "incomplete": found.incomplete, "complete": found.complete}
    shown["above"] = found.above_quarters
    show = request.GET.get("show", "")
    context = {
        "plan": plan,
        "progress": found,
        "rows": shown.get(show, found.rows),
        "show": show if show in shown else "all",
        "request_letter": queries.request_of(plan),
        "may_ask": may_open(request, "nominations:send_request"),
    }
    return page(request, "nominations/overview.html", context)
