"""The home page: what needs me today."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from khaigiang.doors.portals.queries import overview, people, todo
from khaigiang.ground.web.http import page
from khaigiang.registry.mandates.http import ActorRequest


@require_safe
def home(request: ActorRequest) -> HttpResponse:
    """What waits for this person, and what they look after, by their roles."""
    actor = request.actor
    context = {
        "roles": [role.label for role in sorted(actor.roles)],
        "todo": todo.todo_of(actor),
        "overview": overview.overview_of(actor),
        "sessions": people.next_sessions(actor),
        "studies": people.studies_of(actor),
        "classes": people.own_classes(actor),
        "posts": people.posts_of_committees(actor),
    }
    return page(request, "portals/home.html", context)
