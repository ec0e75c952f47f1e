"""Reading the audit and proving its chain."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final, NamedTuple

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, Q, QuerySet
from django.utils import formats
from django.utils.translation import gettext as _

from khaigiang.ground.audit.acts import name_of
from khaigiang.ground.audit.models import ChainHead, Entry
from khaigiang.ground.audit.rules import link
from khaigiang.ground.shared.dates import at_time, end_of_day
from khaigiang.vietnamese.names import text_key

A_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
SEALED_CONTENT: Final = ("by_id", "by_name", "act", "subject_type", "subject_id", "subject", "before", "after")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainState:
    """What a check of the chain found."""

    sealed: int
    waiting: int
    broken: tuple[int, ...]

    @property
    def is_whole(self) -> bool:
        return not self.broken


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One act as a list tells it."""

    id: int
    at: datetime
    by_name: str
    act: str
    subject: str
    is_sealed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One value before and after an act."""

    name: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


def entries(
    *,
    text: str = "",
    act: str = "",
    first_day: date | None = None,
    last_day: date | None = None,
) -> QuerySet[Entry]:
    """Acts, newest first; `text` finds the person who acted or what was acted upon."""
    found = Entry.objects.order_by("-at", "-pk")
    if text:
        found = found.filter(Q(by_name__icontains=text) | Q(subject__icontains=text))
    if act:
        found = found.filter(act=act)
    if first_day:
        found = found.filter(at__gte=at_time(first_day, time()))
    if last_day:
        found = found.filter(at__lt=end_of_day(last_day))
    return found


def row_of(entry: Entry) -> EntryRow:
    """An entry with its act in words."""
    return EntryRow(
        id=entry.pk,
        at=entry.at,
        by_name=entry.by_name,
        act=name_of(entry.act),
        subject=entry.subject,
        is_sealed=entry.position is not None,
    )


def acts() -> list[tuple[str, str]]:
    """Every act that was ever recorded, with its name, by name."""
    recorded = Entry.objects.order_by("act").values_list("act", flat=True).distinct()
    return sorted(((act, name_of(act)) for act in recorded), key=lambda pair: text_key(pair[1]))


def changes_of(entry: Entry) -> list[Change]:
    """What an act changed, value by value, with the names that forms give them."""
    before, after = entry.before or {}, entry.after or {}
    return [
        Change(
            name=str(getattr(field, "verbose_name", name.replace("_", " "))),
            before=_in_words(before.get(name), field),
            after=_in_words(after.get(name), field),
        )
        for name, field in ((name, _field(entry.subject_type, name)) for name in {**before, **after})
    ]


def _field(subject_type: str, name: str) -> object:
    """The model's field of that name, while the model and the field are still there."""
    try:
        model: type[Model] = apps.get_model(subject_type)
        return model._meta.get_field(name)
    except (LookupError, FieldDoesNotExist):
        return None


def _in_words(value: object, field: object) -> str:
    """A recorded value as forms show it: a choice by its label, a day in the reader's form."""
    labels = dict(getattr(field, "flatchoices", None) or ())
    return str(labels[value]) if isinstance(value, str) and value in labels else _words(value)


def _day_in_words(value: str) -> str:
    try:
        return formats.date_format(date.fromisoformat(value), "DATE_FORMAT")
    except ValueError:
        return value


def _words(value: object) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, str) and A_DAY.fullmatch(value):
        return _day_in_words(value)
    if isinstance(value, list):
        return ", ".join(_words(part) for part in value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_words(part)}" for name, part in value.items())
    return "" if value is None else str(value)


class Written(NamedTuple):
    """How many entries the chain holds, and how many still wait to be sealed into it."""

    sealed: int
    waiting: int


def written_so_far() -> Written:
    """How much has been written: while it stays the same, so does everything that acts change. Two statements.

    Entries are counted as the chain takes them in, after their acts are committed: numbers given to rows do not come
    in the order of commits.
    """
    # In this order an entry that is sealed in between is counted twice, never left out.
    waiting = Entry.objects.filter(position__isnull=True).count()
    sealed = ChainHead.objects.filter(pk=1).values_list("position", flat=True).first()
    return Written(sealed=sealed or 0, waiting=waiting)


def wrote_elsewhere(since: Written, features: Collection[str]) -> bool:
    """Has anything but rows of these features been acted upon since then? One statement.

    Entries that waited then are looked at again: they are sealed behind those that were in the chain.
    """
    later = Entry.objects.filter(Q(position__gt=since.sealed) | Q(position__isnull=True))
    for feature in features:
        later = later.exclude(subject_type__startswith=f"{feature}.")
    return later.exists()


def chain_state() -> ChainState:
    """Walk the whole chain and count what holds."""
    broken = tuple(broken_links())
    sealed = Entry.objects.filter(position__isnull=False).count()
    return ChainState(sealed=sealed, waiting=Entry.objects.filter(position__isnull=True).count(), broken=broken)


def broken_links() -> list[int]:
    """Positions at which the chain does not hold: an entry edited, removed, added or moved; empty when sound."""
    broken: list[int] = []
    previous, expected = "", 0
    for entry in Entry.objects.filter(position__isnull=False).order_by("position").iterator():
        position = entry.position or 0
        expected += 1
        whole = position == expected and entry.previous_hash == previous
        if not whole or entry.hash != link(previous, position, content_of(entry)):
            broken.append(position)
        previous, expected = entry.hash, position
    head = ChainHead.objects.filter(pk=1).first() or ChainHead()
    if (head.position, head.hash) != (expected, previous):
        broken.append(expected + 1)
    return broken


def content_of(entry: Entry) -> dict[str, object]:
    """The part of an entry that its link protects, with the instant in UTC."""
    at: datetime = entry.at.astimezone(UTC)
    return {"at": at.isoformat()} | {name: getattr(entry, name) for name in SEALED_CONTENT}
