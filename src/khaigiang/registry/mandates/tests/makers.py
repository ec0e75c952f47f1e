"""Mandates and acting persons for tests."""

from datetime import date

from django.test import Client

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.mandates.queries import actor_of
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.tests.makers import make_official
from khaigiang.registry.units.models import Office
from khaigiang.registry.units.tests.makers import make_committee, make_office

LONG_AGO = date(2020, 1, 1)


def make_mandate(
    role: Role,
    *,
    user: User | None = None,
    office: Office | None = None,
    official: Official | None = None,
    valid_from: date = LONG_AGO,
    valid_until: date | None = None,
) -> Mandate:
    """A mandate in force since long ago; a committee, a school or a trainee's official is made when none is given."""
    if role == Role.TRAINEE:
        official = official or make_official()
    elif office is None:
        office = make_committee() if role == Role.COMMITTEE else make_office()
    return Mandate.objects.create(
        user=user or make_user(),
        role=role,
        office=office,
        official=official,
        valid_from=valid_from,
        valid_until=valid_until,
    )


def signed_in(client: Client, role: Role) -> Client:
    """The browser of a new user who acts in this role."""
    user = make_user()
    make_mandate(role, user=user)
    client.force_login(user)
    return client


def make_actor(
    *roles: Role,
    on: date = date(2023, 4, 1),
    office: Office | None = None,
    official: Official | None = None,
) -> Actor:
    """A new user who acts in these roles, all for the same office."""
    user = make_user()
    for role in roles:
        make_mandate(role, user=user, office=office, official=official if role == Role.TRAINEE else None)
    return actor_of(user, on)


def sign_in(client: Client, *roles: Role, office: Office | None = None, official: Official | None = None) -> Actor:
    """Sign a new user with these roles in to the test client."""
    actor = make_actor(*roles, office=office, official=official)
    client.force_login(actor.user)
    return actor
