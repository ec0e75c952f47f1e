"""Surveys of need: asked in one act, answered by each committee, reminded with one click."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.ground.web.navigation import may_open
from khaigiang.planning.needs import access, queries, services
from khaigiang.planning.needs.forms import AskForm, NeedForm
from khaigiang.planning.nominations.access import committee_ids, visible_quotas
from khaigiang.planning.plans.access import posts
from khaigiang.registry.mandates.http import ActorRequest


@require_safe
def survey_list(request: ActorRequest) -> HttpResponse:
    """Every survey, for a committee with its own answer."""
    context = {
        "rows": queries.survey_rows(access.visible_surveys(request.actor), committee_ids(request.actor)),
        "quotas": queries.holding_quotas(visible_quotas(request.actor), committee_ids(request.actor)),
        "may_ask": may_open(request, "needs:ask"),
    }
    return page(request, "needs/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: ActorRequest) -> HttpResponse:
    """Look at who would be asked, then ask all."""
    today = clock.today()
    initial = {"year": today.year + 1}
    form = AskForm(request.POST or None, initial=initial, posts=posts(request.actor))
    if form.is_valid():
        try:
            survey = services.ask_for_needs(**form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("The committees are asked; e-mails to those with an address wait in the outbox.")
            )
            return go(request, "needs:survey", survey.pk)
    context = {"form": form, "committees": queries.committees_to_ask(today)}
    return page(request, "needs/ask.html", context, status=422 if form.errors else 200)


@require_safe
def survey_page(request: ActorRequest, survey_id: int) -> HttpResponse:
    """The answers with their sums; `?silent=1` shows who has not answered."""
    survey, own = access.get_survey(request.actor, survey_id), committee_ids(request.actor)
    silent_only = "silent" in request.GET
    context = {
        "survey": survey,
        "shown": queries.survey_page(survey, own, clock.today(), silent_only=silent_only),
        "silent_only": silent_only,
        "may_ask": may_open(request, "needs:ask"),
        "may_state": may_open(request, "needs:state"),
    }
    return page(request, "needs/survey.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: ActorRequest, survey_id: int) -> HttpResponse:
    """Remind whoever has not answered."""
    survey = access.get_survey(request.actor, survey_id)
    if request.method == "POST":
        count = services.remind_committees(survey, by=request.user, at=clock.now())
        messages.success(request, _("%(count)s committees are reminded.") % {"count": count})
        return go(request, "needs:survey", survey.pk)
    shown = queries.survey_page(survey, None, clock.today(), silent_only=True)
    return page(request, "needs/remind.html", {"survey": survey, "shown": shown})


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: ActorRequest, survey_id: int) -> HttpResponse:
    """Take a survey back while nobody has answered."""
    survey = access.get_survey(request.actor, survey_id)
    if request.method == "POST":
        services.withdraw_survey(survey, by=request.user, at=clock.now())
        messages.success(request, _("The survey is taken back."))
        return go(request, "needs:list")
    return page(request, "needs/withdraw.html", {"survey": survey})


@require_http_methods(["GET", "HEAD", "POST"])
def state(request: ActorRequest, need_id: int) -> HttpResponse:
    """Say how many people a committee needs to send in each quarter; `?due=1` fills in those who fall due."""
    need = access.get_need(request.actor, need_id)
    due = queries.due_of_need(need, clock.today())
    form = NeedForm.of(need, request.POST or None, filled=due.quarters if due and "due" in request.GET else None)
    if form.is_valid():
        remark = form.cleaned_data["remark"]
        services.state_need(need, form.quarters(), remark=remark, by=request.user, at=clock.now())
        messages.success(request, _("The need is stated. It can be changed until the plan is made."))
        return go(request, "needs:survey", need.survey_id)
    context = {"need": need, "survey": need.survey, "form": form, "due": due, "is_filled": "due" in request.GET}
    return page(request, "needs/state.html", context, status=422 if form.errors else 200)
