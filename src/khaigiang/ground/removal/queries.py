"""What hangs on a thing, and what was removed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from khaigiang.ground.removal.hanging import Tie, page_of, resting_on, ties_to, words_for
from khaigiang.ground.removal.kinds import Kind, kind_of, kinds
from khaigiang.ground.removal.models import PRESENT, Removable
from khaigiang.ground.removal.rules import kept_until
from khaigiang.ground.shared.dates import at_time, local_day

SHOWN_OF_EACH: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that hangs on another: its words, and where it is seen."""

    words: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """What of one kind hangs on a thing: how much, the first of it, and what to do instead where it forbids to go."""

    kind: str
    count: int
    rows: tuple[Row, ...]
    goes_along: bool
    instead: str

    @property
    def left_out(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedRow:
    """One thing that was removed and can be taken back until a day."""

    id: int
    kind: str
    kind_words: str
    subject: str
    removed_at: datetime
    removed_by: str
    because: str
    until: date


def hanging_on(row: Removable) -> list[Hanging]:
    """What hangs on a thing, by Django's relations and what features say, kind by kind: what forbids to remove it first."""
    kind = kind_of(row)
    found = [*(present_rows(tie, row) for tie in ties_to(kind.model)), *resting_on(row)]
    counted = [(rows, rows.count()) for rows in found]
    hanging = [_hanging(kind, rows, count) for rows, count in counted if count]
    return sorted(hanging, key=lambda one: (one.goes_along, one.kind))


def before_removing(row: Removable) -> dict[str, Any]:
    """What a person looks at before removing a thing: what hangs on it, what forbids it, and where it is seen."""
    hanging = hanging_on(row)
    return {"hanging": hanging, "obstacles": obstacles_to_removing(hanging), "back": page_of(row)}


def obstacles_to_removing(hanging: Iterable[Hanging]) -> list[str]:
    """What forbids to remove a thing, in words that say what to do instead."""
    return [
        f"{one.kind[:1].upper()}{one.kind[1:]}: {one.count}. {one.instead}" for one in hanging if not one.goes_along
    ]


def present_rows(tie: Tie, row: Model) -> QuerySet[Model]:
    """What points to a thing and is not removed itself."""
    rows = tie.rows(row)
    return rows.filter(PRESENT) if issubclass(tie.model, Removable) else rows


def removed(at: datetime, *, by_kind: Iterable[tuple[Kind, Q]]) -> list[RemovedRow]:
    """What can still be taken back, the newest first; `by_kind` says what of each kind is asked for."""
    rows = [
        _removed_row(kind, row)
        for kind, wanted in by_kind
        for row in _alone(kind.model.with_removed.filter(wanted, removed_at__gte=_oldest(at)).select_related())
    ]
    return sorted(rows, key=lambda row: row.removed_at, reverse=True)


def last_day_to_take_back(removed_at: datetime) -> date:
    """The last day on which something removed at an instant can be taken back."""
    return kept_until(local_day(removed_at), settings.REMOVED_KEPT_FOR_DAYS)


def removed_with(row: Removable) -> list[Removable]:
    """What went along with a thing when it was removed: it bears the same instant."""
    along = kind_of(row).goes_along
    return [
        one
        for tie in ties_to(type(row))
        if issubclass(tie.model, Removable) and tie.model._meta.label in along
        for one in tie.rows(row).filter(removed_at=row.removed_at)
        if isinstance(one, Removable)
    ]


def removed_beneath(row: Removable) -> list[Removable]:
    """What a thing belongs to and is removed."""
    beneath = [getattr(row, field.name) for field in row._meta.fields if field.is_relation]
    return [other for other in beneath if isinstance(other, Removable) and other.removed_at]


def overdue(at: datetime) -> list[Removable]:
    """What can no longer be taken back, what depends on others before them."""
    return [
        row for kind in kinds() for row in kind.model.with_removed.filter(removed_at__lt=_oldest(at)).order_by("pk")
    ]


def _oldest(at: datetime) -> datetime:
    """The instant before which nothing was removed that can still be taken back."""
    return at_time(local_day(at) - timedelta(days=settings.REMOVED_KEPT_FOR_DAYS), time())


def _alone(rows: Iterable[Any]) -> list[Any]:
    """Those that were removed for themselves: what went along with another comes back with it."""
    return [row for row in rows if not _went_along(row)]


def _went_along(row: Removable) -> bool:
    return any(
        other.removed_at == row.removed_at and row._meta.label in kind_of(other).goes_along
        for other in removed_beneath(row)
    )


def _hanging(kind: Kind, rows: QuerySet[Model], count: int) -> Hanging:
    label = rows.model._meta.label
    shown = rows.select_related()[:SHOWN_OF_EACH]
    return Hanging(
        kind=words_for(label),
        count=count,
        rows=tuple(Row(words=str(row), url=page_of(row)) for row in shown),
        goes_along=label in kind.goes_along,
        instead=str(kind.instead.get(label, _("End or withdraw this first."))),
    )


def _removed_row(kind: Kind, row: Any) -> RemovedRow:
    return RemovedRow(
        id=row.pk,
        kind=kind.name,
        kind_words=str(kind.words),
        subject=str(row),
        removed_at=row.removed_at,
        removed_by=str(row.removed_by),
        because=row.removed_because,
        until=last_day_to_take_back(row.removed_at),
    )
