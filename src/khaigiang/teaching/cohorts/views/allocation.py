"""Who attends which class: wishes, proposals with their price, why somebody is where they are, moves by hand."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.planning.plans.access import get_plan
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.registry.units.models import Office
from khaigiang.teaching.cohorts import access, queries, services, solver_bridge
from khaigiang.teaching.cohorts.access.allocation import (
    committees_to_wish_for,
    get_nomination,
    get_nomination_of,
    get_nomination_to_place,
    get_run,
    get_run_to_decide,
    get_wishing_committee,
    may_wish,
)
from khaigiang.teaching.cohorts.forms.allocation import PlaceForm, WeightsForm, WishesForm
from khaigiang.teaching.cohorts.weights import Weights
from khaigiang.teaching.runs.queries import search_of
from khaigiang.teaching.runs.states import RunState


@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Which class a committee asks for, person by person."""
    plan = get_plan(request.actor, plan_id)
    committees = queries.committees_with_accepted_people(plan, committees_to_wish_for(request.actor))
    committee = get_wishing_committee(committees, request.GET.get("committee", ""))
    shown = queries.wish_page(plan, committee)
    form = WishesForm(request.POST or None, shown=shown)
    if committee is not None and form.is_valid() and _saved(request, plan, committee, form):
        messages.success(request, _("The wishes are saved."))
        return go(request, request.get_full_path())
    context = {
        "plan": plan,
        "committees": committees,
        "committee": committee,
        "shown": shown,
        "form": form,
        "may_wish": may_wish(request.actor),
    }
    return page(request, "cohorts/wishes.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def allocation(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Who waits, who is placed where, and a new proposal by the weights typed."""
    plan = access.get_plan_to_read(request.actor, plan_id)
    form = WeightsForm(request.POST or None, initial=Weights().as_json())
    if form.is_valid():
        try:
            made = services.ask_for_allocation(
                plan,
                name=form.cleaned_data["name"],
                weights=form.weights(),
                seconds=form.cleaned_data["seconds"],
                by=request.user,
                at=clock.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "cohorts:search", made.pk)
    shown, may_run = queries.allocation_page(plan), access.may_run(request.actor)
    context = {"plan": plan, "form": form, "shown": shown, "may_run": may_run}
    return page(request, "cohorts/allocation.html", context, status=422 if form.errors else 200)


@require_safe
def run(request: ActorRequest, run_id: int) -> HttpResponse:
    """One proposal: its price and proof, how evenly it spreads people, who would sit where."""
    found = get_run(request.actor, run_id)
    if not found.has_a_plan:
        return go(request, "cohorts:search", run_id)
    context = {
        "run": found,
        "shown": queries.run_page(found, request.GET.get("class", "")),
        "search": search_of(found, now=machine_now()),
        "is_stale": found.state == RunState.PREVIEW and solver_bridge.is_stale(found),
        "may_run": access.may_run(request.actor),
    }
    return page(request, "cohorts/run.html", context, partial="people")


@require_POST
def apply_run(request: ActorRequest, run_id: int) -> HttpResponse:
    """Place everybody as a proposal says."""
    applied = services.apply_allocation(get_run_to_decide(request.actor, run_id), by=request.user, at=clock.now())
    messages.success(request, _("%(count)s people are placed.") % {"count": len(applied.assignment)})
    return go(request, "cohorts:run", run_id)


@require_POST
def undo_run(request: ActorRequest, run_id: int) -> HttpResponse:
    """Put everybody back."""
    services.undo_allocation(get_run_to_decide(request.actor, run_id), by=request.user, at=clock.now())
    messages.success(request, _("Everybody is back where they were before."))
    return go(request, "cohorts:run", run_id)


@require_POST
def discard_run(request: ActorRequest, run_id: int) -> HttpResponse:
    """Lay a proposal aside."""
    discarded = services.discard_allocation(get_run_to_decide(request.actor, run_id), by=request.user, at=clock.now())
    return go(request, "cohorts:allocation", discarded.plan_id)


@require_safe
def why_in_run(request: ActorRequest, run_id: int, nomination_id: int) -> HttpResponse:
    """Why a proposal puts somebody into their class."""
    found = get_run(request.actor, run_id)
    nomination = get_nomination_of(found, nomination_id)
    shown, may_run = solver_bridge.why_in_run(found, nomination), access.may_run(request.actor)
    context = {"run": found, "nomination": nomination, "shown": shown, "may_run": may_run}
    return page(request, "cohorts/why.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def placement(request: ActorRequest, nomination_id: int) -> HttpResponse:
    """Why somebody is in their class now, what every other class would cost, and moving them by hand."""
    nomination = get_nomination(request.actor, nomination_id)
    shown = solver_bridge.why_now(nomination)
    form = PlaceForm(request.POST or None, options=shown.options if shown else ())
    if form.is_valid():
        chosen = access.get_class_to_run(request.actor, form.cleaned_data["training_class"])
        try:
            services.place(nomination, chosen, keep=form.cleaned_data["keep"], by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("%(official)s is now in %(class)s.") % {"official": nomination, "class": chosen}
            )
            return go(request, "cohorts:placement", nomination_id)
    context = {"nomination": nomination, "shown": shown, "form": form, "may_run": access.may_run(request.actor)}
    return page(request, "cohorts/why.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def exchange(request: ActorRequest, nomination_id: int, class_id: int) -> HttpResponse:
    """Who would change classes so that somebody sits in one, at which price; agreed to or not."""
    nomination = get_nomination_to_place(request.actor, nomination_id)
    training_class = access.get_class_to_run(request.actor, class_id)
    if request.method == "POST":
        agreed = request.POST.get("agreed", "")
        moved = services.exchange(nomination, training_class, agreed=agreed, by=request.user, at=clock.now())
        messages.success(request, _("%(count)s people changed classes.") % {"count": moved})
        return go(request, "cohorts:placement", nomination_id)
    found = solver_bridge.exchange_into(nomination, class_id)
    context = {"nomination": nomination, "training_class": training_class, "shown": found}
    return page(request, "cohorts/exchange.html", context)


def _saved(request: ActorRequest, plan: Plan, committee: Office, form: WishesForm) -> bool:
    try:
        services.save_wishes(plan, committee, form.wishes(), by=request.user, at=clock.now())
    except DomainError as refusal:
        form.add_error(None, str(refusal))
    return not form.errors
