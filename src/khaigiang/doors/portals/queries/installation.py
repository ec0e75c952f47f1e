"""The installation at a glance, for its administrator."""

from dataclasses import dataclass

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.shared.periods import valid_on
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.units.models import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """Who may come in, for whom they act, and how much has been recorded."""

    users: int
    mandates: int
    offices: int
    entries: int


def installation_of(actor: Actor) -> Installation | None:
    """What an administrator keeps; None for others. 4 statements."""
    if not actor.is_any(Role.ADMIN):
        return None
    return Installation(
        users=User.objects.filter(is_active=True).count(),
        mandates=Mandate.objects.filter(valid_on(actor.on)).count(),
        offices=Office.objects.filter(is_active=True).count(),
        entries=Entry.objects.count(),
    )
