"""Merging two records of one person."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.registry.duplicates import queries
from khaigiang.registry.duplicates.errors import AreKeptApart, CannotMove
from khaigiang.registry.duplicates.models import KeptApart, LikelyPair, Merge
from khaigiang.registry.duplicates.queries.own_values import own_values_of
from khaigiang.registry.duplicates.services.locking import both_locked
from khaigiang.registry.duplicates.services.own_values import take_own_values
from khaigiang.registry.duplicates.snapshots import Snapshot, snapshot
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.services.people import facts_of, require_a_possible_life, set_name


@transaction.atomic
def merge_officials(kept: Official, gone: Official, *, taken: Collection[str] = (), by: User, at: datetime) -> Merge:
    """Both records are of one person: give all that hangs on `gone` to `kept`, with the facts of `gone` named in `taken`.

    Raises IsOneRecord, AlreadyMerged, AreKeptApart, CannotMove, NotBornYet or JoinedTooYoung, and then changes nothing.
    """
    kept, gone = both_locked(kept, gone)
    _require_mergeable(kept, gone)
    facts_before, before = facts_of(kept), snapshot([kept, gone, *own_values_of(kept), *own_values_of(gone)])
    pairs, moved, gone_id = _pairs_of(gone), queries.attached_to(gone), gone.pk
    _move(moved, kept)
    beside: dict[str, Any] = {"pairs": pairs, "made": _take_apart_along(kept, gone, by=by, at=at)}
    _take(kept, gone, taken)
    take_own_values(kept, gone, taken)
    beside["own"] = snapshot(own_values_of(kept))
    require_a_possible_life(kept, local_day(at))
    gone_facts = facts_of(gone)
    # The other record goes first: a value that may be there only once is free then.
    gone.delete()
    kept.save()
    merge = Merge(
        kept=kept, gone_id=gone_id, gone_name=gone.full_name, before=before, after=snapshot([kept]), moved=moved,
        attached=queries.attached_to(kept), beside=beside, made_by=by, made_at=at,
    )  # fmt: skip
    merge.save()
    audit.record(
        "merge_officials", kept, by=by, at=at,
        before={**facts_before, "gone": gone_facts},
        after={**facts_of(kept), "moved": {name: len(keys) for name, keys in moved.items()}},
    )  # fmt: skip
    return merge


def _require_mergeable(kept: Official, gone: Official) -> None:
    if queries.is_kept_apart(kept, gone):
        raise AreKeptApart(kept=kept.full_name, gone=gone.full_name)
    obstacles = queries.obstacles_to_moving(kept, gone)
    if obstacles:
        raise CannotMove(obstacles=" ".join(obstacles))


def _move(moved: dict[str, list[int]], kept: Official) -> None:
    for tie in queries.ties():
        if tie.name in moved:
            tie.among().filter(pk__in=moved[tie.name]).update(**{tie.field: kept.pk})


def _take(kept: Official, gone: Official, taken: Collection[str]) -> None:
    for fact in facts_of(kept):
        if fact in taken:
            setattr(kept, fact, getattr(gone, fact))
    set_name(kept, kept.full_name)


def _pairs_of(gone: Official) -> Snapshot:
    of_gone = Q(first=gone) | Q(second=gone)
    return snapshot([*LikelyPair.objects.filter(of_gone), *KeptApart.objects.filter(of_gone)])


def _take_apart_along(kept: Official, gone: Official, *, by: User, at: datetime) -> list[int]:
    """Who was not the one is not the other: what was said of `gone` now holds for `kept`. Returns what is new."""
    others = {
        other
        for pair in KeptApart.objects.filter(Q(first=gone) | Q(second=gone))
        for other in (pair.first_id, pair.second_id)
    } - {gone.pk}
    pairs = (sorted((kept.pk, other)) for other in sorted(others))
    told = [
        KeptApart.objects.get_or_create(first_id=first, second_id=second, defaults={"decided_by": by, "decided_at": at})
        for first, second in pairs
    ]
    return [apart.pk for apart, is_new in told if is_new]
