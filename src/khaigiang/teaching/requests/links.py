"""The secret of a guest's link: made of its number with the key of the installation, kept as its hash alone."""

import hashlib
from base64 import urlsafe_b64encode
from typing import Final
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from khaigiang.teaching.requests.models import GuestLink

SALT: Final = "khaigiang.teaching.requests.links"


def secret_of(number: UUID) -> str:
    """The part of an address that nobody guesses; the same number gives the same one."""
    return urlsafe_b64encode(salted_hmac(SALT, number.hex, algorithm="sha256").digest()[:24]).decode()


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def address_of(link: GuestLink) -> str:
    """The whole address of a link; empty where the key of the installation was changed since it was made."""
    secret = secret_of(link.number)
    if digest_of(secret) != link.digest:
        return ""
    return f"{settings.PUBLIC_URL}{reverse('requests:guest_door', args=[secret])}"


def sealed_address(name: str) -> str:
    """The address that fills a message to a guest: the number of the link."""
    found = GuestLink.objects.filter(pk=int(name), revoked_at=None).first()
    return address_of(found) if found else ""
