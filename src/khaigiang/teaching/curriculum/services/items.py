"""What a version teaches, in which order, and who may teach it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.teaching.curriculum.errors import (
    ArrangedOnItsPage,
    BlockTitleMissing,
    BlockWithoutTopics,
    DayBeyondTheEnd,
    TooMuchForADay,
    TwiceInTheProgramme,
    VersionFrozen,
    VersionInATimetable,
)
from khaigiang.teaching.curriculum.models import Block, ProgrammeItem, ProgrammeVersion, Topic
from khaigiang.teaching.curriculum.outline import Demands, Outline, in_order
from khaigiang.teaching.curriculum.queries import demands_of, outline_holds
from khaigiang.teaching.curriculum.rules import HALF_DAYS_A_DAY
from khaigiang.teaching.curriculum.services.snapshots import keep_step, snapshot_of
from khaigiang.teaching.lecturers.models import Lecturer


@transaction.atomic
def set_items(
    version: ProgrammeVersion,
    outline: Outline,
    *,
    days: int | None = None,
    by: User,
    at: datetime,
) -> ProgrammeVersion:
    """Put the outline in the place of everything a draft version holds; items of the same title keep their
    lecturers, and what a timetable keeps of them.

    Raises VersionFrozen, BlockTitleMissing, BlockWithoutTopics, TwiceInTheProgramme, VersionInATimetable, or
    ArrangedOnItsPage when the version holds what an outline cannot say.
    """
    version = ProgrammeVersion.objects.select_for_update().select_related("programme").get(pk=version.pk)
    refuse_frozen(version)
    if not outline_holds(version):
        raise ArrangedOnItsPage
    _refuse_odd(outline)
    before, held = _facts(version), snapshot_of(version)
    known, demanded, after = _lecturers_by_title(version), _demands_by_title(version), _after_by_title(version)
    _clear(version)
    blocks = [
        Block.objects.create(version=version, ordinal=ordinal, title=block.title)
        for ordinal, block in enumerate(outline.blocks, start=1)
    ]
    _create_items(version, outline, blocks, known, demanded)
    _set_after(version, after)
    if days is not None:
        version.days = days
        version.save(update_fields=["days"])
    keep_step(version, _("typed the topics"), held, by=by, at=at)
    audit.record("set_items", version, by=by, at=at, before=before, after=_facts(version))
    return version


@transaction.atomic
def set_lecturers(
    version: ProgrammeVersion,
    lecturers: Mapping[int, Sequence[Lecturer]],
    *,
    demands: Mapping[int, Demands] | None = None,
    by: User,
    at: datetime,
) -> ProgrammeVersion:
    """Say who may teach which item (by the item's id) and what a timetable keeps of it, also after the approval.

    Items not named stay as they are. Raises DayBeyondTheEnd or TooMuchForADay.
    """
    version = ProgrammeVersion.objects.select_for_update().select_related("programme").get(pk=version.pk)
    items = version.items.filter(pk__in=lecturers).prefetch_related("lecturers").order_by("ordinal")
    held = snapshot_of(version)
    before, after = _set_demands(version, demands or {})
    for item in items:
        present, wanted = {lecturer.pk for lecturer in item.lecturers.all()}, {one.pk for one in lecturers[item.pk]}
        if present != wanted:
            item.lecturers.set(wanted)
            before[item.title], after[item.title] = sorted(present), sorted(wanted)
    if not version.is_approved:
        keep_step(version, _("said who may teach"), held, by=by, at=at)
    audit.record("set_lecturers", version, by=by, at=at, before=before, after=after)
    return version


def _set_demands(
    version: ProgrammeVersion, demands: Mapping[int, Demands]
) -> tuple[dict[str, object], dict[str, object]]:
    before: dict[str, object] = {}
    after: dict[str, object] = {}
    in_a_row = 0
    for item in version.items.order_by("ordinal"):
        present = demands_of(item)
        wanted = demands.get(item.pk, present)
        if not wanted.shares_half_day:
            in_a_row = in_a_row + 1 if wanted.with_previous else 1
        if wanted.not_before_day > version.days:
            raise DayBeyondTheEnd(title=item.title, day=wanted.not_before_day, days=version.days)
        if in_a_row > HALF_DAYS_A_DAY:
            raise TooMuchForADay(title=item.title, most=HALF_DAYS_A_DAY)
        if wanted != present:
            item.needs, item.not_before_day = list(wanted.needs), wanted.not_before_day
            item.with_previous = wanted.with_previous
            item.save(update_fields=["needs", "not_before_day", "with_previous"])
            said = f"{item.title} ({item.ordinal})"
            before[said], after[said] = asdict(present), asdict(wanted)
    return before, after


def topic_of(version: ProgrammeVersion, kind: str, title: str) -> Topic:
    """What an item is through all versions: the topic of the same title, or a new one."""
    known = version.programme.topics.filter(kind=kind, title=title).first()
    return known or Topic.objects.create(programme=version.programme, kind=kind, title=title)


def refuse_frozen(version: ProgrammeVersion) -> None:
    """Raise VersionFrozen when the version is approved."""
    if version.approved_by is not None:
        raise VersionFrozen(number=version.number, document=version.approved_by)


def _refuse_odd(outline: Outline) -> None:
    for number, block in enumerate(outline.blocks, start=1):
        if not block.title:
            raise BlockTitleMissing(number=number)
        if not block.topics:
            raise BlockWithoutTopics(title=block.title)
    titles = Counter(placed.line.title for placed in in_order(outline))
    for title, times in titles.items():
        if times > 1:
            raise TwiceInTheProgramme(title=title)


def _clear(version: ProgrammeVersion) -> None:
    try:
        version.items.all().delete()
    except ProtectedError as protected:
        raise VersionInATimetable from protected
    version.blocks.all().delete()


def _create_items(
    version: ProgrammeVersion,
    outline: Outline,
    blocks: list[Block],
    known: Mapping[str, list[int]],
    demanded: Mapping[str, Demands],
) -> None:
    numbers: Counter[str] = Counter()
    topics = {(topic.kind, topic.title): topic for topic in version.programme.topics.all()}
    for ordinal, placed in enumerate(in_order(outline), start=1):
        numbers[placed.kind] += 1
        kind, title = placed.kind, placed.line.title
        item = ProgrammeItem.objects.create(
            version=version,
            topic=topics.get((kind, title)) or topic_of(version, kind, title),
            block=None if placed.block is None else blocks[placed.block],
            kind=placed.kind,
            ordinal=ordinal,
            number=numbers[placed.kind],
            title=placed.line.title,
            **asdict(demanded.get(placed.line.title, Demands())),
        )
        given = placed.line.lecturers
        item.lecturers.set(known.get(item.title, []) if given is None else [lecturer.pk for lecturer in given])


def _lecturers_by_title(version: ProgrammeVersion) -> dict[str, list[int]]:
    items = version.items.prefetch_related("lecturers")
    return {item.title: [lecturer.pk for lecturer in item.lecturers.all()] for item in items}


def _after_by_title(version: ProgrammeVersion) -> dict[str, list[str]]:
    items = version.items.prefetch_related("after")
    return {item.title: [earlier.title for earlier in item.after.all()] for item in items}


def _set_after(version: ProgrammeVersion, after: Mapping[str, Sequence[str]]) -> None:
    items = {item.title: item for item in version.items.all()}
    for title, earlier in after.items():
        if title in items and earlier:
            items[title].after.set([items[one] for one in earlier if one in items])


def _demands_by_title(version: ProgrammeVersion) -> dict[str, Demands]:
    return {item.title: demands_of(item) for item in version.items.all()}


def _facts(version: ProgrammeVersion) -> dict[str, object]:
    return {"items": list(version.items.order_by("ordinal").values_list("title", flat=True))}
