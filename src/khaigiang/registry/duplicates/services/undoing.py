"""Undoing a merge: both records as they were, each with what hung on it."""

from datetime import datetime

from django.core import serializers
from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.registry.duplicates import queries
from khaigiang.registry.duplicates.errors import AlreadyUndone, CannotUndo
from khaigiang.registry.duplicates.models import KeptApart, LikelyPair, Merge, Scan
from khaigiang.registry.duplicates.services.own_values import clear_own_values, whose_field_is_there
from khaigiang.registry.duplicates.snapshots import Snapshot
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.services.people import facts_of


@transaction.atomic
def undo_merge(merge: Merge, *, by: User, at: datetime) -> Official:
    """Two records again, as before the merge; returns the one that had gone. Raises AlreadyUndone or CannotUndo."""
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if merge.undone_at:
        raise AlreadyUndone
    kept = Official.objects.select_for_update().get(pk=merge.kept_id)
    merge.kept = kept
    obstacles = queries.obstacles_to_undoing(merge)
    if obstacles:
        raise CannotUndo(obstacles=" ".join(obstacles))
    facts_before = facts_of(kept)
    # The kept record first: a value that may be there only once is free then for the other.
    clear_own_values(kept)
    _put_back(whose_field_is_there(merge.before))
    gone = Official.objects.get(pk=merge.gone_id)
    for tie in queries.ties():
        keys = merge.moved.get(tie.name, ())
        tie.among().filter(pk__in=keys).update(**{tie.field: gone.pk})
    _put_pairs_back(merge)
    kept.refresh_from_db()
    merge.undone_by, merge.undone_at = by, at
    # What was kept for undoing has served; it is personal data and goes.
    merge.before, merge.after, merge.beside = [], [], {}
    merge.save()
    audit.record(
        "undo_merge", kept, by=by, at=at, before=facts_before, after={**facts_of(kept), "restored": facts_of(gone)}
    )
    return gone


def _put_back(rows: Snapshot) -> None:
    for row in serializers.deserialize("python", rows, ignorenonexistent=True):
        row.save()


def _put_pairs_back(merge: Merge) -> None:
    KeptApart.objects.filter(pk__in=merge.beside["made"]).delete()
    pairs: Snapshot = merge.beside["pairs"]
    named = {pair["fields"][side] for pair in pairs for side in ("first", "second")}
    there = set(Official.objects.filter(pk__in=named).values_list("pk", flat=True))
    scans = set(Scan.objects.values_list("pk", flat=True))
    _put_back(
        [
            pair
            for pair in pairs
            if {pair["fields"]["first"], pair["fields"]["second"]} <= there
            if pair["model"] != LikelyPair._meta.label_lower or pair["fields"]["scan"] in scans
        ]
    )
