"""What speaks against a plan's timetable, single findings let pass, and how grave each rule is."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.timetable import access, services
from khaigiang.teaching.timetable.forms import FindingForm, FirstForm, LevelForm
from khaigiang.teaching.timetable.queries.conflicts import conflict_rows
from khaigiang.teaching.timetable.queries.levels import rule_rows
from khaigiang.teaching.timetable.states import Level


@require_safe
def conflicts(request: ActorRequest, plan_id: int) -> HttpResponse:
    """What is to be looked at in the timetables of a plan."""
    return _conflicts(request, access.get_plan_to_read(request.actor, plan_id))


@require_POST
def ignore(request: ActorRequest, session_id: int) -> HttpResponse:
    """Let one finding pass, for a reason."""
    session, form = access.get_session_to_write(request.actor, session_id), FindingForm(request.POST)
    if form.is_valid():
        services.ignore_finding(session, form.rule, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
    return _conflicts(request, session.training_class.plan)


@require_POST
def heed(request: ActorRequest, session_id: int) -> HttpResponse:
    """No longer let one finding pass."""
    session, form = access.get_session_to_write(request.actor, session_id), FindingForm(request.POST)
    if form.is_valid():
        services.heed_finding(session, form.rule, by=request.user, at=clock.now())
    return _conflicts(request, session.training_class.plan)


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: ActorRequest, plan_id: int) -> HttpResponse:
    """How grave each rule is in the timetables of a plan."""
    plan = access.get_plan_to_write(request.actor, plan_id)
    form = LevelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            services.set_rule_level(plan, form.rule, form.gravity, reason=reason, by=request.user, at=clock.now())
        except DomainError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return go(request, "timetable:rules", plan.pk)
    context = {"plan": plan, "rows": rule_rows(plan), "levels": Level.choices}
    return page(request, "timetable/rules.html", context, status=422 if request.method == "POST" else 200)


def _conflicts(request: ActorRequest, plan: Plan) -> HttpResponse:
    first = FirstForm(request.POST or request.GET)
    rows = conflict_rows(access.classes_of_plan(request.actor, plan))
    shown = rows[: first.rows] if first.is_valid() else rows
    context = {
        "plan": plan,
        "rows": shown,
        "count": len(rows),
        "more": len(rows) - len(shown),
        "may_write": access.may_write(request.actor),
    }
    return page(request, "timetable/conflicts.html", context, partial="list")
