"""The first administrator, from the terminal."""

import io
import sys

import pytest
from django.core.management import CommandError, call_command

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user

pytestmark = pytest.mark.django_db

PASSWORD = "khai giang 2023"


def _add(monkeypatch: pytest.MonkeyPatch, *arguments: str, password: str = PASSWORD) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(password + "\n"))
    call_command("adduser", *arguments, "--password-from-stdin", stderr=io.StringIO())


def test_the_first_administrator_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    _add(monkeypatch, "quantri", "Lê Quản Trị", "--administrator")

    user = User.objects.get()
    assert (user.full_name, user.is_administrator, user.check_password("khai giang 2023")) == (
        "Lê Quản Trị",
        True,
        True,
    )


@pytest.mark.parametrize(
    ("username", "password"), [("quantri", "short"), ("quantri", "password1234"), ("quản trị", "khai giang 2023")]
)
def test_a_weak_password_and_a_strange_name_are_refused(
    monkeypatch: pytest.MonkeyPatch, username: str, password: str
) -> None:
    with pytest.raises(CommandError):
        _add(monkeypatch, username, "Lê Quản Trị", password=password)
    assert not User.objects.exists()


def test_a_taken_name_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    make_user("quantri")

    with pytest.raises(CommandError, match="quantri"):
        _add(monkeypatch, "quantri", "Lê Quản Trị")
