"""Recording acts, and sealing them into the chain."""

from collections.abc import Mapping
from datetime import UTC, datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction

from khaigiang.ground.audit.models import ChainHead, Entry
from khaigiang.ground.audit.rules import link

SEALED_CONTENT = ("at", "by_id", "by_name", "act", "subject_type", "subject_id", "subject", "before", "after")


def record(
    act: str,
    subject: models.Model,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> Entry:
    """Write down one act inside the caller's transaction; it is sealed into the chain after the commit.

    `act` is a verb of the domain ("submit_nominations"); `before` and `after` hold plain values.
    Sealing waits for the commit because a lock on the chain's head inside every act would let two acts
    wait for each other.
    """
    entry = Entry.objects.create(
        at=at,
        by_id=by.pk if by else None,
        by_name=str(by) if by else "",
        act=act,
        subject_type=subject._meta.label,
        subject_id=str(subject.pk),
        subject=str(subject)[:300],
        before=_plain(before),
        after=_plain(after),
    )
    transaction.on_commit(seal_pending)
    return entry


@transaction.atomic
def seal_pending() -> int:
    """Append every committed, unsealed entry to the chain; returns how many."""
    head, _ = ChainHead.objects.get_or_create(pk=1)
    head = ChainHead.objects.select_for_update().get(pk=1)
    pending = list(Entry.objects.filter(position__isnull=True).order_by("pk"))
    for entry in pending:
        entry.position = head.position + 1
        entry.previous_hash = head.hash
        entry.hash = link(head.hash, entry.position, content_of(entry))
        head.position, head.hash = entry.position, entry.hash
    Entry.objects.bulk_update(pending, ["position", "previous_hash", "hash"])
    head.save(update_fields=["position", "hash"])
    return len(pending)


def content_of(entry: Entry) -> dict[str, object]:
    """The part of an entry that its link protects, with the instant in UTC."""
    content = {name: getattr(entry, name) for name in SEALED_CONTENT}
    content["at"] = entry.at.astimezone(UTC).isoformat()
    return content


def _plain(values: Mapping[str, object] | None) -> dict[str, object] | None:
    if values is None:
        return None
    return {
        key: value if isinstance(value, bool | int | list | dict | None) else str(value)
        for key, value in values.items()
    }
