"""A list typed off a scan or a photo."""

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.files import services as files
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import file, go, page
from khaigiang.planning.rosters import access, queries, services
from khaigiang.planning.rosters.forms import TypedForm
from khaigiang.planning.rosters.models import Roster
from khaigiang.registry.mandates.http import ActorRequest


@require_http_methods(["GET", "HEAD", "POST"])
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # its types know no arguments of the address
def type_off(request: ActorRequest, roster_id: int) -> HttpResponse:
    """The picture on one side, the grid on the other."""
    roster = _typed_roster(request, roster_id)
    form = TypedForm(request.POST or None)
    if form.is_valid():
        try:
            services.save_typed(roster, form.lines, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return go(request, "rosters:roster" if form.is_finished else "rosters:typing", roster.pk)
    context = {
        "roster": roster,
        "form": form,
        "kind": queries.kind_of_picture(_picture(roster)),
        "headings": queries.grid_headings(),
        "lines": queries.grid(form.lines if form.is_bound else queries.typed_lines(roster)),
    }
    return page(request, "rosters/typing.html", context, status=422 if form.errors else 200)


@require_safe
@xframe_options_sameorigin
@csp_replace({"default-src": [SELF], "object-src": [SELF], "frame-ancestors": [SELF]})  # type: ignore[arg-type]  # the same
def scan(request: ActorRequest, roster_id: int) -> HttpResponse:
    """The picture itself, shown where a browser can show it."""
    roster = _typed_roster(request, roster_id)
    content = _picture(roster)
    kind = queries.kind_of_picture(content)
    return file(content, name=str(roster.file), content_type=kind, inline=kind != queries.OTHER)


def _typed_roster(request: ActorRequest, roster_id: int) -> Roster:
    roster = access.get_roster(request.actor, roster_id)
    if not roster.is_typed:
        raise Http404
    return roster


def _picture(roster: Roster) -> bytes:
    assert roster.file, "a typed list stands beside its picture"
    return files.read(roster.file)
