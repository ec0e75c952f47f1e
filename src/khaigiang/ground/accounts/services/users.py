"""Making, changing, disabling users."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from khaigiang.ground.accounts.errors import LastAdministrator, NotYourself, UsernameTaken
from khaigiang.ground.accounts.models import Language, User
from khaigiang.ground.audit import services as audit


@transaction.atomic
def create_user(
    *,
    username: str,
    full_name: str,
    password: str | None = None,
    email: str = "",
    phone: str = "",
    is_administrator: bool = False,
    language: str = Language.VIETNAMESE,
    by: User | None,
    at: datetime,
) -> User:
    """A user who may sign in (with a password); raises UsernameTaken.

    `by` is None only where nobody is signed in yet: at the terminal.
    """
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                username,
                full_name,
                password,
                email=email,
                phone=phone,
                is_administrator=is_administrator,
                language=language,
            )
    except IntegrityError as taken:
        raise UsernameTaken(username=username) from taken
    audit.record("create_user", user, by=by, at=at, after=_facts(user))
    return user


@transaction.atomic
def change_user(
    user: User, *, full_name: str, email: str, phone: str, is_administrator: bool, by: User, at: datetime
) -> User:
    """Correct what is known of a user; raises LastAdministrator."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_administrator and not is_administrator:
        _require_another_administrator(user)
    before = _facts(user)
    user.rename(full_name)
    user.email, user.phone = email, phone
    user.is_administrator = is_administrator
    user.save(update_fields=["full_name", "sort_key", "folded", "email", "phone", "is_administrator"])
    audit.record("change_user", user, by=by, at=at, before=before, after=_facts(user))
    return user


@transaction.atomic
def disable_user(user: User, *, by: User, at: datetime) -> User:
    """Nobody signs in as this user any more, and whoever is signed in as them is out at once.

    Raises NotYourself or LastAdministrator.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.pk == by.pk:
        raise NotYourself
    if user.is_administrator:
        _require_another_administrator(user)
    user.is_active = False
    user.session_number = F("session_number") + 1
    user.save(update_fields=["is_active", "session_number"])
    user.refresh_from_db(fields=["session_number"])
    audit.record("disable_user", user, by=by, at=at)
    return user


@transaction.atomic
def enable_user(user: User, *, by: User, at: datetime) -> User:
    """Let a disabled user sign in again; sessions from before stay ended."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    audit.record("enable_user", user, by=by, at=at)
    return user


@transaction.atomic
def end_sessions(user: User, *, by: User | None, at: datetime) -> User:
    """Sign a user out everywhere (after a lost telephone)."""
    sign_out_everywhere(user)
    audit.record("end_sessions", user, by=by, at=at)
    return user


def sign_out_everywhere(user: User) -> None:
    """A step of acts that change what a user may do, which record it: every session of theirs ends."""
    User.objects.filter(pk=user.pk).update(session_number=F("session_number") + 1)
    user.refresh_from_db(fields=["session_number"])


def _require_another_administrator(user: User) -> None:
    others = User.objects.select_for_update().filter(is_administrator=True, is_active=True).exclude(pk=user.pk)
    if not others.exists():
        raise LastAdministrator


def _facts(user: User) -> dict[str, object]:
    return {"username": user.username, "is_administrator": user.is_administrator}
