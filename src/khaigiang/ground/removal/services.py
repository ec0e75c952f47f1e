"""Removing, taking back, and deleting for good what nobody took back."""

from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import formats

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.removal import queries
from khaigiang.ground.removal.errors import (
    AlreadyRemoved,
    NothingToTakeBack,
    RestsOnRemoved,
    SomethingRestsOn,
    TooLate,
)
from khaigiang.ground.removal.hanging import ties_to
from khaigiang.ground.removal.kinds import kind_of
from khaigiang.ground.removal.models import Removable
from khaigiang.ground.shared.dates import local_day

STAMP = ("removed_at", "removed_by", "removed_because")


@transaction.atomic
def remove(row: Removable, *, because: str, by: User, at: datetime) -> None:
    """Hide a thing with what goes along with it, until it is taken back; raises AlreadyRemoved or SomethingRestsOn."""
    row = _locked(row)
    if row.removed_at:
        raise AlreadyRemoved(subject=str(row))
    hanging = queries.hanging_on(row)
    obstacles = queries.obstacles_to_removing(hanging)
    if obstacles:
        raise SomethingRestsOn(subject=str(row), obstacles=" ".join(obstacles))
    _stamp(row, because=because, by=by, at=at)
    along = kind_of(row).goes_along
    for tie in ties_to(type(row)):
        if issubclass(tie.model, Removable) and tie.model._meta.label in along:
            queries.present_rows(tie, row).update(removed_at=at, removed_by=by, removed_because=because)
    after = {"reason": because, "along": {one.kind: one.count for one in hanging}}
    audit.record("remove", row, by=by, at=at, after=after)


@transaction.atomic
def take_back(row: Removable, *, by: User, at: datetime) -> None:
    """Show a removed thing again with what went along; raises NothingToTakeBack, TooLate, RestsOnRemoved or what its kind refuses."""
    row = _locked(row)
    if row.removed_at is None:
        raise NothingToTakeBack(subject=str(row))
    until = queries.last_day_to_take_back(row.removed_at)
    if local_day(at) > until:
        raise TooLate(subject=str(row), day=formats.date_format(until, "DATE_FORMAT"))
    before = {"removed_at": row.removed_at, "reason": row.removed_because}
    rows = [row, *queries.removed_with(row)]
    for one in rows:
        _require_possible(one, among=rows)
        _stamp(one, because="", by=None, at=None)
    audit.record("take_back", row, by=by, at=at, before=before, after={"rows": len(rows)})


def erase_removed(*, by: User | None, at: datetime) -> list[str]:
    """Delete for good what can no longer be taken back and nothing hangs on; returns what went, in words."""
    return [words for row in queries.overdue(at) for words in _erase(row, by=by, at=at)]


def _erase(row: Removable, *, by: User | None, at: datetime) -> list[str]:
    try:
        with transaction.atomic():
            audit.record("erase_removed", row, by=by, at=at, before={"removed_at": row.removed_at})
            words = str(row)
            row.delete()
    except ProtectedError:
        # Something hangs on it still, such as a row of a removed person; it goes when that has gone.
        return []
    return [words]


def _require_possible(row: Removable, *, among: list[Removable]) -> None:
    for other in queries.removed_beneath(row):
        if other not in among:
            raise RestsOnRemoved(subject=str(row), other=str(other))
    kind_of(row).require_possible(row)


def _locked(row: Removable) -> Removable:
    locked: Removable = type(row).with_removed.select_for_update().get(pk=row.pk)
    return locked


def _stamp(row: Removable, *, because: str, by: User | None, at: datetime | None) -> None:
    row.removed_at, row.removed_by, row.removed_because = at, by, because
    row.save(update_fields=STAMP)
