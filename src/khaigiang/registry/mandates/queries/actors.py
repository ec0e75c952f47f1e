"""Who a user is on a day."""

from datetime import date

from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.periods import valid_on
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.mandates.states import Role


def actor_of(user: User, on: date) -> Actor:
    """The user with every mandate in force on the day; an administrator of the installation needs none to be one."""
    mandates = list(Mandate.objects.filter(valid_on(on), user=user).select_related("office").order_by("pk"))
    roles = {Role(mandate.role) for mandate in mandates}
    if user.is_administrator:
        roles.add(Role.ADMIN)
    offices = {mandate.office.pk: mandate.office for mandate in mandates if mandate.office}
    return Actor(
        user=user,
        on=on,
        roles=frozenset(roles),
        office_ids=frozenset(offices),
        office_names=tuple(office.name for office in offices.values()),
        committee_ids=frozenset(
            mandate.office_id
            for mandate in mandates
            if mandate.role == Role.COMMITTEE and mandate.office_id is not None
        ),
        official_id=next((mandate.official_id for mandate in mandates if mandate.official_id is not None), None),
    )
