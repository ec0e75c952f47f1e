"""The only door to a mandate and to what one is made of. Who opens these pages is decided by the policy."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from khaigiang.ground.accounts.models import User
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.officials.models import Official
from khaigiang.registry.units.models import Office


def visible_mandates(actor: Actor) -> QuerySet[Mandate]:
    """Every mandate for an administrator, one's own for everybody else."""
    return Mandate.objects.all() if actor.is_any(Role.ADMIN) else Mandate.objects.filter(user=actor.user)


def get_mandate(actor: Actor, mandate_id: int) -> Mandate:
    """One visible mandate, or 404."""
    return get_object_or_404(visible_mandates(actor).select_related("user", "office", "official"), pk=mandate_id)


def users_to_mandate(actor: Actor) -> QuerySet[User]:
    """Who may be given a mandate: everybody who may sign in."""
    found = User.objects.filter(is_active=True) if actor.is_any(Role.ADMIN) else User.objects.none()
    return found.order_by("sort_key", "pk")


def offices_to_act_for(_actor: Actor) -> QuerySet[Office]:
    """Offices in use."""
    return Office.objects.filter(is_active=True).order_by("sort_key", "pk")


def official_to_stand_for(_actor: Actor, official_id: int | None) -> Official | None:
    """The official whom an administrator chose for a trainee's account."""
    return None if official_id is None else get_object_or_404(Official, pk=official_id)
