"""The waiting list of a plan: its order, who would get a place, opened and stopped by the office."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.planning.plans.access import get_plan
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.cohorts import access, queries, services
from khaigiang.teaching.cohorts.access.allocation import committee_ids_to_wish_for
from khaigiang.teaching.cohorts.forms.waiting_list import OpenWaitingListForm, StopWaitingListForm


@require_safe
def waiting_list(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Who waits in which order and where places are free; a committee sees its own people and their turns."""
    plan = get_plan(request.actor, plan_id)
    queue, own = queries.queue_of(plan, clock.today()), committee_ids_to_wish_for(request.actor)
    context = {
        "plan": plan,
        "queue": queue,
        "rows": [row for row in queue.people if row.person.committee_id in own],
        "promoted": [row for row in queries.promoted_rows(plan) if row.committee_id in own],
        "opened": queries.waiting_list_of(plan),
        "may_run": access.may_run(request.actor),
        "today": clock.today(),
    }
    return page(request, "cohorts/waiting_list.html", context)


@require_POST
def open_list(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Let free places go to the people who wait."""
    plan, form = access.get_plan_to_run(request.actor, plan_id), OpenWaitingListForm(request.POST)
    agreed = form.cleaned_data["agreed"] if form.is_valid() else -1
    count = services.open_waiting_list(plan, agreed=agreed, by=request.user, at=clock.now())
    messages.success(request, _("The waiting list is open; %(count)s people got a place.") % {"count": count})
    return go(request, "cohorts:waiting_list", plan_id)


@require_http_methods(["GET", "HEAD", "POST"])
def stop_list(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Give no place by itself any more, and take back those given where that is asked."""
    plan, form = access.get_plan_to_run(request.actor, plan_id), StopWaitingListForm(request.POST or None)
    if form.is_valid():
        try:
            count = services.stop_waiting_list(plan, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("The waiting list is stopped; %(count)s places are taken back.") % {"count": count}
            )
            return go(request, "cohorts:waiting_list", plan_id)
    context = {"plan": plan, "form": form, "promoted": queries.promoted_rows(plan)}
    return page(request, "cohorts/stop_waiting_list.html", context, status=422 if form.errors else 200)
