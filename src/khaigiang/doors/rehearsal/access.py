"""Who may become a person of the demo: anybody, in a rehearsal alone."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404

from khaigiang.doors.rehearsal.persons import USERNAME_PREFIX
from khaigiang.doors.rehearsal.queries import rehearsal
from khaigiang.ground.accounts.models import User


def get_demo_person(username: str) -> User:
    """The person of the demo with this user name; 404 for others and outside a rehearsal."""
    if not settings.REHEARSAL_ALLOWED or rehearsal() is None or not username.startswith(USERNAME_PREFIX):
        raise Http404
    return get_object_or_404(User, username=username, is_active=True)
