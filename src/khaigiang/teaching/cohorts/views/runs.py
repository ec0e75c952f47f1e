"""The search behind a proposal: how it stands, stopped, begun again; runs named and compared."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.cohorts import access, queries, services, solver_bridge
from khaigiang.teaching.cohorts.access.allocation import get_run, get_run_to_decide
from khaigiang.teaching.runs.comparing import CompareForm
from khaigiang.teaching.runs.naming import name_page
from khaigiang.teaching.runs.queries import search_of
from khaigiang.teaching.runs.services import stop_run


@require_safe
def search(request: ActorRequest, run_id: int) -> HttpResponse:
    """How the search of a proposal stands; it asks again by itself until there is a proposal to read."""
    found = get_run(request.actor, run_id)
    if found.has_a_plan:
        return go(request, "cohorts:run", run_id)
    context = {
        "run": found,
        "search": search_of(found, now=machine_now()),
        "shown": solver_bridge.contradiction_of(found),
        "may_run": access.may_run(request.actor),
    }
    return page(request, "cohorts/search.html", context, partial="search")


@require_POST
def stop(request: ActorRequest, run_id: int) -> HttpResponse:
    """Let the search end with the best it has found."""
    stop_run(get_run_to_decide(request.actor, run_id), by=request.user, at=clock.now())
    return go(request, "cohorts:search", run_id)


@require_POST
def begin_again(request: ActorRequest, run_id: int) -> HttpResponse:
    """Search once more for a proposal that was not found."""
    services.begin_allocation_again(get_run_to_decide(request.actor, run_id), by=request.user, at=clock.now())
    return go(request, "cohorts:search", run_id)


@require_POST
def relax(request: ActorRequest, run_id: int, number: int) -> HttpResponse:
    """Give up what a way out names, and search again."""
    found = get_run_to_decide(request.actor, run_id)
    again = services.relax_allocation(found, number, by=request.user, at=clock.now())
    messages.success(request, _("The way out is taken; the search begins again."))
    return go(request, "cohorts:search", again.pk)


@require_POST
def undo_relaxation(request: ActorRequest, run_id: int) -> HttpResponse:
    """Take a way out back."""
    services.undo_relaxation(get_run_to_decide(request.actor, run_id), by=request.user, at=clock.now())
    messages.success(request, _("Sizes and wishes are as they were before."))
    return go(request, "cohorts:search", run_id)


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: ActorRequest, run_id: int) -> HttpResponse:
    """Call a proposal by a name."""
    run = get_run_to_decide(request.actor, run_id)
    return name_page(request, run, back="cohorts:run", at=clock.now())


@require_safe
def compare(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Two proposals side by side, or one and what is in force."""
    plan = access.get_plan_to_read(request.actor, plan_id)
    form = CompareForm(request.GET, runs=[row.run for row in queries.run_rows(plan)])
    context = {"plan": plan, "form": form, "shown": solver_bridge.compared(plan, form.one, form.other)}
    return page(request, "cohorts/compare.html", context)
