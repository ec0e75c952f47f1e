"""The roles among which an office chooses who sees a field, as the feature that knows roles names them."""

from collections.abc import Sequence
from typing import Final

from django.utils.functional import Promise

_roles: Final[list[tuple[str, Promise | str]]] = []


def offer_roles(roles: Sequence[tuple[str, Promise | str]]) -> None:
    """Name the roles, in the order of a form."""
    _roles[:] = roles


def roles() -> list[tuple[str, Promise | str]]:
    """The roles that may see a field."""
    return list(_roles)
