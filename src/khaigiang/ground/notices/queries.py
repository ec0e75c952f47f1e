"""Reading notices."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from khaigiang.ground.accounts.models import User
from khaigiang.ground.notices import access
from khaigiang.ground.notices.models import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """One notice as its reader sees it."""

    id: int
    title: str
    body: str
    link: str
    created_at: datetime
    is_read: bool


def notices(user: User, *, unread_only: bool = False) -> QuerySet[Notice]:
    """A person's notices, newest first."""
    found = access.visible_notices(user).order_by("-created_at", "-pk")
    return found.filter(read_at__isnull=True) if unread_only else found


def notice_rows(found: Iterable[Notice]) -> list[NoticeRow]:
    """One page of notices as their reader sees them."""
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
