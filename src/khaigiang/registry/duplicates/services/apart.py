"""Remembering that two records are of two people."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.registry.duplicates.models import KeptApart, LikelyPair
from khaigiang.registry.duplicates.services.locking import both_locked
from khaigiang.registry.officials.models import Official


@transaction.atomic
def keep_apart(one: Official, other: Official, *, by: User, at: datetime) -> KeptApart:
    """These are two people: they are not proposed again; raises IsOneRecord or AlreadyMerged."""
    first, second = sorted(both_locked(one, other), key=lambda official: official.pk)
    apart, is_new = KeptApart.objects.get_or_create(
        first=first, second=second, defaults={"decided_by": by, "decided_at": at}
    )
    LikelyPair.objects.filter(first=first, second=second).delete()
    if is_new:
        audit.record("keep_apart", first, by=by, at=at, after={"first": str(first), "second": str(second)})
    return apart


@transaction.atomic
def reconsider(apart: KeptApart, *, by: User, at: datetime) -> None:
    """Forget that two records were said to be of two people: the next search may propose them again."""
    found = KeptApart.objects.select_for_update().filter(pk=apart.pk).first()
    if found:
        audit.record(
            "reconsider_pair",
            found.first,
            by=by,
            at=at,
            before={"first": str(found.first), "second": str(found.second)},
        )
        found.delete()
