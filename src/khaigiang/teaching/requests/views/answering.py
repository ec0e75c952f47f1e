"""One request: read by whoever sees it, answered by its lecturer or the office; and a lecturer's own page."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.requests import access, queries
from khaigiang.teaching.requests.forms import AnswerForm
from khaigiang.teaching.requests.views.saying import said


@require_safe
def request_page(request: ActorRequest, request_id: int) -> HttpResponse:
    """What a lecturer is asked and has answered; for the office who could teach what was declined."""
    found = access.get_request(request.actor, request_id)
    return page(request, "requests/request.html", _context(request, found.pk))


@require_POST
def answer(request: ActorRequest, request_id: int) -> HttpResponse:
    """Accept or decline the sessions chosen."""
    found, via = access.get_request_to_answer(request.actor, request_id)
    form = AnswerForm(request.POST, seen=queries.seen_of(found))
    if form.is_valid():
        try:
            said(found, form, via=via, by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The answer is kept. Who asked is told."))
            return go(request, "requests:request", request_id)
    return page(request, "requests/request.html", _context(request, request_id, form), status=422)


@require_safe
def mine(request: ActorRequest) -> HttpResponse:
    """What a lecturer is asked and what they teach."""
    lecturer = access.own_lecturer(request.actor)
    if lecturer is None:
        return page(request, "requests/not_linked.html", {})
    return page(request, "requests/mine.html", {"home": queries.home_of(lecturer, now=clock.now())})


def _context(request: ActorRequest, request_id: int, form: AnswerForm | None = None) -> dict[str, object]:
    found = access.get_request(request.actor, request_id)
    via, may_ask = access.via_of(request.actor, found), access.may_ask(request.actor)
    row = queries.request_row(found, today=clock.today())
    return {
        "row": row,
        "lecturer": found.lecturer,
        "form": form or AnswerForm(seen=queries.seen_of(found)),
        "chosen": request.POST.getlist("asked") if form else [one.seen for one in row.sessions if one.waits],
        "via": via,
        "is_own": via == "signed_in",
        "may_answer": via is not None and row.stands,
        "may_ask": may_ask,
        "instead": queries.instead_of(found, now=clock.now()) if may_ask else [],
    }
