"""The office vets: accepts or returns one, some or all, defers, resumes."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.ground.web.navigation import may_open
from khaigiang.ground.web.table_files import page_asked
from khaigiang.planning.nominations import access, queries, services
from khaigiang.planning.nominations.forms import ACCEPT, RETURN, PeopleForm, VetForm, VettingFilterForm
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.plans.access import get_plan
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.reason_form import ReasonForm
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.registry.officials.access import keeps_whom_it_sees


@require_safe
def vetting_list(request: ActorRequest, plan_id: int) -> HttpResponse:
    """People sent by the committees, with all that decides whether they are accepted."""
    plan = get_plan(request.actor, plan_id)
    progress = queries.progress_by_committee(plan)
    form = VettingFilterForm(request.GET, rows=progress)
    only = form.chosen()
    context = {
        "plan": plan,
        "form": form,
        "state": only.state,
        "shown": queries.vetting_page(plan, only, progress, clock.today(), page_asked(request)),
        "may_vet": may_open(request, "nominations:return"),
        "sees_facts": keeps_whom_it_sees(request.actor),
        "just_accepted": request.GET.getlist("accepted"),
        "just_returned": request.GET.getlist("returned"),
    }
    return page(request, "nominations/vetting.html", context)


@require_POST
def vet(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Look at what would become of everybody chosen, then accept or return them at one stroke."""
    plan = get_plan(request.actor, plan_id)
    form = VetForm(request.POST)
    act = form.cleaned_data["act"] if form.is_valid() else ACCEPT
    people = _chosen(request, plan, form)
    if people and form.cleaned_data.get("sure"):
        try:
            done = _decide(act, people, form.cleaned_data["reason"], request)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, f"{reverse('nominations:vetting', args=[plan_id])}?{done}")
    judged = queries.judge(plan, people, clock.today())
    context = {"plan": plan, "form": form, "act": act, "judged": judged}
    return page(request, "nominations/vet.html", context, status=422 if form.errors else 200)


@require_POST
def take_back_return(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Let returned people wait for the office again."""
    plan = get_plan(request.actor, plan_id)
    form = PeopleForm(request.POST)
    people = access.get_nominations(request.actor, plan, form.cleaned_data["people"] if form.is_valid() else [])
    services.take_back_return(people, by=request.user, at=clock.now())
    messages.success(request, _("%(count)s people wait for the office again.") % {"count": len(people)})
    return go(request, "nominations:vetting", plan_id)


@require_POST
def accept(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Accept everybody who is ticked."""
    plan = get_plan(request.actor, plan_id)
    form = PeopleForm(request.POST)
    ids = form.cleaned_data["people"] if form.is_valid() else []
    people = access.get_nominations(request.actor, plan, ids)
    services.accept_nominations(people, by=request.user, at=clock.now())
    accepted = "&".join(f"accepted={one.pk}" for one in people)
    return go(request, f"{reverse('nominations:vetting', args=[plan_id])}?{accepted}")


@require_POST
def take_back(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Let everybody who is ticked wait for the office again."""
    plan = get_plan(request.actor, plan_id)
    form = PeopleForm(request.POST)
    ids = form.cleaned_data["people"] if form.is_valid() else []
    people = access.get_nominations(request.actor, plan, ids)
    services.take_back_acceptance(people, by=request.user, at=clock.now())
    messages.success(request, _("%(count)s people wait for the office again.") % {"count": len(people)})
    return go(request, "nominations:vetting", plan_id)


@require_http_methods(["GET", "HEAD", "POST"])
def return_one(request: ActorRequest, nomination_id: int) -> HttpResponse:
    """Send one person back to the committee."""
    return _leave(request, nomination_id, services.return_nomination, "nominations/return.html")


@require_http_methods(["GET", "HEAD", "POST"])
def defer(request: ActorRequest, nomination_id: int) -> HttpResponse:
    """Let an accepted person wait for a later class."""
    return _leave(request, nomination_id, services.defer_nomination, "nominations/defer.html")


@require_POST
def resume(request: ActorRequest, nomination_id: int) -> HttpResponse:
    """Count a deferred person among the accepted again."""
    nomination = access.get_nomination(request.actor, nomination_id)
    services.resume_nomination(nomination, by=request.user, at=clock.now())
    messages.success(request, _("%(official)s counts among the accepted again.") % {"official": nomination.official})
    return go(request, "nominations:nomination", nomination.pk)


def _leave(request: ActorRequest, nomination_id: int, act: Callable[..., Nomination], template: str) -> HttpResponse:
    nomination = access.get_nomination(request.actor, nomination_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            act(nomination, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "nominations:nomination", nomination.pk)
    context = {"nomination": nomination, "form": form}
    return page(request, template, context, status=422 if form.errors else 200)


def _chosen(request: ActorRequest, plan: Plan, form: VetForm) -> list[Nomination]:
    """The people ticked, or everybody whom the filter leaves."""
    if not form.is_valid():
        return []
    if not form.cleaned_data["everybody"]:
        return access.get_nominations(request.actor, plan, form.cleaned_data["people"])
    only = VettingFilterForm(request.POST, rows=queries.progress_by_committee(plan)).chosen()
    return [one.nomination for one in queries.people_to_vet(plan, only, clock.today())]


def _decide(act: str, people: list[Nomination], reason: str, request: ActorRequest) -> str:
    """Do what was looked at; the part of the address by which it can be taken back."""
    if act == RETURN:
        done = services.return_nominations(people, reason=reason, by=request.user, at=clock.now())
        return "&".join(f"returned={one.pk}" for one in done)
    done = services.accept_nominations(people, by=request.user, at=clock.now())
    return "&".join(f"accepted={one.pk}" for one in done)
