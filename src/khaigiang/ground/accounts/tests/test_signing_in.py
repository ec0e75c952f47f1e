"""Signing in: said alike to everybody, limited per name and address."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.errors import TooManyTries, WrongNameOrPassword
from khaigiang.ground.accounts.models import SignInTry, User
from khaigiang.ground.accounts.services import sign_in
from khaigiang.ground.accounts.services.signing_in import KEPT_FOR, TRIES, WITHIN
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry

pytestmark = pytest.mark.django_db

NOW = datetime(2023, 5, 24, 0, 30, tzinfo=UTC)
HERE, ELSEWHERE = "10.0.0.1", "10.0.0.2"
PASSWORD = "khai giang 2023"


def _try(username: str, password: str, *, address: str = HERE, at: datetime = NOW) -> User:
    return sign_in(username=username, password=password, address=address, at=at)


def _fail(username: str, times: int, *, address: str = HERE, at: datetime = NOW) -> None:
    for _ in range(times):
        with pytest.raises(WrongNameOrPassword):
            _try(username, "wrong", address=address, at=at)


def test_the_right_password_signs_in_whatever_the_capitals_of_the_name() -> None:
    lan = make_user("lan", password=PASSWORD)

    assert _try(" Lan ", PASSWORD) == lan


def test_a_sign_in_is_written_into_the_audit() -> None:
    lan = make_user("lan", password=PASSWORD)
    _try("lan", PASSWORD)

    entry = Entry.objects.get()
    assert (entry.act, entry.by_id, entry.subject_id) == ("sign_in", lan.pk, str(lan.pk))


def test_a_wrong_password_an_unknown_name_and_a_disabled_user_are_told_the_same() -> None:
    make_user("lan", password=PASSWORD)
    make_user("old", password=PASSWORD, is_active=False)

    told = set()
    for username, password in (("lan", "wrong"), ("nobody", PASSWORD), ("old", PASSWORD)):
        with pytest.raises(WrongNameOrPassword) as refusal:
            _try(username, password)
        told.add(str(refusal.value))

    assert len(told) == 1


def test_after_five_failures_even_the_right_password_waits() -> None:
    make_user("lan", password=PASSWORD)
    _fail("lan", TRIES)

    with pytest.raises(TooManyTries):
        _try("lan", PASSWORD, at=NOW + WITHIN - timedelta(seconds=1))


def test_the_wait_is_over_after_a_quarter_of_an_hour() -> None:
    lan = make_user("lan", password=PASSWORD)
    _fail("lan", TRIES)

    assert _try("lan", PASSWORD, at=NOW + WITHIN) == lan


def test_trying_on_does_not_lengthen_the_wait() -> None:
    _fail("lan", TRIES)
    for _ in range(3):
        with pytest.raises(TooManyTries):
            _try("lan", PASSWORD, at=NOW + WITHIN / 2)

    assert SignInTry.objects.count() == TRIES


def test_a_stranger_cannot_lock_a_person_out() -> None:
    lan = make_user("lan", password=PASSWORD)
    _fail("lan", TRIES, address=ELSEWHERE)

    assert _try("lan", PASSWORD, address=HERE) == lan


def test_failures_of_one_person_do_not_hold_up_their_colleagues() -> None:
    make_user("lan", password=PASSWORD)
    binh = make_user("binh", password=PASSWORD)
    _fail("lan", TRIES)

    assert _try("binh", PASSWORD) == binh


def test_capitals_do_not_give_more_tries() -> None:
    make_user("lan", password=PASSWORD)
    for username in ("lan", "LAN", "Lan", "lAn", " lan"):
        _fail(username, 1)

    with pytest.raises(TooManyTries):
        _try("laN", PASSWORD)


def test_an_unknown_name_is_limited_alike() -> None:
    _fail("nobody", TRIES)

    with pytest.raises(TooManyTries):
        _try("nobody", "wrong")


def test_success_forgets_the_failures_before_it() -> None:
    make_user("lan", password=PASSWORD)
    _fail("lan", TRIES - 1)
    _try("lan", PASSWORD)

    assert not SignInTry.objects.exists()


def test_failures_are_forgotten_after_a_day() -> None:
    _fail("nobody", 2)
    _fail("somebody", 1, at=NOW + KEPT_FOR + timedelta(seconds=1))

    assert SignInTry.objects.count() == 1


def test_a_password_is_never_written_down() -> None:
    _fail("lan", 1)

    assert "wrong" not in str(list(SignInTry.objects.values()))


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ("/notices/", "/notices/"),
        ("", "/"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_a_person_lands_where_they_wanted_to_go_and_never_elsewhere(client: Client, wanted: str, shown: str) -> None:
    make_user("lan", password=PASSWORD)

    response = client.post(reverse("accounts:sign_in"), {"username": "lan", "password": PASSWORD, "next": wanted})

    assert (response.status_code, response["Location"]) == (302, shown)


def test_a_refused_sign_in_keeps_the_name_and_never_shows_the_password(client: Client) -> None:
    shown = client.post(reverse("accounts:sign_in"), {"username": "lan", "password": "bí mật"}).content.decode()

    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in shown
    assert 'value="lan"' in shown
    assert "bí mật" not in shown


def test_signing_in_changes_the_session_key(client: Client) -> None:
    make_user("lan", password=PASSWORD)
    client.get(reverse("accounts:sign_in"))
    client.session["planted"] = True
    before = client.session.session_key

    client.post(reverse("accounts:sign_in"), {"username": "lan", "password": PASSWORD})

    assert client.session.session_key != before


def test_a_persons_language_and_theme_come_with_the_sign_in(client: Client) -> None:
    user = make_user("lan", password=PASSWORD)
    User.objects.filter(pk=user.pk).update(language="en", theme="dark")

    client.post(reverse("accounts:sign_in"), {"username": "lan", "password": PASSWORD})

    assert (client.cookies["language"].value, client.cookies["theme"].value) == ("en", "dark")


def test_who_is_signed_in_already_is_sent_on(client: Client) -> None:
    client.force_login(make_user())

    assert client.get(reverse("accounts:sign_in"), {"next": "/notices/"})["Location"] == "/notices/"


def test_signing_out_ends_the_session_and_needs_a_post(client: Client) -> None:
    client.force_login(make_user())

    assert client.get(reverse("accounts:sign_out")).status_code == 405
    assert client.post(reverse("accounts:sign_out"))["Location"] == reverse("accounts:sign_in")
    assert client.get(reverse("notices:list")).status_code == 302
    assert [entry.act for entry in Entry.objects.all()] == ["sign_out"]


def test_a_closed_page_asks_to_sign_in_and_remembers_the_way(client: Client) -> None:
    response = client.get("/notices/?show=unread")

    assert response["Location"] == "/accounts/sign-in/?next=/notices/%3Fshow%3Dunread"
