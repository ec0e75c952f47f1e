"""Reading mandates."""

from datetime import date

from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.periods import valid_on
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.mandates.states import Role


def actor_of(user: User, on: date) -> Actor:
    """The user with every mandate in force on the day."""
    mandates = list(Mandate.objects.filter(valid_on(on), user=user))
    officials = [mandate.official_id for mandate in mandates if mandate.official_id is not None]
    return Actor(
        user=user,
        on=on,
        roles=frozenset(Role(mandate.role) for mandate in mandates),
        office_ids=frozenset(mandate.office_id for mandate in mandates if mandate.office_id is not None),
        committee_ids=frozenset(
            mandate.office_id
            for mandate in mandates
            if mandate.role == Role.COMMITTEE and mandate.office_id is not None
        ),
        official_id=officials[0] if officials else None,
    )
