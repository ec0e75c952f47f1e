"""The only door from an actor and an id to a reform."""

from typing import Final

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from khaigiang.oversight.reforms.models import Reform, ReformMove
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.units.models import Unit

ENTERS: Final = (Role.ORGANISER, Role.OFFICE)


def may_enter(actor: Actor) -> bool:
    """May the actor enter, confirm and undo reforms?"""
    return actor.is_any(*ENTERS)


def get_reform(_actor: Actor, reform_id: int) -> Reform:
    """One reform, or 404: whom the policy lets in sees all of them."""
    return get_object_or_404(Reform, pk=reform_id)


def get_move(_actor: Actor, move_id: int) -> ReformMove:
    """One person of a reform, or 404."""
    return get_object_or_404(ReformMove.objects.select_related("reform", "appointment__unit"), pk=move_id)


def units_to_choose(_actor: Actor, move: ReformMove) -> QuerySet[Unit]:
    """Units of the day of the reform to which somebody may go."""
    return Unit.objects.on(move.reform.effective_on)
