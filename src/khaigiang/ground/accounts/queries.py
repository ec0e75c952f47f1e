"""Reading users."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from khaigiang.ground.accounts import access
from khaigiang.ground.accounts.models import User
from khaigiang.vietnamese.names import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRow:
    """One line of the list of users."""

    id: int
    full_name: str
    username: str
    contact: str
    is_active: bool
    is_administrator: bool
    last_signed_in_at: datetime | None


def users(by: User, *, text: str = "") -> QuerySet[User]:
    """The users whom a person may see, those who may sign in first, by name; `text` needs no tones."""
    found = access.visible_users(by).order_by("-is_active", "sort_key", "pk")
    for word in fold(text).split():
        found = found.filter(folded__contains=word)
    return found


def user_rows(found: Iterable[User]) -> list[UserRow]:
    """One page of users as the list shows them."""
    return [_row(user) for user in found]


def _row(user: User) -> UserRow:
    return UserRow(
        id=user.pk,
        full_name=user.full_name,
        username=user.username,
        contact=user.phone or user.email,
        is_active=user.is_active,
        is_administrator=user.is_administrator,
        last_signed_in_at=user.last_login,
    )
