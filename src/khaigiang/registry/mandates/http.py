"""The request as every signed-in view sees it."""

from django.http import HttpRequest

from khaigiang.ground.accounts.models import User
from khaigiang.registry.mandates.actor import Actor


class ActorRequest(HttpRequest):
    """A request of a signed-in user, with the mandates in force on the day it came."""

    user: User
    actor: Actor
