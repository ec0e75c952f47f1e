"""A draft version changed on its page: lines added, changed, moved, taken out; every act can be undone."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.teaching.curriculum.errors import (
    BlockTitleMissing,
    ItemBelongsToNoBlock,
    ItemInATimetable,
    NothingToUndo,
    NotInTheVersion,
    SharesWithNothing,
    TitleMissing,
    TwiceInTheProgramme,
)
from khaigiang.teaching.curriculum.models import Block, ProgrammeItem, ProgrammeVersion, Step
from khaigiang.teaching.curriculum.rules import moved_line, neighbour_after_a_step
from khaigiang.teaching.curriculum.services.items import refuse_frozen, topic_of
from khaigiang.teaching.curriculum.services.snapshots import free_places, keep_step, put_back, snapshot_of
from khaigiang.teaching.curriculum.states import CEREMONIES, ItemKind
from khaigiang.teaching.lecturers.models import Lecturer


class ItemValues(TypedDict):
    """What is typed about one line of a programme."""

    kind: str
    title: str
    block: Block | None
    minutes: int | None
    shares_half_day: bool
    lecturers: Sequence[Lecturer]
    after: Sequence[ProgrammeItem]


@dataclass
class _Act:
    """One act under way: the locked version, and what was done in words."""

    version: ProgrammeVersion
    said: str = ""


@contextmanager
def _one_act(version: ProgrammeVersion, *, by: User, at: datetime) -> Iterator[_Act]:
    """Do an act on a locked draft, put its lines in order, and keep what it held before and after it.

    Raises VersionFrozen.
    """
    with transaction.atomic():
        version = ProgrammeVersion.objects.select_for_update().select_related("programme").get(pk=version.pk)
        refuse_frozen(version)
        before, act = snapshot_of(version), _Act(version)
        yield act
        _put_in_order(version)
        keep_step(version, act.said, before, by=by, at=at)
        audit.record("edit_programme", version, by=by, at=at, after={"act": act.said})


def set_frame(version: ProgrammeVersion, *, days: int, block_order: bool, by: User, at: datetime) -> None:
    """Say how many days a version takes, and whether it is taught block by block; raises VersionFrozen."""
    with _one_act(version, by=by, at=at) as act:
        act.version.days, act.version.block_order = days, block_order
        act.version.save(update_fields=["days", "block_order"])
        act.said = _("set to %(days)s days") % {"days": days}


def save_block(version: ProgrammeVersion, block: Block | None, *, title: str, by: User, at: datetime) -> None:
    """Add a block at the end of a version, or correct its title; raises VersionFrozen or BlockTitleMissing."""
    title = " ".join(title.split())
    with _one_act(version, by=by, at=at) as act:
        if not title:
            raise BlockTitleMissing(number=version.blocks.count() + 1)
        if block is None:
            last = version.blocks.aggregate(last=Max("ordinal"))["last"] or 0
            Block.objects.create(version=version, ordinal=last + 1, title=title)
            act.said = _("added the block “%(title)s”") % {"title": title}
        else:
            Block.objects.filter(version=version, pk=block.pk).update(title=title)
            act.said = _("changed the block “%(title)s”") % {"title": title}


def save_item(
    version: ProgrammeVersion, item: ProgrammeItem | None, *, by: User, at: datetime, **values: Unpack[ItemValues]
) -> None:
    """Add a line at the end of its block, or change one.

    Raises VersionFrozen, TitleMissing, TwiceInTheProgramme, ItemBelongsToNoBlock or SharesWithNothing.
    """
    title = " ".join(values["title"].split())
    with _one_act(version, by=by, at=at) as act:
        _refuse_odd(act.version, item, title, values)
        written = item or ProgrammeItem(version=act.version, number=1)
        block = None if values["kind"] in CEREMONIES else values["block"]
        if item is None or written.block_id != (block.pk if block else None):
            written.ordinal = _last_place(act.version)
        written.kind, written.title, written.block = values["kind"], title, block
        written.minutes, written.shares_half_day = values["minutes"], values["shares_half_day"]
        written.topic = written.topic or topic_of(act.version, written.kind, title)
        written.save()
        written.lecturers.set(values["lecturers"])
        written.after.set(one for one in values["after"] if one.pk != written.pk)
        act.said = (_("changed “%(title)s”") if item else _("added “%(title)s”")) % {"title": title}


def remove_line(version: ProgrammeVersion, line: Block | ProgrammeItem, *, by: User, at: datetime) -> None:
    """Take a line out, a block with all that stands in it; raises VersionFrozen, NotInTheVersion or ItemInATimetable."""
    with _one_act(version, by=by, at=at) as act:
        rows = version.blocks.filter(pk=line.pk) if isinstance(line, Block) else version.items.filter(pk=line.pk)
        present = rows.first()
        if present is None:
            raise NotInTheVersion
        try:
            present.delete()
        except ProtectedError as protected:
            raise ItemInATimetable(title=present.title) from protected
        act.said = _("took out “%(title)s”") % {"title": present.title}


def move_line(version: ProgrammeVersion, line: str, *, before: str, by: User, at: datetime) -> None:
    """Put a line ("b3" a block, "i12" an item) before another one, at the end where that is empty.

    A block goes with all that stands in it; an item belongs to the block under whose title it comes to stand.
    Raises VersionFrozen or NotInTheVersion.
    """
    with _one_act(version, by=by, at=at) as act:
        lines = lines_of(version)
        if line not in lines or (before and before not in lines):
            raise NotInTheVersion
        _write_lines(version, moved_line(lines, line, before))
        row = version.blocks.get(pk=line[1:]) if line.startswith("b") else version.items.get(pk=line[1:])
        act.said = _("moved “%(title)s”") % {"title": row.title}


def step_line(version: ProgrammeVersion, line: str, *, up: bool, by: User, at: datetime) -> None:
    """Put a line one place up or down, a block past its neighbour; at the end of the list nothing changes.

    Raises VersionFrozen or NotInTheVersion.
    """
    lines = lines_of(version)
    if line not in lines:
        raise NotInTheVersion
    move_line(version, line, before=neighbour_after_a_step(lines, line, up=up), by=by, at=at)


@transaction.atomic
def undo_step(version: ProgrammeVersion, *, by: User, at: datetime) -> Step:
    """Take back the last act on a draft version; raises VersionFrozen, NothingToUndo or VersionInATimetable."""
    version = ProgrammeVersion.objects.select_for_update().select_related("programme").get(pk=version.pk)
    refuse_frozen(version)
    step = version.steps.order_by("-pk").first()
    if step is None or step.after != snapshot_of(version):
        raise NothingToUndo
    put_back(version, step.before)
    audit.record("undo_programme_step", version, by=by, at=at, after={"undone": step.said})
    step.delete()
    return step


def lines_of(version: ProgrammeVersion) -> list[str]:
    """A version as lines from top to bottom: openings, each block with its lessons, closings."""
    items = list(version.items.order_by("ordinal").values_list("pk", "kind", "block"))
    of_kind = {kind: [f"i{pk}" for pk, one, _block in items if one == kind] for kind in CEREMONIES}
    lines = list(of_kind[ItemKind.OPENING])
    for block in version.blocks.order_by("ordinal").values_list("pk", flat=True):
        lines += [f"b{block}", *(f"i{pk}" for pk, _kind, of in items if of == block)]
    return lines + of_kind[ItemKind.CLOSING]


def _write_lines(version: ProgrammeVersion, lines: Sequence[str]) -> None:
    """Write the order of blocks and items; ceremonies find their ends when all is put in order."""
    free_places(version)
    blocks, items, block = 0, 0, None
    for line in lines:
        pk = int(line[1:])
        if line.startswith("b"):
            blocks, block = blocks + 1, pk
            Block.objects.filter(pk=pk).update(ordinal=blocks)
        else:
            items += 1
            ProgrammeItem.objects.filter(pk=pk).update(ordinal=items)
            ProgrammeItem.objects.filter(pk=pk).exclude(kind__in=CEREMONIES).update(block=block)


def _put_in_order(version: ProgrammeVersion) -> None:
    _write_lines(version, lines_of(version))
    numbers: Counter[str] = Counter()
    for item in version.items.order_by("ordinal"):
        numbers[item.kind] += 1
        ProgrammeItem.objects.filter(pk=item.pk).update(number=numbers[item.kind])
    first = version.items.order_by("ordinal").first()
    if first is not None and first.shares_half_day:
        ProgrammeItem.objects.filter(pk=first.pk).update(shares_half_day=False)


def _refuse_odd(version: ProgrammeVersion, item: ProgrammeItem | None, title: str, values: ItemValues) -> None:
    if not title:
        raise TitleMissing
    if version.items.filter(title=title).exclude(pk=item.pk if item else 0).exists():
        raise TwiceInTheProgramme(title=title)
    if values["kind"] not in CEREMONIES and values["block"] is None:
        raise ItemBelongsToNoBlock(title=title)
    if values["shares_half_day"] and not version.items.exclude(pk=item.pk if item else 0).exists():
        raise SharesWithNothing(title=title)


def _last_place(version: ProgrammeVersion) -> int:
    return int(version.items.aggregate(last=Max("ordinal"))["last"] or 0) + 1
