"""Accounts, notices, and the sign-in by one click of the demo."""

from typing import Final

from khaigiang.doors.rehearsal.persons import PASSWORD
from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.services import disable_user, reset_password
from khaigiang.ground.notices.models import Notice
from khaigiang.ground.web import clock
from tests.on_the_story.scenarios.sending import NOBODY, Sent, Table, post, when

NEW_PASSWORD: Final = "mot-mat-khau-moi-2023"


def user(username: str) -> User:
    return User.objects.get(username=username)


def _with_a_password() -> None:
    # Tests hash passwords faster than the played story did.
    reset_password(user("demo-office"), new=PASSWORD, by=user("demo-admin"), at=clock.now())


def _signing_in() -> Sent:
    _with_a_password()
    return post(username="demo-office", password=PASSWORD)


def _changing_the_password() -> Sent:
    _with_a_password()
    return post(present=PASSWORD, new=NEW_PASSWORD, again=NEW_PASSWORD)


def _somebody_disabled() -> Sent:
    disable_user(user("canbo-2"), by=user("demo-admin"), at=clock.now())
    return post(user("canbo-2").pk)


TABLE: Final[Table] = {
    "accounts:sign_in": when(NOBODY, _signing_in, recorded_as="demo-office"),
    "accounts:sign_out": when("demo-office", post),
    "accounts:preferences": when("demo-office", lambda: post(language="en", theme="dark")),
    "accounts:change_password": when("demo-office", _changing_the_password),
    "accounts:new_user": when(
        "demo-admin",
        lambda: post(full_name="Lý Thị Hoa", username="hoa", new=NEW_PASSWORD, again=NEW_PASSWORD),
    ),
    "accounts:user": when("demo-admin", lambda: post(user("canbo-2").pk, phone="024 3333 4444")),
    "accounts:reset_password": when(
        "demo-admin", lambda: post(user("canbo-2").pk, new=NEW_PASSWORD, again=NEW_PASSWORD)
    ),
    "accounts:disable_user": when("demo-admin", lambda: post(user("canbo-2").pk)),
    "accounts:enable_user": when("demo-admin", _somebody_disabled),
    "notices:open": when(
        "demo-office", lambda: post(Notice.objects.filter(to=user("demo-office"), read_at=None)[0].pk)
    ),
    "notices:mark_all_read": when("demo-office", post),
    # One click of the demo signs in without a password; production settings do not serve it.
    "rehearsal:become": when(NOBODY, lambda: post("demo-office"), entries=0),
}
