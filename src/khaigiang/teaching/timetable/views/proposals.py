"""Proposals of the solver for the classes of a plan: asked for, read, applied, undone."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.runs.queries import search_of
from khaigiang.teaching.timetable import access, queries, services
from khaigiang.teaching.timetable.forms import ProposeForm


@require_http_methods(["GET", "HEAD", "POST"])
def plan_page(request: ActorRequest, plan_id: int) -> HttpResponse:
    """The classes of a plan, the proposals made for them, and the question for a new one."""
    plan = access.get_plan_to_read(request.actor, plan_id)
    classes = access.classes_to_propose_for(request.actor, plan)
    form = ProposeForm(
        request.POST if request.method == "POST" else None, classes=classes, initial={"classes": classes}
    )
    if form.is_valid():
        try:
            run = services.ask_for_timetable(**form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "timetable:search", run.pk)
    context = _of_plan(request, plan) | {"form": form}
    return page(request, "timetable/plan.html", context, status=422 if form.errors else 200)


@require_safe
def run_page(request: ActorRequest, run_id: int) -> HttpResponse:
    """One proposal with its price, its proof and every class's grid."""
    run = access.get_run(request.actor, run_id)
    if not run.has_a_plan:
        return go(request, "timetable:search", run_id)
    shown = queries.run_page(run, today=clock.today(), now=clock.now())
    return page(
        request,
        "timetable/run.html",
        {
            "run": run,
            "shown": shown,
            "search": search_of(run, now=machine_now()),
            "may_write": access.may_write(request.actor),
        },
    )


@require_POST
def apply(request: ActorRequest, run_id: int) -> HttpResponse:
    """Book what a proposal says; a refusal becomes its own page."""
    run = services.apply_timetable(access.get_run_to_decide(request.actor, run_id), by=request.user, at=clock.now())
    messages.success(request, _("The timetable is set. Look it over, then make it public class by class."))
    return go(request, "timetable:run", run.pk)


@require_POST
def undo(request: ActorRequest, run_id: int) -> HttpResponse:
    """Give the classes back what they had; a refusal becomes its own page."""
    run = services.undo_timetable(access.get_run_to_decide(request.actor, run_id), by=request.user, at=clock.now())
    messages.success(request, _("Undone: the classes have the sessions they had before."))
    return go(request, "timetable:run", run.pk)


@require_POST
def discard(request: ActorRequest, run_id: int) -> HttpResponse:
    """Lay a proposal aside."""
    run = services.discard_timetable(access.get_run_to_decide(request.actor, run_id), by=request.user, at=clock.now())
    return go(request, "timetable:plan", run.plan_id)


def _of_plan(request: ActorRequest, plan: Plan) -> dict[str, Any]:
    rows = queries.class_rows(access.classes_of_plan(request.actor, plan))
    return {
        "plan": plan,
        "rows": rows,
        "is_printable": any(row.sessions for row in rows),
        "runs": queries.run_rows(plan),
        "may_write": access.may_write(request.actor),
    }
