"""The office's pages: what is asked, asking, taking back, the rule of waiting."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.requests import access, letters, queries, services
from khaigiang.teaching.requests.forms import AskForm, InsteadForm, NarrowedForm, RuleForm, SeenForm
from khaigiang.teaching.requests.services import Wanted


@require_safe
def request_list(request: ActorRequest) -> HttpResponse:
    """Every request that somebody sees, those due first."""
    rows = queries.request_rows(access.requests_of_classes(request.actor), today=clock.today())
    form = NarrowedForm(request.GET)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    context = {"rows": queries.narrowed(rows, state), "counts": queries.counts_of(rows), "state": state, "all": rows}
    return page(request, "requests/list.html", context)


@require_safe
def of_class(request: ActorRequest, class_id: int) -> HttpResponse:
    """How far the lecturers of a class have confirmed, session by session."""
    training_class = access.get_class(request.actor, class_id)
    own = access.requests_of_class(request.actor, training_class)
    context = {
        "training_class": training_class,
        "sessions": queries.sessions_to_ask_for(training_class, chosen=None, now=clock.now()),
        "acts": queries.acts_to_take_back(training_class),
        "rows": queries.request_rows(own, today=clock.today()),
        "may_ask": access.may_ask(request.actor),
    }
    return page(request, "requests/class.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: ActorRequest, class_id: int) -> HttpResponse:
    """Choose sessions and a lecturer, read what would go, send it."""
    training_class = access.get_class_to_ask_for(request.actor, class_id)
    context = _ask_context(request, training_class)
    form: AskForm = context["form"]
    if request.method == "POST" and form.is_valid():
        context["preview"] = queries.preview_of(
            training_class,
            queries.chosen_sessions(training_class, form.cleaned_data["session"]),
            form.cleaned_data["lecturer"],
            due_on=form.cleaned_data["due_on"],
            today=clock.today(),
        )
        if "send" in request.POST and _sent(request, training_class, context["preview"], form):
            return go(request, "requests:class", class_id)
    return page(request, "requests/ask.html", context, status=422 if form.errors else 200)


@require_POST
def withdraw(request: ActorRequest, request_id: int) -> HttpResponse:
    """Ask a lecturer no longer for the sessions chosen."""
    found = access.get_request_to_withdraw(request.actor, request_id)
    form = SeenForm(request.POST, seen=queries.seen_of(found))
    try:
        services.withdraw_request(
            found, form.cleaned_data["asked"] if form.is_valid() else {}, by=request.user, at=clock.now()
        )
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Withdrawn. The lecturer is told."))
    return go(request, "requests:request", request_id)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_asking(request: ActorRequest, asking_id: int) -> HttpResponse:
    """Take back all of one act that is not answered yet."""
    asking = access.get_asking(request.actor, asking_id)
    if request.method != "POST":
        return page(request, "requests/withdraw_asking.html", {"asking": asking, "waits": queries.waits_of(asking)})
    try:
        count = services.withdraw_asking(asking, by=request.user, at=clock.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        said = ngettext(
            "%(count)s session is asked for no longer.", "%(count)s sessions are asked for no longer.", count
        )
        messages.success(request, said % {"count": count})
    return go(request, "requests:class", asking.training_class_id)


@require_POST
def ask_instead(request: ActorRequest, asked_id: int) -> HttpResponse:
    """Ask somebody else for one session; who accepts is set in the timetable."""
    asked = access.get_asked(request.actor, asked_id)
    form = InsteadForm(request.POST, lecturers=access.lecturers_to_ask(request.actor))
    sessions = queries.session_to_ask_for(asked)
    if form.is_valid() and sessions:
        wanted = Wanted(lecturer=form.cleaned_data["lecturer"], session_ids=(sessions[0].pk,))
        due_on = queries.usual_due(asked.training_class, sessions, today=clock.today())
        try:
            services.ask_lecturers(asked.training_class, [wanted], due_on=due_on, by=request.user, at=clock.now())
        except DomainError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("%(lecturer)s is asked.") % {"lecturer": wanted.lecturer})
    return go(request, "requests:request", asked.request_id)


@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: ActorRequest, plan_id: int) -> HttpResponse:
    """By when lecturers of a plan answer, and who is told when they do not."""
    plan = access.get_plan(request.actor, plan_id)
    found = queries.rule_of(plan)
    form = RuleForm(request.POST if request.method == "POST" else None, initial=queries.described(found))
    if request.method == "POST":
        plan = access.get_plan_to_write(request.actor, plan_id)
        if form.is_valid():
            services.set_request_rule(plan, **form.cleaned_data, by=request.user, at=clock.now())
            messages.success(request, _("The rule is kept. Requests that wait follow it from today on."))
            return go(request, "requests:rule", plan_id)
    rows = queries.request_rows(access.requests_of_plan(request.actor, plan), today=clock.today())
    context = {"plan": plan, "rule": found, "form": form, "rows": rows, "may_ask": access.may_ask(request.actor)}
    return page(request, "requests/rule.html", context, status=422 if form.errors else 200)


def _ask_context(request: ActorRequest, training_class: TrainingClass) -> dict[str, Any]:
    """The sessions chosen so far, and lecturers with what speaks for and against each of them."""
    asked = request.POST if request.method == "POST" else request.GET
    chosen = {int(one) for one in asked.getlist("session") if one.isdecimal() and len(one) <= queries.LONGEST_ID}
    rows = queries.sessions_to_ask_for(training_class, chosen=chosen or None, now=clock.now())
    sessions = queries.chosen_sessions(training_class, [one.id for one in rows if one.is_chosen])
    lecturers = access.lecturers_to_ask(request.actor)
    start = {"due_on": queries.usual_due(training_class, sessions, today=clock.today())}
    data = request.POST if request.method == "POST" else None
    return {
        "training_class": training_class,
        "sessions": rows,
        "lecturers": queries.lecturers_to_ask(sessions, training_class.plan.school, now=clock.now()),
        "form": AskForm(data, initial=start, sessions=[one.id for one in rows], lecturers=lecturers),
        "chosen_lecturer": asked.get("lecturer", ""),
        "letter": letters.text_of(training_class),
    }


def _sent(request: ActorRequest, training_class: TrainingClass, preview: queries.Preview, form: AskForm) -> bool:
    wanted = [
        Wanted(lecturer=one.lecturer, session_ids=tuple(session.pk for session in one.sessions))
        for one in preview.asked
    ]
    typed = {"due_on": form.cleaned_data["due_on"], "note": form.cleaned_data["note"]}
    try:
        services.ask_lecturers(training_class, wanted, **typed, by=request.user, at=clock.now())
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The lecturers are asked. What they answer stands here and on your home."))
    return True
