"""Entries of the audit for tests. Users come from Django: accounts lies above the audit."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser

from khaigiang.ground.audit.models import Entry
from khaigiang.ground.audit.services import record

_serial = count(1)
FIRST = datetime(2023, 4, 1, 1, 0, tzinfo=UTC)


def make_person(full_name: str = "Quách Kim Oanh", **fields: Any) -> Any:
    """Somebody who acts."""
    return get_user_model().objects.create_user(f"person-{next(_serial)}", full_name, **fields)


def make_entry(act: str = "do_something", *, by: AbstractBaseUser | None = None, at: datetime | None = None) -> Entry:
    """One recorded act of a person upon themselves, not sealed; each a minute after the one before."""
    by = by or make_person()
    at = at or FIRST + timedelta(minutes=next(_serial))
    return record(act, by, by=by, at=at, before={"full_name": "Tên cũ"}, after={"full_name": str(by)})
