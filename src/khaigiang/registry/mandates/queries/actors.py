"""Who a user is on a day."""

from datetime import date

from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.periods import valid_on
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.mandates.states import Role


def actor_of(user: User, on: date) -> Actor:
    """The user with every mandate in force on the day; an administrator of the installation needs none to be one."""
    mandates = Mandate.objects.filter(valid_on(on), user=user).order_by("pk")
    found = list(mandates.values_list("role", "office_id", "office__name", "official_id"))
    roles = {Role(role) for role, *_ in found}
    if user.is_administrator:
        roles.add(Role.ADMIN)
    offices = {office_id: name for _, office_id, name, _ in found if office_id}
    return Actor(
        user=user,
        on=on,
        roles=frozenset(roles),
        office_ids=frozenset(offices),
        office_names=tuple(offices.values()),
        committee_ids=frozenset(office_id for role, office_id, _, _ in found if role == Role.COMMITTEE and office_id),
        official_id=next((official_id for *_, official_id in found if official_id), None),
    )
