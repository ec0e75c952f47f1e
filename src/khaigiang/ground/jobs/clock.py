"""The machine's own clock: a lease must run out in a rehearsal too, whose day stands still."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

Now = Callable[[], datetime]


def machine_now() -> datetime:
    """This instant, whatever day the product stands on."""
    return timezone.now()
