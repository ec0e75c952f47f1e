"""Recording acts, and sealing them into the chain."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction

from khaigiang.ground.audit.models import ChainHead, Entry
from khaigiang.ground.audit.queries import content_of
from khaigiang.ground.audit.rules import link


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
    wait for each other. A sealing that fails leaves the entry to the next one: the act itself is done.
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
    transaction.on_commit(seal_pending, robust=True)
    return entry


def seal_pending() -> int:
    """Append every committed, unsealed entry to the chain; returns how many."""
    if not Entry.objects.filter(position__isnull=True).exists():
        return 0
    with transaction.atomic():
        ChainHead.objects.get_or_create(pk=1)
        # The head is the lock: of two sealings the second reads only what the first left.
        head = ChainHead.objects.select_for_update().get(pk=1)
        pending = list(Entry.objects.filter(position__isnull=True).order_by("pk"))
        for entry in pending:
            _append(entry, head)
        Entry.objects.bulk_update(pending, ["position", "previous_hash", "hash"], batch_size=500)
        head.save(update_fields=["position", "hash"])
    return len(pending)


def _append(entry: Entry, head: ChainHead) -> None:
    entry.position = head.position + 1
    entry.previous_hash = head.hash
    entry.hash = link(head.hash, entry.position, content_of(entry))
    head.position, head.hash = entry.position, entry.hash


def _plain(value: object) -> object:
    """A value as JSON keeps it; whatever JSON does not know becomes its text."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, str | bytes):
        return [_plain(part) for part in value]
    return str(value)
