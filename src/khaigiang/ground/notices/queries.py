"""Reading notices."""

from dataclasses import dataclass
from datetime import datetime

from khaigiang.ground.accounts.models import User
from khaigiang.ground.notices import access


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """One notice as its reader sees it."""

    id: int
    title: str
    body: str
    link: str
    created_at: datetime
    is_read: bool


def notices(user: User, *, unread_only: bool = False) -> list[NoticeRow]:
    """A person's notices, newest first."""
    found = access.visible_notices(user).order_by("-created_at", "-pk")
    if unread_only:
        found = found.filter(read_at__isnull=True)
    return [
        NoticeRow(
            id=notice.pk,
            title=notice.title,
            body=notice.body,
            link=notice.link,
            created_at=notice.created_at,
            is_read=notice.read_at is not None,
        )
        for notice in found
    ]


def unread_count(user: User) -> int:
    """How many notices a person has not read."""
    return access.visible_notices(user).filter(read_at__isnull=True).count()
