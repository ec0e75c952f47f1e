"""Correction workbooks: made for the sender, sent back, looked at, taken in."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.files import services as files
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import file as download
from khaigiang.ground.web.http import go, page
from khaigiang.planning.rosters import access, queries, services
from khaigiang.planning.rosters.forms import WorkbookForm
from khaigiang.planning.rosters.models import Roster
from khaigiang.planning.rosters.states import RosterState
from khaigiang.registry.mandates.http import ActorRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: ActorRequest, roster_id: int) -> HttpResponse:
    """The workbook for the sender, and the one that came back."""
    roster = access.get_roster(request.actor, roster_id)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        kept = {"name": file.name, "content_type": file.content_type, "by": request.user, "at": clock.now()}
        try:
            came = services.keep_returned(roster, file.read(), **kept)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "rosters:returned", came.pk)
    context = {
        "roster": roster,
        "form": form,
        "tally": queries.tally(roster),
        "returned": queries.returned_workbooks(roster),
        "is_staged": roster.state == RosterState.STAGED,
    }
    return page(request, "rosters/correction.html", context, status=422 if form.errors else 200)


@require_safe
def workbook(request: ActorRequest, roster_id: int) -> HttpResponse:
    """The correction workbook as a file."""
    roster = access.get_roster(request.actor, roster_id)
    content = queries.correction_workbook(roster, _labels(request, roster))
    return download(content, name=f"{roster.title} - {_('correction')}.xlsx", content_type=XLSX)


@require_http_methods(["GET", "HEAD", "POST"])
def returned(request: ActorRequest, came_id: int) -> HttpResponse:
    """What a workbook that came back changes; pressing the button takes it in."""
    came = access.get_returned(request.actor, came_id)
    found = queries.returned(came.roster, files.path_of(came.file.sha256), _labels(request, came.roster))
    if request.method != "POST":
        return page(request, "rosters/returned.html", {"came": came, "roster": came.roster, "found": found})
    seen = request.POST.get("seen", "")
    count = services.apply_returned(came, found, seen=seen, by=request.user, at=clock.now())
    messages.success(request, ngettext("%(n)d change taken in.", "%(n)d changes taken in.", count) % {"n": count})
    return go(request, "rosters:roster", came.roster_id)


def _labels(request: ActorRequest, roster: Roster) -> dict[str, str]:
    return queries.unit_labels(access.units_to_name(request.actor, roster))
