"""One click to become a person of the demo."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from khaigiang.doors.rehearsal import access
from khaigiang.ground.web.http import go


@login_not_required
@require_POST
def become(request: HttpRequest, username: str) -> HttpResponse:
    """Sign in as a person of the demo."""
    login(request, access.get_demo_person(username))
    return go(request, "portals:home")
