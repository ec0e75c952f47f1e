"""Calendar addresses: asked for, renewed, and read by calendar programs without signing in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khaigiang.ground.web import clock
from khaigiang.ground.web.http import file, go
from khaigiang.ground.web.middleware import way_back
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.timetable import access, queries, services


@login_not_required
@require_safe
def feed(_request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar under a secret address; one that was renewed, or never was, is told in a sentence."""
    try:
        found = access.get_public_feed(secret)
    except Http404:
        said = _(
            "There is no such calendar address, or it was renewed. Take the new one from the page of your timetable, "
            "or ask the school."
        )
        return HttpResponseNotFound(said, content_type="text/plain; charset=utf-8")
    content = queries.calendar_of(found, on=clock.today())
    return file(content, name="lich-hoc.ics", content_type="text/calendar; charset=utf-8")


@require_POST
def ask_for_feed(request: ActorRequest, kind: str, owner_id: int) -> HttpResponse:
    """Make the calendar address of a class, a lecturer or a hall."""
    services.feed_of(access.get_feed_owner(request.actor, kind, owner_id), by=request.user, at=clock.now())
    messages.success(request, _("The calendar has its address. Copy it into the calendar of your telephone."))
    return go(request, way_back(request))


@require_POST
def renew_feed(request: ActorRequest, feed_id: int) -> HttpResponse:
    """Give a calendar a new secret address."""
    services.renew_feed(access.get_feed_to_renew(request.actor, feed_id), by=request.user, at=clock.now())
    messages.success(request, _("The calendar has a new address. The old one shows nothing any more."))
    return go(request, way_back(request))
