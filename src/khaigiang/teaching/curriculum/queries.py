"""Reading programmes, their versions and what they teach."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from khaigiang.teaching.curriculum.models import Programme, ProgrammeItem, ProgrammeVersion
from khaigiang.teaching.curriculum.outline import BlockOutline, Demands, Line, Outline, in_order
from khaigiang.teaching.curriculum.rules import by_half_day, half_days_left
from khaigiang.teaching.curriculum.states import ItemKind
from khaigiang.teaching.lecturers.models import Lecturer


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One version in a list."""

    id: int
    number: int
    days: int
    topics: int
    discussions: int
    classes: int
    approved_by: str
    approved_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRow:
    """One programme with its versions, the newest first."""

    id: int
    title: str
    versions: tuple[VersionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One item as the programme prints it."""

    id: int
    kind: str
    label: str
    number: int
    title: str
    lecturers: tuple[str, ...]
    lecturer_ids: tuple[int, ...]
    demands: Demands

    @property
    def lacks_a_lecturer(self) -> bool:
        return self.kind == ItemKind.TOPIC and not self.lecturers


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockRows:
    """A block with its items; without a title, the ceremonies before the first block or after the last."""

    title: str
    items: tuple[ItemRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPage:
    """Everything a version holds, with its sums."""

    blocks: tuple[BlockRows, ...]
    counts: dict[str, int]
    half_days: int
    half_days_left: int

    @property
    def items(self) -> list[ItemRow]:
        return [item for block in self.blocks for item in block.items]

    @property
    def without_lecturer(self) -> list[ItemRow]:
        return [item for item in self.items if item.lacks_a_lecturer]


def programme_rows(programmes: QuerySet[Programme]) -> list[ProgrammeRow]:
    """The visible programmes by title, each with its versions."""
    versions = _with_counts(ProgrammeVersion.objects.all()).order_by("-number")
    found = programmes.prefetch_related(Prefetch("versions", versions)).order_by("title", "pk")
    return [
        ProgrammeRow(id=one.pk, title=one.title, versions=tuple(_row(version) for version in one.versions.all()))
        for one in found
    ]


def version_rows(programme: Programme) -> list[VersionRow]:
    """The versions of one programme, the newest first."""
    return [_row(version) for version in _with_counts(programme.versions.all()).order_by("-number")]


def version_page(version: ProgrammeVersion) -> VersionPage:
    """What a version teaches, block by block, and who may teach it."""
    items = list(_items(version))
    kinds = [item.kind for item in items]
    return VersionPage(
        blocks=tuple(_blocks(items)),
        counts={kind.value: kinds.count(kind) for kind in ItemKind},
        half_days=len(by_half_day(items)),
        half_days_left=half_days_left(version.days, len(by_half_day(items))),
    )


def outline_of(version: ProgrammeVersion) -> Outline:
    """The version as it can be typed again."""
    items = list(_items(version))
    return Outline(
        blocks=tuple(
            BlockOutline(
                title=block.title,
                topics=tuple(_lines(items, block.pk, ItemKind.TOPIC)),
                discussions=tuple(_lines(items, block.pk, ItemKind.DISCUSSION)),
            )
            for block in version.blocks.order_by("ordinal")
        ),
        opening=_title_of(items, ItemKind.OPENING),
        closing=_title_of(items, ItemKind.CLOSING),
    )


def outline_holds(version: ProgrammeVersion) -> bool:
    """Can an outline say all that the version holds, with one discussion in a block at most?"""
    outline = outline_of(version)
    said = [(placed.kind, placed.line.title) for placed in in_order(outline)]
    held = list(version.items.order_by("ordinal").values_list("kind", "title"))
    return said == held and all(len(block.discussions) <= 1 for block in outline.blocks)


def lecturers_to_choose(version: ProgrammeVersion) -> list[Lecturer]:
    """Lecturers who teach at present, and those who already may teach an item of the version, by name."""
    may = Q(is_active=True) | Q(items__version=version)
    return list(Lecturer.objects.filter(may).distinct().order_by("sort_key", "pk"))


def _with_counts(versions: QuerySet[ProgrammeVersion]) -> QuerySet[ProgrammeVersion]:
    return versions.select_related("approved_by").annotate(
        topics=Count("items", filter=Q(items__kind=ItemKind.TOPIC), distinct=True),
        discussions=Count("items", filter=Q(items__kind=ItemKind.DISCUSSION), distinct=True),
        class_count=Count("classes", distinct=True),
    )


def _row(version: ProgrammeVersion) -> VersionRow:
    return VersionRow(
        id=version.pk,
        number=version.number,
        days=version.days,
        topics=getattr(version, "topics", 0),
        discussions=getattr(version, "discussions", 0),
        classes=getattr(version, "class_count", 0),
        approved_by=version.approved_by.number if version.approved_by else "",
        approved_on=version.approved_on,
    )


def _items(version: ProgrammeVersion) -> QuerySet[ProgrammeItem]:
    by_name = Lecturer.objects.order_by("sort_key", "pk")
    return version.items.select_related("block").prefetch_related(Prefetch("lecturers", by_name)).order_by("ordinal")


def _blocks(items: Iterable[ProgrammeItem]) -> list[BlockRows]:
    blocks: list[tuple[int | None, str, list[ItemRow]]] = []
    for item in items:
        key = item.block_id
        if not blocks or blocks[-1][0] != key:
            blocks.append((key, item.block.title if item.block else "", []))
        blocks[-1][2].append(_item(item))
    return [BlockRows(title=title, items=tuple(rows)) for _key, title, rows in blocks]


def _item(item: ProgrammeItem) -> ItemRow:
    lecturers = item.lecturers.all()
    return ItemRow(
        id=item.pk,
        kind=item.kind,
        label=item.get_kind_display(),
        number=item.number,
        title=item.title,
        lecturers=tuple(str(lecturer) for lecturer in lecturers),
        lecturer_ids=tuple(lecturer.pk for lecturer in lecturers),
        demands=demands_of(item),
    )


def demands_of(item: ProgrammeItem) -> Demands:
    """What a timetable keeps of an item."""
    return Demands(
        needs=tuple(item.needs),
        not_before_day=item.not_before_day,
        with_previous=item.with_previous,
        minutes=item.minutes,
        shares_half_day=item.shares_half_day,
    )


def _lines(items: Iterable[ProgrammeItem], block_id: int, kind: ItemKind) -> list[Line]:
    return [Line(title=item.title) for item in items if item.block_id == block_id and item.kind == kind]


def _title_of(items: Iterable[ProgrammeItem], kind: ItemKind) -> str:
    return next((item.title for item in items if item.kind == kind), "")
