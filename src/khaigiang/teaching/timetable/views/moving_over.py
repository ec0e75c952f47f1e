"""Classes that are not decided yet let follow another version of their programme."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.timetable import access, services
from khaigiang.teaching.timetable.forms import MoveOverForm
from khaigiang.teaching.timetable.queries import moving_over


@require_http_methods(["GET", "HEAD", "POST"])
def move_over(request: ActorRequest, version_id: int) -> HttpResponse:
    """What a move to a version would do to each class's timetable, and the move."""
    version = access.get_version(request.actor, version_id)
    classes = list(moving_over.movable_classes(version))
    form = MoveOverForm(request.POST or None, classes=classes)
    if form.is_valid():
        try:
            move = services.move_classes_over(version, form.chosen(), by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            count = len(move.before)
            messages.success(request, ngettext("%d class follows it now.", "%d classes follow it now.", count) % count)
            return go(request, "timetable:move_over", version.pk)
    context = {"version": version, "form": form, "rows": moving_over.moves_of(version, classes)}
    context["last"] = moving_over.last_move_over(version)
    return page(request, "timetable/move_over.html", context, status=422 if form.errors else 200)


@require_POST
def undo_move_over(request: ActorRequest, move_over_id: int) -> HttpResponse:
    """Give classes back the version and the sessions that they had."""
    move = access.get_move_over(request.actor, move_over_id)
    try:
        services.undo_move_over(move, by=request.user, at=clock.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The classes follow their old version again, with the sessions that they had."))
    return go(request, "timetable:move_over", move.version_id)
