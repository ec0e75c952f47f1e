"""Reading programmes, their versions and what they teach."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from khaigiang.teaching.curriculum import problems
from khaigiang.teaching.curriculum.models import Block, Programme, ProgrammeItem, ProgrammeVersion, Step
from khaigiang.teaching.curriculum.outline import BlockOutline, Demands, Line, Outline, in_order
from khaigiang.teaching.curriculum.rules import by_half_day, half_days_left, minutes_by_item
from khaigiang.teaching.curriculum.states import CEREMONIES, TONES, ItemKind
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.venues.queries import half_day_minutes


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
    topic_id: int | None
    notes: tuple[str, ...]
    problems: tuple[str, ...]

    @property
    def lacks_a_lecturer(self) -> bool:
        return self.kind == ItemKind.TOPIC and not self.lecturers

    @property
    def line(self) -> str:
        """How the page names it."""
        return f"i{self.id}"

    @property
    def tone(self) -> str:
        """The colour of its kind."""
        return TONES.get(self.kind, "info")


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockRows:
    """A block with its items; without a title, the ceremonies before the first block or after the last."""

    id: int | None
    title: str
    items: tuple[ItemRow, ...]
    half_days: int
    minutes: tuple[int, ...]

    @property
    def line(self) -> str:
        """How the page names it."""
        return f"b{self.id}"

    @property
    def sums(self) -> str:
        """What stands in it: half-days and hours, and how many of each kind with theirs."""
        kinds = Counter(item.label for item in self.items)
        minutes: Counter[str] = Counter()
        for item, length in zip(self.items, self.minutes, strict=True):
            minutes[item.label] += length
        said = [_("%(count)s half-days") % {"count": self.half_days}, _in_hours(sum(self.minutes))]
        each = [f"{count} {label} ({_in_hours(minutes[label])})" for label, count in kinds.items()]
        return " · ".join([*said, *each])


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicesOfALine:
    """What may be chosen for one line of a version."""

    block: QuerySet[Block]
    lecturers: QuerySet[Lecturer]
    after: QuerySet[ProgrammeItem]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPage:
    """Everything a version holds, with its sums."""

    blocks: tuple[BlockRows, ...]
    counts: dict[str, int]
    half_days: int
    half_days_left: int
    minutes: dict[str, int]

    @property
    def hours(self) -> str:
        """How long it lasts altogether."""
        return _in_hours(sum(self.minutes.values()))

    @property
    def hours_of_kinds(self) -> dict[str, str]:
        """How long all items of each kind last."""
        return {kind: _in_hours(minutes) for kind, minutes in self.minutes.items()}

    @property
    def most(self) -> int:
        """The half-days that its days hold."""
        return self.half_days + self.half_days_left

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
    items = list(_items(version).prefetch_related("after"))
    kinds, lengths = [item.kind for item in items], half_day_minutes()
    found_out = _problems(version, items, longest=lengths.longest)
    lasting = minutes_by_item(items, lengths.mean)
    minutes = dict(zip((item.pk for item in items), lasting, strict=True))
    by_kind: Counter[str] = Counter()
    for kind, length in zip(kinds, lasting, strict=True):
        by_kind[kind] += length
    return VersionPage(
        blocks=tuple(_blocks(items, list(version.blocks.order_by("ordinal")), found_out, minutes)),
        minutes={kind.value: by_kind[kind] for kind in ItemKind},
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


def _blocks(
    items: Iterable[ProgrammeItem],
    blocks: Iterable[Block],
    found_out: dict[int, list[str]],
    minutes: dict[int, int],
) -> list[BlockRows]:
    """Openings, the blocks, closings; a draft may hold a block without items."""
    found: list[tuple[Block | None, list[ProgrammeItem]]] = [(block, []) for block in blocks]
    by_block = {block.pk: rows for block, rows in found if block}
    ends: dict[str, list[ProgrammeItem]] = {kind: [] for kind in CEREMONIES}
    for item in items:
        (by_block[item.block_id] if item.block_id else ends[item.kind]).append(item)
    found = [(None, ends[ItemKind.OPENING]), *found, (None, ends[ItemKind.CLOSING])]
    return [
        BlockRows(
            id=block.pk if block else None,
            title=block.title if block else "",
            items=tuple(_item(item, found_out.get(item.pk, [])) for item in rows),
            half_days=sum(not item.shares_half_day for item in rows),
            minutes=tuple(minutes[item.pk] for item in rows),
        )
        for block, rows in found
        if block or rows
    ]


def _in_hours(minutes: int) -> str:
    """So many minutes as hours, to the quarter: "9,75 hours"."""
    quarters = round(minutes / 15) / 4
    return _("%(hours)s hours") % {"hours": number_format(f"{quarters:.2f}".rstrip("0").rstrip("."), use_l10n=True)}


def _item(item: ProgrammeItem, problems: Sequence[str]) -> ItemRow:
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
        topic_id=item.topic_id,
        notes=tuple(_notes(item)),
        problems=tuple(problems),
    )


def _notes(item: ProgrammeItem) -> Iterator[str]:
    if item.shares_half_day:
        yield _("in the half-day of the line above")
    if item.minutes:
        yield _("%(count)s minutes") % {"count": item.minutes}
    if item.needs:
        yield _("needs") + ": " + ", ".join(item.needs)
    if item.not_before_day > 1:
        yield _("not before day %(day)s") % {"day": item.not_before_day}
    if item.with_previous:
        yield _("on the same day as the item before")
    if after := [earlier.title for earlier in item.after.all()]:
        yield _("only after") + ": " + ", ".join(f"“{title}”" for title in after)


def _problems(version: ProgrammeVersion, items: Iterable[ProgrammeItem], *, longest: int) -> dict[int, list[str]]:
    lines = [
        problems.Line(
            id=item.pk,
            kind=item.kind,
            title=item.title,
            block=item.block_id,
            minutes=item.minutes,
            shares_half_day=item.shares_half_day,
            lecturers=frozenset(lecturer.pk for lecturer in item.lecturers.all() if lecturer.is_active),
            after=frozenset(earlier.pk for earlier in item.after.all()),
        )
        for item in items
    ]
    order = version.block_order
    return problems.problems_of(lines, days=version.days, block_order=order, longest=longest)


def last_step(version: ProgrammeVersion) -> Step | None:
    """The act that an undo would take back."""
    return version.steps.order_by("-pk").first()


def choices_of_a_line(version: ProgrammeVersion, item: ProgrammeItem | None) -> ChoicesOfALine:
    """What may be chosen for a line: the blocks, who teaches, and the other lines that may have to come first."""
    others = version.items.exclude(pk=item.pk if item else 0)
    lecturers = Lecturer.objects.filter(pk__in=[one.pk for one in lecturers_to_choose(version)])
    return ChoicesOfALine(
        block=version.blocks.order_by("ordinal"),
        lecturers=lecturers.order_by("sort_key", "pk"),
        after=others.exclude(kind__in=CEREMONIES).order_by("ordinal"),
    )


def line_to_edit(item: ProgrammeItem | None, *, block: str) -> dict[str, object]:
    """A line as its form shows it; a new one begins as a topic of the block named."""
    if item is None:
        return {"kind": ItemKind.TOPIC, "block": block}
    names = ("kind", "title", "minutes", "shares_half_day")
    chosen = {"block": item.block_id, "lecturers": item.lecturers.all(), "after": item.after.all()}
    return {name: getattr(item, name) for name in names} | chosen


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
