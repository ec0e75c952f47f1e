"""Versions of a list laid beside each other."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.planning.rosters import access, queries, services
from khaigiang.planning.rosters.states import RosterState
from khaigiang.registry.mandates.http import ActorRequest


@require_safe
def compare(request: ActorRequest, roster_id: int) -> HttpResponse:
    """A list beside the older version it replaces, or beside another one of its sender."""
    roster = access.get_roster(request.actor, roster_id)
    older = access.get_older(request.actor, roster, request.GET.get("with", ""))
    context = {
        "roster": roster,
        "older": older,
        "found": queries.compare(roster, older),
        "may_be_said": roster.state == RosterState.STAGED and roster.newer_than_id != older.pk,
    }
    return page(request, "rosters/compare.html", context)


@require_POST
def name_older(request: ActorRequest, roster_id: int) -> HttpResponse:
    """Say that a list is a newer version of another one."""
    roster = access.get_roster(request.actor, roster_id)
    older = access.get_older(request.actor, roster, request.POST.get("older", "0"))
    services.name_older_version(roster, older, by=request.user, at=clock.now())
    messages.success(request, _("The older version is named. If it was still being checked, it ends by this."))
    return go(request, "rosters:compare", roster.pk)
