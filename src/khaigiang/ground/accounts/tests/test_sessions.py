"""A session ends at once when its user may no longer have it."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts import services
from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user

pytestmark = pytest.mark.django_db

NOW = datetime(2023, 5, 24, 1, 0, tzinfo=UTC)
PASSWORD, NEW = "khai giang 2023", "mot mat khau khac"


@pytest.fixture
def lan() -> User:
    return make_user("lan", password=PASSWORD)


def _client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    assert _is_in(client)
    return client


def _is_in(client: Client) -> bool:
    return client.get(reverse("notices:list")).status_code == 200


def test_disabling_ends_the_sessions(lan: User) -> None:
    client = _client_of(lan)

    services.disable_user(lan, by=make_user(is_administrator=True), at=NOW)

    assert not _is_in(client)


def test_enabling_again_does_not_bring_old_sessions_back(lan: User) -> None:
    administrator = make_user(is_administrator=True)
    client = _client_of(lan)

    disabled = services.disable_user(lan, by=administrator, at=NOW)
    services.enable_user(disabled, by=administrator, at=NOW)

    assert not _is_in(client)


def test_ending_sessions_signs_out_everywhere(lan: User) -> None:
    clients = [_client_of(lan), _client_of(lan)]

    services.end_sessions(lan, by=None, at=NOW)

    assert [_is_in(client) for client in clients] == [False, False]


def test_a_new_password_given_by_the_administrator_ends_the_sessions(lan: User) -> None:
    client = _client_of(lan)

    services.reset_password(lan, new=NEW, by=make_user(is_administrator=True), at=NOW)

    assert not _is_in(client)


def test_changing_ones_own_password_keeps_this_session_alone(lan: User) -> None:
    here, there = _client_of(lan), _client_of(lan)

    response = here.post(
        reverse("accounts:change_password"),
        {"present": PASSWORD, "new": NEW, "again": NEW},
    )

    assert response.status_code == 302
    assert _is_in(here)
    assert not _is_in(there)


def test_sessions_of_others_go_on(lan: User) -> None:
    other = _client_of(make_user())

    services.end_sessions(lan, by=None, at=NOW)

    assert _is_in(other)
