"""Plans in a list, one plan, its form with the live count of its target group, and its life."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.ground.web.navigation import may_open
from khaigiang.planning.plans import access, queries, services
from khaigiang.planning.plans.forms import PlanForm, TargetForm
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.registry.units.as_of import AsOfForm


@require_safe
def plan_list(request: ActorRequest) -> HttpResponse:
    """Every plan, newest first."""
    rows = queries.plan_rows(access.visible_plans(request.actor))
    return page(request, "plans/list.html", {"rows": rows, "may_write": may_open(request, "plans:edit")})


@require_safe
def plan_page(request: ActorRequest, plan_id: int) -> HttpResponse:
    """One plan with its rule, places, quarters and duties; `?on=` asks for the plan in force on a day."""
    plan = access.get_plan(request.actor, plan_id)
    form = AsOfForm(request.GET, today=clock.today())
    context = {
        "plan": plan,
        "form": form,
        "shown": queries.plan_page(plan, on=form.day if form.is_past else None, today=clock.today()),
        "paper": queries.paper_of(plan),
        "may_write": may_open(request, "plans:edit"),
        "may_answer": may_open(request, "plans:approve"),
    }
    return page(request, "plans/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_plan(request: ActorRequest) -> HttpResponse:
    """Make a plan."""
    return _plan_form(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_plan(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Change a plan."""
    return _plan_form(request, access.get_plan(request.actor, plan_id))


@require_safe
def count(request: ActorRequest) -> HttpResponse:
    """What the rule typed so far finds."""
    plan = access.plan_typed(request.actor, request.GET.get("plan", ""))
    exceptions = queries.exception_rows(plan) if plan else []
    rule = TargetForm(request.GET, posts=access.posts(request.actor), exceptions=exceptions).rule()
    preview = queries.target_preview(rule) if rule else None
    return page(request, "plans/count.html", {"preview": preview}, partial="count")


@require_http_methods(["GET", "HEAD", "POST"])
def reopen_plan(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Make an open plan a draft again."""
    plan = access.get_plan(request.actor, plan_id)
    if request.method == "POST":
        services.reopen_plan(plan, by=request.user, at=clock.now())
        messages.success(request, _("The plan is a draft again."))
        return go(request, "plans:plan", plan.pk)
    return page(request, "plans/reopen.html", {"plan": plan})


@require_http_methods(["GET", "HEAD", "POST"])
def close_plan(request: ActorRequest, plan_id: int) -> HttpResponse:
    """End a plan."""
    plan = access.get_plan(request.actor, plan_id)
    if request.method == "POST":
        services.close_plan(plan, by=request.user, at=clock.now())
        messages.success(request, _("The plan is closed."))
        return go(request, "plans:plan", plan.pk)
    return page(request, "plans/close.html", {"plan": plan})


@require_http_methods(["GET", "HEAD", "POST"])
def resume_plan(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Take a closed plan up again."""
    plan = access.get_plan(request.actor, plan_id)
    if request.method == "POST":
        services.resume_plan(plan, by=request.user, at=clock.now())
        messages.success(request, _("The plan is open again."))
        return go(request, "plans:plan", plan.pk)
    return page(request, "plans/resume.html", {"plan": plan})


def _plan_form(request: ActorRequest, plan: Plan | None) -> HttpResponse:
    initial = queries.typed_values(plan) if plan else TargetForm.asked(request.GET)
    form = PlanForm(request.POST or None, initial=initial, **_choices(request, plan))
    wants_count = "count" in request.POST
    if form.is_valid() and not wants_count:
        try:
            saved = services.save_plan(plan, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "plans:plan", saved.pk)
    rule = form.rule() or (queries.rule_of(plan) if plan else None)
    context = {"form": form, "plan": plan, "preview": queries.target_preview(rule) if rule else None}
    return page(request, "plans/form.html", context, status=422 if form.errors and not wants_count else 200)


def _choices(request: ActorRequest, plan: Plan | None) -> dict[str, Any]:
    return {
        "documents": access.plan_documents(request.actor, plan),
        "organisers": access.organisers(request.actor),
        "schools": access.schools(request.actor),
        "posts": access.posts(request.actor),
        "exceptions": queries.exception_rows(plan) if plan else [],
    }
