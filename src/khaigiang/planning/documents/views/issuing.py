"""Several papers signed and numbered together."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.jobs import queries as jobs
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.planning.documents import access, queries, services
from khaigiang.planning.documents.forms import IssueTogetherForm
from khaigiang.planning.documents.states import ISSUE
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.registry.units.models import Office


@require_safe
def issue_together(request: ActorRequest) -> HttpResponse:
    """On to the papers of the first office that the actor writes for."""
    office = access.offices_to_write_for(request.actor).first()
    if office is None:
        raise Http404
    return go(request, "documents:issue_of_office", office.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def issue_of_office(request: ActorRequest, office_id: int) -> HttpResponse:
    """Choose papers of an office, see which numbers they would get, and have them numbered."""
    office = access.get_office_to_write_for(request.actor, office_id)
    today = clock.today()
    suggested = {"signed_on": today, "issued_on": today, **queries.last_signature(office)}
    form = IssueTogetherForm(request.POST or None, papers=queries.papers_to_number(office), initial=suggested)
    expected = services.expected_numbers(form.chosen(), form.signature()) if form.is_valid() else []
    if expected and "confirm" in request.POST:
        return _asked(request, form, office)
    context = {
        "office": office,
        "offices": access.offices_to_write_for(request.actor),
        "form": form,
        "expected": expected,
        "last": queries.last_issuings(office),
    }
    return page(request, "documents/issue_together.html", context, status=422 if form.errors else 200)


@require_safe
def issuing(request: ActorRequest, issuing_id: int) -> HttpResponse:
    """What became of papers that were numbered together."""
    found = access.get_issuing(request.actor, issuing_id)
    context = {
        "issuing": found,
        "job": jobs.last_of(ISSUE, {"issuing": found.pk}),
        "rows": queries.issued_rows(found),
    }
    return page(request, "documents/issuing.html", context, partial="progress")


def _asked(request: ActorRequest, form: IssueTogetherForm, office: Office) -> HttpResponse:
    try:
        asked = services.ask_to_issue(
            form.chosen(), office=office, signature=form.signature(), by=request.user, at=clock.now()
        )
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return go(request, "documents:issue_of_office", office.pk)
    return go(request, "documents:issuing", asked.pk)
