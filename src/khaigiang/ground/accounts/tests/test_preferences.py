"""Language, theme and the address of a request."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from khaigiang.ground.accounts.http import address_of
from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry

pytestmark = pytest.mark.django_db


def test_a_person_keeps_language_and_theme(client: Client) -> None:
    user = make_user()
    client.force_login(user)

    client.post(reverse("accounts:preferences"), {"language": "en"})
    client.post(reverse("accounts:preferences"), {"theme": "dark"})

    user.refresh_from_db()
    assert (user.language, user.theme) == ("en", "dark")
    assert [entry.act for entry in Entry.objects.all()] == ["set_preferences"] * 2


def test_before_signing_in_the_choice_is_kept_by_the_browser_alone(client: Client) -> None:
    client.post(reverse("accounts:preferences"), {"language": "en"})

    assert 'lang="en"' in client.get(reverse("accounts:sign_in")).content.decode()
    assert not Entry.objects.exists()


@pytest.mark.parametrize("data", [{"language": "xx"}, {"theme": "pink"}, {"theme": "../../x"}])
def test_what_is_no_choice_changes_nothing(client: Client, data: dict[str, str]) -> None:
    user = make_user()
    client.force_login(user)

    assert client.post(reverse("accounts:preferences"), data).status_code == 302
    assert (User.objects.get().language, User.objects.get().theme) == ("vi", "system")
    assert "language" not in client.cookies


def test_the_choice_leads_back_to_the_page(client: Client) -> None:
    response = client.post(
        reverse("accounts:preferences"),
        {"theme": "dark"},
        headers={"Referer": "http://testserver/notices/"},
    )

    assert response["Location"] == "http://testserver/notices/"


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "", "127.0.0.1"),
        (0, "10.9.9.9", "127.0.0.1"),
        (1, "10.9.9.9", "10.9.9.9"),
        (1, "6.6.6.6, 10.9.9.9", "10.9.9.9"),
        (2, "6.6.6.6, 10.9.9.9, 10.0.0.1", "10.9.9.9"),
        (1, "", "127.0.0.1"),
    ],
)
def test_an_address_is_believed_only_from_our_own_proxies(
    settings: Settings, proxies: int, header: str, address: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": header} if header else {}

    assert address_of(RequestFactory().get("/", headers=headers)) == address
