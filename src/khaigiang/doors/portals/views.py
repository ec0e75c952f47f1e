"""The home page, what needs me today, and the search box."""

from functools import partial

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from khaigiang.doors.portals.forms import SearchForm
from khaigiang.doors.portals.queries import first_steps, installation, overview, people, todo
from khaigiang.doors.portals.queries.search import found
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import page
from khaigiang.ground.web.navigation import may_open
from khaigiang.registry.mandates.http import ActorRequest


@require_safe
def home(request: ActorRequest) -> HttpResponse:
    """What waits for this person, and what they look after, by their roles."""
    actor = request.actor
    context = {
        "roles": [role.label for role in sorted(actor.roles)],
        "first_steps": first_steps.first_steps_of(actor),
        "todo": todo.todo_of(actor),
        "overview": overview.overview_of(actor),
        "sessions": people.next_sessions(actor, now=clock.now()),
        "has_sessions": people.has_sessions(actor),
        "installation": installation.installation_of(actor),
        "studies": people.studies_of(actor),
        "classes": people.own_classes(actor),
        "posts": people.posts_of_committees(actor),
    }
    return page(request, "portals/home.html", context)


@require_safe
def search(request: ActorRequest) -> HttpResponse:
    """Officials, units, documents and classes for a few words."""
    form = SearchForm(request.GET)
    context = {
        "form": form,
        "text": form.text,
        "groups": found(request.actor, form.text, may_open=partial(may_open, request)),
    }
    return page(request, "portals/search.html", context)
