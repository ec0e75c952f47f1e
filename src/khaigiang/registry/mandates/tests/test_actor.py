from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.registry.mandates.queries import actor_of
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_actor, make_mandate
from khaigiang.registry.officials.tests.makers import make_official
from khaigiang.registry.units.tests.makers import make_committee, make_office

pytestmark = pytest.mark.django_db


def test_an_actor_holds_the_mandates_of_the_day_alone() -> None:
    user, school, committee = make_user(), make_office(), make_committee()
    make_mandate(Role.OFFICE, user=user, office=school, valid_from=date(2023, 1, 1), valid_until=date(2023, 4, 1))
    make_mandate(Role.COMMITTEE, user=user, office=committee, valid_from=date(2023, 4, 1))

    last_day = actor_of(user, date(2023, 3, 31))
    next_day = actor_of(user, date(2023, 4, 1))

    assert (last_day.roles, last_day.office_ids, last_day.committee_ids) == (
        frozenset({Role.OFFICE}),
        frozenset({school.pk}),
        frozenset(),
    )
    assert (next_day.roles, next_day.office_ids, next_day.committee_ids) == (
        frozenset({Role.COMMITTEE}),
        frozenset({committee.pk}),
        frozenset({committee.pk}),
    )
    assert next_day.office_names == (committee.name,)


def test_a_trainee_acts_as_one_official_and_for_no_office() -> None:
    official = make_official("Ngô Bích Thủy")
    user = make_mandate(Role.TRAINEE, official=official).user

    actor = actor_of(user, date(2023, 4, 1))

    assert (actor.roles, actor.official_id, actor.office_ids) == (
        frozenset({Role.TRAINEE}),
        official.pk,
        frozenset(),
    )


def test_only_a_committees_mandate_names_a_committee() -> None:
    actor = make_actor(Role.TEACHER, office=make_committee())

    assert actor.committee_ids == frozenset()


def test_an_administrator_of_the_installation_is_one_without_a_mandate() -> None:
    actor = actor_of(make_user(is_administrator=True), date(2023, 4, 1))

    assert actor.roles == frozenset({Role.ADMIN})


def test_a_user_without_mandates_has_no_role() -> None:
    assert actor_of(make_user(), date(2023, 4, 1)).roles == frozenset()


def test_an_actor_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    user = make_actor(Role.OFFICE, Role.TEACHER).user

    with django_assert_num_queries(1):
        actor_of(user, date(2023, 4, 1))
