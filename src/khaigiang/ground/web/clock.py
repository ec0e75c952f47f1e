"""The edges' only clock. A rehearsal puts its own day in place of today's."""

from collections.abc import Callable
from datetime import date, datetime

from django.utils import timezone

from khaigiang.ground.shared.dates import local_day

Provider = Callable[[], datetime]
_providers: list[Provider] = []


def use(provider: Provider | None) -> None:
    """Read the time from a provider from now on; None goes back to the machine's clock."""
    _providers[:] = [provider] if provider else []


def now() -> datetime:
    """This instant."""
    return _providers[0]() if _providers else timezone.now()


def today() -> date:
    """The day it is in Hà Nội."""
    return local_day(now())
