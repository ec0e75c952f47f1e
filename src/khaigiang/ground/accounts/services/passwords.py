"""Passwords. Changing one ends every other session of its owner."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.errors import WrongPassword
from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit


@transaction.atomic
def change_password(user: User, *, present: str, new: str, at: datetime) -> User:
    """Put a new password in place of the present one; raises WrongPassword."""
    if not user.check_password(present):
        raise WrongPassword
    return _set(user, new, "change_password", by=user, at=at)


@transaction.atomic
def reset_password(user: User, *, new: str, by: User, at: datetime) -> User:
    """Give a user a new password, as an administrator."""
    return _set(user, new, "reset_password", by=by, at=at)


def _set(user: User, new: str, act: str, *, by: User, at: datetime) -> User:
    user.set_password(new)
    user.save(update_fields=["password"])
    audit.record(act, user, by=by, at=at)
    return user
