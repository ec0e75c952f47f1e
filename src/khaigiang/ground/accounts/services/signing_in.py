"""Signing in and out. Tries are limited per name and address, so that a stranger cannot lock a person out."""

from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth import authenticate
from django.db import transaction

from khaigiang.ground.accounts.errors import TooManyTries, WrongNameOrPassword
from khaigiang.ground.accounts.models import SignInTry, User
from khaigiang.ground.audit import services as audit

TRIES: Final = 5
WITHIN: Final = timedelta(minutes=15)
KEPT_FOR: Final = timedelta(days=1)


def sign_in(*, username: str, password: str, address: str, at: datetime) -> User:
    """The user whom name and password name; raises TooManyTries or WrongNameOrPassword.

    A try is written down before the password is looked at, outside a transaction: it stays when the answer
    is no, and tries made at the same moment count one another.
    """
    name = username.strip().casefold()[:150]
    tries = SignInTry.objects.filter(username=name, address=address)
    this = SignInTry.objects.create(username=name, address=address, at=at)
    if tries.filter(at__gt=at - WITHIN, pk__lte=this.pk).count() > TRIES:
        this.delete()
        raise TooManyTries(minutes=int(WITHIN.total_seconds() // 60))
    user = authenticate(None, username=username.strip(), password=password)
    if not isinstance(user, User):
        SignInTry.objects.filter(at__lt=at - KEPT_FOR).delete()
        raise WrongNameOrPassword
    with transaction.atomic():
        tries.delete()
        audit.record("sign_in", user, by=user, at=at)
    return user


@transaction.atomic
def sign_out(user: User, *, at: datetime) -> None:
    """Write down that a person left; the view ends the session itself."""
    audit.record("sign_out", user, by=user, at=at)
