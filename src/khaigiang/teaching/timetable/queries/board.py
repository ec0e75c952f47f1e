"""The board: the sessions of a plan as rows of half-days, by class, lecturer, hall or month, and what is not set yet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.dates import SATURDAY, HalfDay, days_between
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts.models import ClassDay, TrainingClass
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.curriculum.states import ItemKind
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.queries.hand import InHand
from khaigiang.teaching.timetable.queries.rows import SessionRow, row_of, weekday
from khaigiang.teaching.timetable.queries.situation import TAUGHT_HALVES
from khaigiang.teaching.timetable.queries.slots import Slot
from khaigiang.teaching.timetable.queries.steps import StepRow, keys_touched, step_rows
from khaigiang.teaching.timetable.rules import monday_of
from khaigiang.teaching.venues.models import Hall

WEEKS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """What somebody looks at: the plan's classes in rows, one class, its lecturers, its halls, or a month."""

    view: str = "classes"
    class_id: int | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A half-day of a row: what stands there; `slot` says what a drop of the piece in hand would do."""

    key: str
    label: str
    on: date
    half_day: str
    pieces: tuple[SessionRow, ...]
    is_open: bool
    slot: Slot | None = None

    @property
    def there(self) -> str:
        """The items that stand there, as the form of a drop tells what its reader saw."""
        return ",".join(str(row.item_id) for row in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardCell:
    """The half-days of a row on one day, or one half-day of it; `on` is told where the head does not."""

    on: date | None
    spots: tuple[Spot, ...]
    is_outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """A class, a lecturer, a hall, a day or a week with its cells."""

    name: str
    sub: str
    cells: tuple[BoardCell, ...]
    url_of_class: int | None = None
    is_today: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a column."""

    name: str
    sub: str = ""
    is_today: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TrayPiece:
    """An item of a class's programme that stands nowhere yet."""

    ids: tuple[int, int]
    class_name: str
    kind: str
    block: int
    label: str
    title: str

    @property
    def key(self) -> str:
        """Class and item, as addresses and forms write them."""
        return f"{self.ids[0]}-{self.ids[1]}"

    @property
    def text(self) -> str:
        return f"{self.label}: {self.title}" if self.label else self.title

    @property
    def look(self) -> str:
        """The classes by which the style sheet draws it."""
        return f"session session-{self.kind}" + (f" session-block-{self.block}" if self.block else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What a person sees of the timetable of a plan."""

    looking: Looking
    heads: tuple[Head, ...]
    rows: tuple[BoardRow, ...]
    tray: tuple[TrayPiece, ...]
    classes: tuple[TrainingClass, ...]
    days: tuple[date, ...]
    earlier: date | None
    later: date | None

    @property
    def tray_groups(self) -> list[tuple[str, str]]:
        """By what the tray may be narrowed: kinds, blocks and classes of what lies in it."""
        kinds = {f"k{one.kind}": str(ItemKind(one.kind).label) for one in self.tray}
        blocks = {f"b{one.block}": _("Block %(number)s") % {"number": one.block} for one in self.tray if one.block}
        classes = {f"c{one.ids[0]}": one.class_name for one in self.tray}
        return [*kinds.items(), *sorted(blocks.items()), *classes.items()]


def board(
    plan: Plan,
    classes: QuerySet[TrainingClass],
    looking: Looking,
    *,
    today: date,
    now: datetime,
) -> Board:
    """The board of the visible classes of a plan; seven statements whatever its size."""
    all_classes = tuple(classes.select_related("version"))
    if looking.view == "class" and looking.class_id is None and all_classes:
        looking = replace(looking, class_id=all_classes[0].pk)
    shown = [one for one in all_classes if looking.view != "class" or one.pk == looking.class_id]
    meets: defaultdict[int, set[date]] = defaultdict(set)
    for class_id, on in ClassDay.objects.filter(training_class__in=[one.pk for one in shown]).values_list(
        "training_class", "on"
    ):
        meets[class_id].add(on)
    window = _Window.of(looking, {on for days in meets.values() for on in days}, today)
    drawing = _Drawing(plan, shown, looking, window, dict(meets), today, now)
    return Board(
        looking=looking,
        heads=tuple(drawing.heads()),
        rows=tuple(drawing.rows()),
        tray=tuple(tray_of(shown)),
        classes=all_classes,
        days=tuple(drawing.days),
        earlier=window.earlier,
        later=window.later,
    )


def tray_of(classes: Sequence[TrainingClass], item_ids: Iterable[int] | None = None) -> list[TrayPiece]:
    """The items of these classes that stand nowhere yet (of these items, where they are named), class by class."""
    standing = set(
        Session.objects.filter(training_class__in=[one.pk for one in classes]).values_list("training_class", "item")
    )
    items = ProgrammeItem.objects.filter(version__in={one.version_id for one in classes}).select_related("block")
    if item_ids is not None:
        items = items.filter(pk__in=set(item_ids))
    by_version: defaultdict[int, list[ProgrammeItem]] = defaultdict(list)
    for item in items.order_by("ordinal"):
        by_version[item.version_id].append(item)
    return [
        _tray_piece(one, item)
        for one in classes
        for item in by_version[one.version_id]
        if (one.pk, item.pk) not in standing
    ]


def spot_key(view: str, *, class_id: int, lecturer_id: int | None, hall_id: int, on: date, half_day: str) -> str:
    """The key of the half-day in which a piece stands in this view."""
    row = {"lecturers": f"l{lecturer_id or 0}", "halls": f"h{hall_id}", "month": "m"}.get(view, f"c{class_id}")
    return f"{row}/{on:%Y-%m-%d}/{half_day}"


def spot_of(view: str, piece: SessionRow | Draft) -> str:
    """The key of the half-day in which a session or a draft stands in this view."""
    return spot_key(
        view,
        class_id=piece.class_id,
        lecturer_id=piece.lecturer_id,
        hall_id=piece.hall_id,
        on=piece.on,
        half_day=piece.half_day,
    )


def slots_by_spot(hand: InHand, view: str) -> dict[str, Slot]:
    """What a drop of the piece in hand would do in every half-day of a view, by the keys of its spots."""
    rows = {
        "lecturers": [("lecturer", pk) for pk in hand.lecturers],
        "halls": [("hall", pk) for pk in hand.halls],
    }.get(view, [])
    mark = {"lecturer": "l", "hall": "h"}
    own = "m" if view == "month" else f"c{hand.training_class.pk}"
    return {
        f"{mark[kind] + str(pk) if kind else own}/{on:%Y-%m-%d}/{half}": slot
        for (kind, pk, on, half), slot in hand.slots(hand.span, rows=rows).items()
    }


def with_slots(shown: Board, slots: Mapping[str, Slot]) -> Board:
    """The board with the state of its half-days for the piece in hand."""
    rows = tuple(
        replace(
            row,
            cells=tuple(
                replace(cell, spots=tuple(replace(spot, slot=slots.get(spot.key)) for spot in cell.spots))
                for cell in row.cells
            ),
        )
        for row in shown.rows
    )
    return replace(shown, rows=rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What became of the board since a step: half-days as they are now, pieces that lie in the tray or left it."""

    last: int
    steps: tuple[StepRow, ...]
    spots: dict[str, list[SessionRow]]
    tray: tuple[TrayPiece, ...]
    keys: tuple[str, ...]


def changes_on_board(
    plan: Plan, classes: QuerySet[TrainingClass], view: str, since: int, *, reader: User, now: datetime
) -> Since:
    """What changed in a view of the board after a step; one statement when nothing did."""
    found = list(plan.board_steps.filter(number__gt=since).select_related("made_by").order_by("number"))
    if not found:
        return Since(last=since, steps=(), spots={}, tray=(), keys=())
    keys = keys_touched(found)
    drafts = [Draft.from_json(kept) for step in found for kept in (*step.before, *step.after)]
    visible = list(classes.select_related("version"))
    touched = [one for one in visible if one.pk in {class_id for class_id, _item in keys}]
    return Since(
        last=found[-1].number,
        steps=tuple(step_rows(found, reader)),
        spots=spots_now(plan, visible, view, {spot_of(view, draft) for draft in drafts}, now=now),
        tray=tuple(one for one in tray_of(touched, {key[1] for key in keys}) if one.ids in keys),
        keys=tuple(f"{class_id}-{item_id}" for class_id, item_id in sorted(keys)),
    )


def spots_now(
    plan: Plan, classes: Sequence[TrainingClass], view: str, keys: Iterable[str], *, now: datetime
) -> dict[str, list[SessionRow]]:
    """What stands in these half-days of a view at present; one statement."""
    wanted = set(keys)
    found: dict[str, list[SessionRow]] = {key: [] for key in wanted}
    days = {key.split("/")[1] for key in wanted}
    sessions = Session.objects.filter(_in_view(plan, view, classes), _in_rows(wanted), on__in=days)
    together = sessions.select_related("training_class", "item__block", "lecturer", "hall")
    for session in together.order_by("on", "starts_at", "training_class__number", "pk"):
        row = row_of(session, session.training_class, session_id=session.pk, now=now)
        if (key := spot_of(view, row)) in found:
            found[key].append(row)
    return found


def _in_rows(keys: Iterable[str]) -> Q:
    """Sessions of the rows of these half-days."""
    column = {"c": "training_class__in", "l": "lecturer__in", "h": "hall__in"}
    rows = {key.split("/")[0] for key in keys}
    kinds = {row[0] for row in rows} - {"m"}
    return Q(*(Q(**{column[kind]: [int(row[1:]) for row in rows if row[0] == kind]}) for kind in kinds))


def _in_view(plan: Plan, view: str, classes: Sequence[TrainingClass]) -> Q:
    """Sessions of the classes; of their lecturers and halls also those of other plans, which show who is busy."""
    own = Q(training_class__in=[one.pk for one in classes])
    if view == "lecturers":
        return own | Q(lecturer__in=_teaching(classes).values("pk"))
    if view == "halls":
        return own | Q(hall__in=Hall.objects.filter(office=plan.school_id).values("pk"))
    return own


def _teaching(classes: Sequence[TrainingClass]) -> QuerySet[Lecturer]:
    """Those who may teach something to these classes."""
    return Lecturer.objects.filter(items__version__in={one.version_id for one in classes}, is_active=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    """From which day to which the board looks, and where one can look before and after."""

    first: date
    last: date
    earlier: date | None
    later: date | None

    @classmethod
    def of(cls, looking: Looking, days: set[date], today: date) -> "_Window":
        first_day, last_day = min(days, default=today), max(days, default=today)
        if looking.view == "class":
            # Somebody may have set a piece by hand beyond the days of the class.
            month = timedelta(days=31)
            return cls(first=first_day - month, last=last_day + month, earlier=None, later=None)
        begin = looking.since or min((on for on in days if on >= today), default=first_day)
        if looking.view == "month":
            first = begin.replace(day=1)
            after = (first + timedelta(days=31)).replace(day=1)
            last, before = after - timedelta(days=1), (first - timedelta(days=1)).replace(day=1)
        else:
            first = monday_of(begin)
            last, after = first + timedelta(days=7 * WEEKS - 1), first + timedelta(days=7 * WEEKS)
            before = first - timedelta(days=7 * WEEKS)
        return cls(
            first=first,
            last=last,
            earlier=before if first_day < first else None,
            later=after if last_day > last else None,
        )


class _Drawing:
    """The rows of one view."""

    def __init__(
        self,
        plan: Plan,
        classes: Sequence[TrainingClass],
        looking: Looking,
        window: _Window,
        meets: dict[int, set[date]],
        today: date,
        now: datetime,
    ) -> None:
        self.plan, self.classes, self.looking, self.window = plan, classes, looking, window
        self.meets, self.today = meets, today
        self.pieces = self._pieces(now)
        self.days = self._days()

    def heads(self) -> Iterator[Head]:
        if self.looking.view == "class":
            for half in self._halves():
                yield Head(name=str(HalfDay(half).label).capitalize())
        elif self.looking.view == "month":
            monday = monday_of(self.window.first)
            for day in range(7 if self._weekends() else SATURDAY):
                yield Head(name=weekday(monday + timedelta(days=day)))
        else:
            for on in self.days:
                yield Head(name=weekday(on), sub=f"{on.day}/{on.month}", is_today=on == self.today)

    def rows(self) -> Iterator[BoardRow]:
        match self.looking.view:
            case "class":
                yield from self._days_of_class()
            case "month":
                yield from self._weeks()
            case "lecturers":
                for one in self._lecturers():
                    yield self._wide(f"l{one.pk}", str(one), one.workplace)
            case "halls":
                for hall in Hall.objects.filter(office=self.plan.school_id, is_active=True).order_by("name", "pk"):
                    seats = _("%(seats)s seats") % {"seats": hall.capacity}
                    yield self._wide(f"h{hall.pk}", hall.name, seats)
            case _:
                yield from self._classes()

    def _classes(self) -> Iterator[BoardRow]:
        """The classes that meet in these days, or have something set in them."""
        booked = {key.split("/")[0] for key in self.pieces}
        for one in self.classes:
            meets = any(self.window.first <= on <= self.window.last for on in self.meets.get(one.pk, ()))
            if meets or f"c{one.pk}" in booked:
                yield self._wide(f"c{one.pk}", one.name, one.code, class_id=one.pk)

    def _wide(self, key: str, name: str, sub: str, *, class_id: int | None = None) -> BoardRow:
        cells = (
            BoardCell(on=None, spots=tuple(self._spot(key, on, half, class_id) for half in self._halves(key, on)))
            for on in self.days
        )
        return BoardRow(name=name, sub=sub, cells=tuple(cells), url_of_class=class_id)

    def _days_of_class(self) -> Iterator[BoardRow]:
        for one in self.classes:
            for on in self.days:
                cells = (
                    BoardCell(on=None, spots=(self._spot(f"c{one.pk}", on, half, one.pk),)) for half in self._halves()
                )
                yield BoardRow(
                    name=weekday(on),
                    sub=f"{on.day}/{on.month}/{on.year}",
                    cells=tuple(cells),
                    is_today=on == self.today,
                )

    def _weeks(self) -> Iterator[BoardRow]:
        monday = monday_of(self.window.first)
        length = 7 if self._weekends() else SATURDAY
        while monday <= self.window.last:
            days = [monday + timedelta(days=day) for day in range(length)]
            cells = tuple(
                BoardCell(
                    on=on,
                    spots=tuple(self._spot("m", on, half, None) for half in self._halves("m", on)),
                    is_outside=not self.window.first <= on <= self.window.last,
                )
                for on in days
            )
            name = _("Week of %(day)s") % {"day": f"{monday.day}/{monday.month}"}
            yield BoardRow(name=name, sub="", cells=cells)
            monday += timedelta(days=7)

    def _spot(self, row: str, on: date, half: str, class_id: int | None) -> Spot:
        key = f"{row}/{on:%Y-%m-%d}/{half}"
        return Spot(
            key=key,
            label=f"{HalfDay(half).label} {on.day}/{on.month}",
            on=on,
            half_day=half,
            pieces=tuple(self.pieces.get(key, ())),
            is_open=class_id is None or on in self.meets.get(class_id, ()),
        )

    def _halves(self, row: str = "", on: date | None = None) -> list[str]:
        """Morning and afternoon, and the evening where something stands in it."""
        ends = f"{row}/{on:%Y-%m-%d}/evening" if on else "/evening"
        has_evening = any(key.endswith(ends) if not row else key == ends for key in self.pieces)
        return [*(half.value for half in TAUGHT_HALVES), *([HalfDay.EVENING.value] if has_evening else [])]

    def _days(self) -> list[date]:
        taught = {date.fromisoformat(key.split("/")[1]) for key in self.pieces}
        meeting = {on for days in self.meets.values() for on in days}
        found = {on for on in meeting | taught if self.window.first <= on <= self.window.last}
        if self.looking.view == "class" and found:
            # Free weekdays between stand there too: somebody who looks for a holiday sees that it is one.
            found |= {on for on in days_between(min(found), max(found)) if on.weekday() < SATURDAY}
        if self.looking.view == "month":
            return list(days_between(self.window.first, self.window.last))
        return sorted(found)

    def _weekends(self) -> bool:
        return any(date.fromisoformat(key.split("/")[1]).weekday() >= SATURDAY for key in self.pieces) or any(
            on.weekday() >= SATURDAY for days in self.meets.values() for on in days
        )

    def _lecturers(self) -> QuerySet[Lecturer]:
        booked = {int(key.split("/")[0][1:]) for key in self.pieces}
        teaching = Q(pk__in=_teaching(self.classes).values("pk"))
        return Lecturer.objects.filter(teaching | Q(pk__in=booked)).order_by("sort_key", "pk")

    def _pieces(self, now: datetime) -> defaultdict[str, list[SessionRow]]:
        found: defaultdict[str, list[SessionRow]] = defaultdict(list)
        sessions = Session.objects.filter(
            _in_view(self.plan, self.looking.view, self.classes), on__range=(self.window.first, self.window.last)
        )
        together = sessions.select_related("training_class", "item__block", "lecturer", "hall")
        for session in together.order_by("on", "starts_at", "training_class__number", "pk"):
            row = row_of(session, session.training_class, session_id=session.pk, now=now)
            found[spot_of(self.looking.view, row)].append(row)
        return found


def _tray_piece(one: TrainingClass, item: ProgrammeItem) -> TrayPiece:
    label = _("Topic %(number)s") % {"number": item.number} if item.kind == ItemKind.TOPIC else ""
    return TrayPiece(
        ids=(one.pk, item.pk),
        class_name=one.name,
        kind=item.kind,
        block=item.block.ordinal if item.block else 0,
        label=label,
        title=item.title,
    )
