"""Why a half-day stands where it stands, and what every other place would cost or break."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from khaigiang.ground.web.http import page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.timetable import access, solver_bridge


@require_safe
def why(request: ActorRequest, session_id: int) -> HttpResponse:
    """Why a session stands where it stands among all sessions of its plan."""
    session = access.get_session(request.actor, session_id)
    context = {
        "session": session,
        "training_class": session.training_class,
        "run": None,
        "shown": solver_bridge.why_now(session),
        "may_write": access.may_write(request.actor),
    }
    return page(request, "timetable/why.html", context)


@require_safe
def why_in_run(request: ActorRequest, run_id: int, class_id: int, item_id: int) -> HttpResponse:
    """Why a proposal puts an item of a class where it puts it."""
    run = access.get_run(request.actor, run_id)
    shown = solver_bridge.why_in_run(run, class_id, item_id)
    if shown is None:
        raise Http404
    return page(request, "timetable/why.html", {"session": None, "run": run, "shown": shown, "may_write": False})
