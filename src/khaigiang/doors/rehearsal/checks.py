"""Checks that keep a rehearsal out of a real installation."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from khaigiang.doors.rehearsal.queries import rehearsal


@register(Tags.database)
def no_rehearsal_in_production(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Production settings refuse to serve a database that a story filled."""
    if not databases or settings.REHEARSAL_ALLOWED or rehearsal() is None:
        return []
    message = "This database is a rehearsal: its persons have a known password. Serve it with the demo settings only."
    return [Error(message, hint="Point DATABASE_URL at the real database.", id="rehearsal.E001")]
