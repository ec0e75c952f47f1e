"""People who fall due, ticked in the list and added to the target group of a draft plan: choose, preview, do, undo."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import resolve_url
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.oversight.deadlines import access, queries, services
from khaigiang.planning.plans.access import get_plan
from khaigiang.planning.plans.reason_form import ReasonForm
from khaigiang.registry.mandates.http import ActorRequest

LONGEST_ID = 18


@require_safe
def choose(request: ActorRequest) -> HttpResponse:
    """Which draft plan the people ticked are added to, or a new plan with their posts."""
    rows = _ticked(request, request.GET)
    context = {
        "rows": rows,
        "plans": queries.draft_plans(access.plans_to_join(request.actor)),
        "kept": request.GET.urlencode(),
        "new_plan": urlencode(queries.plan_of(rows, clock.today()), doseq=True),
    }
    return page(request, "deadlines/choose_plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActorRequest, plan_id: int) -> HttpResponse:
    """What adding does to each of them, then doing it."""
    plan = get_plan(request.actor, plan_id)
    joining = queries.joining(plan, _ticked(request, request.POST or request.GET))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            added = services.add_to_plan(plan, joining, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return _added(request, plan_id, [one.pk for one in added])
    context = {
        "kept": request.GET.urlencode(),
        "plan": plan,
        "joining": joining,
        "form": form,
        "is_any": any(one.is_added for one in joining),
    }
    return page(request, "deadlines/add_to_plan.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: ActorRequest, plan_id: int) -> HttpResponse:
    """What was added just now; one button takes it out again."""
    plan = get_plan(request.actor, plan_id)
    exceptions = access.exceptions_of(plan, _ids((request.POST or request.GET).getlist("one")))
    if request.method == "POST":
        services.take_out_of_plan(plan, exceptions, by=request.user, at=clock.now())
        return go(request, "plans:group", plan.pk)
    return page(request, "deadlines/take_out.html", {"plan": plan, "exceptions": exceptions})


def _added(request: ActorRequest, plan_id: int, added: list[int]) -> HttpResponse:
    words = ngettext("%(count)s unit is added to the group.", "%(count)s units are added to the group.", len(added))
    messages.success(request, words % {"count": len(added)})
    query = "&".join(f"one={pk}" for pk in added)
    return go(request, f"{resolve_url('deadlines:take_out', plan_id)}?{query}")


def _ticked(request: ActorRequest, typed: QueryDict) -> list[queries.DueRow]:
    return queries.of_people(_ids(typed.getlist("who")), clock.today(), committees=access.whose_people(request.actor))


def _ids(typed: list[str]) -> list[int]:
    return [int(one) for one in typed if one.isdecimal() and len(one) < LONGEST_ID]
