"""Whoever asks, for tests of access beneath mandates."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Someone:
    """A person in some roles, for some nominating committees."""

    roles: frozenset[str] = frozenset()
    committee_ids: frozenset[int] = frozenset()
    on: date = date(2023, 4, 1)


def someone(*roles: str, committee: int | None = None) -> Someone:
    """`someone("committee", committee=office.pk)`."""
    return Someone(roles=frozenset(roles), committee_ids=frozenset() if committee is None else frozenset({committee}))
