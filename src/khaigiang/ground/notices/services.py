"""Telling people things, and noting that they read them."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.notices.models import Notice


def tell(users: Iterable[User], *, title: str, body: str = "", link: str = "", at: datetime) -> int:
    """Send one notice to each user who may sign in, in one statement; returns to how many.

    Called by services inside their own transaction, whose audit entry covers it.
    """
    receivers = {user.pk: user for user in users if user.is_active}
    notices = [Notice(to=user, title=title[:200], body=body, link=link, created_at=at) for user in receivers.values()]
    return len(Notice.objects.bulk_create(notices, batch_size=500))


@transaction.atomic
def mark_read(notice: Notice, *, by: User, at: datetime) -> Notice:
    """Note when a notice was first read."""
    if notice.read_at is None:
        notice.read_at = at
        notice.save(update_fields=["read_at"])
    audit.record("mark_read", notice, by=by, at=at)
    return notice


@transaction.atomic
def mark_all_read(*, by: User, at: datetime) -> int:
    """Note that a person has read everything sent to them; returns how many notices that were."""
    count = Notice.objects.filter(to=by, read_at__isnull=True).update(read_at=at)
    audit.record("mark_all_read", by, by=by, at=at, after={"notices": count})
    return count
