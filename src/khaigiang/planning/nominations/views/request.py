"""The request letter: drawn up, looked at, sent."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.files.services import read
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import file, go, page
from khaigiang.ground.web.navigation import may_open
from khaigiang.ground.web.table_files import EXCEL
from khaigiang.planning.nominations import access, letters, queries, services
from khaigiang.planning.nominations.forms import AskForm, SendRequestForm
from khaigiang.planning.plans.access import get_plan
from khaigiang.planning.plans.models import PaperDuty, Plan
from khaigiang.planning.plans.queries import duty_rows, quota_rows
from khaigiang.registry.mandates.http import ActorRequest


@require_http_methods(["GET", "HEAD", "POST"])
def request_page(request: ActorRequest, plan_id: int) -> HttpResponse:
    """The request with its places; drawn up here, and again while it is not sent."""
    plan = get_plan(request.actor, plan_id)
    letter = queries.request_of(plan)
    form = AskForm(request.POST or None, initial={"due_on": letter.due_on if letter else plan.nominations_due_on})
    if form.is_valid():
        try:
            services.ask_for_nominations(plan, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The letter is drawn up. Look at it before it is signed."))
            return go(request, "nominations:request", plan.pk)
    context = {"plan": plan, "letter": letter, "form": form, **_beside(request, plan)}
    return page(request, "nominations/request.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def send_request(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Sign, number and date the request, and tell the committees."""
    letter = access.get_draft_request(request.actor, plan_id)
    today = clock.today()
    form = SendRequestForm(request.POST or None, initial={"signed_on": today, "issued_on": today})
    if form.is_valid():
        try:
            services.send_request(letter, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The request is sent; every committee with an account has a notice."))
            return go(request, "nominations:request", plan_id)
    context = {"plan": letter.plan, "letter": letter, "form": form}
    return page(request, "nominations/send_request.html", context, status=422 if form.errors else 200)


@require_safe
def request_file(request: ActorRequest, plan_id: int, which: str) -> HttpResponse:
    """The request as a file."""
    stored = access.get_request_file(request.actor, plan_id, which)
    return file(read(stored), name=stored.name, content_type=stored.content_type)


@require_safe
def form_to_fill(request: ActorRequest, plan_id: int, committee_id: int) -> HttpResponse:
    """The form attached to the request, with one committee's posts, as a workbook."""
    quota = access.get_quota(request.actor, plan_id, committee_id)
    letter = access.get_request_to_answer(request.actor, plan_id)
    content = letters.nomination_form(letter, quota.committee, clock.today())
    return file(content, name=f"{_('Form to fill')} - {quota.committee.name}.xlsx", content_type=EXCEL)


def _beside(request: ActorRequest, plan: Plan) -> dict[str, object]:
    """What stands beside the form: places, who signs, and whether this person may send."""
    return {
        "quotas": quota_rows(plan),
        "duty": next(row for row in duty_rows(plan) if row.paper == PaperDuty.Paper.REQUEST),
        "may_ask": may_open(request, "nominations:send_request"),
    }
