"""Sessions as pages show them, and the grid of half-days by days in which they stand."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.utils.translation import gettext as _

from khaigiang.ground.shared.dates import HALF_DAY_ORDER, HalfDay, at_time
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.curriculum.states import ItemKind, label_of
from khaigiang.teaching.timetable.models import Piece, Session
from khaigiang.teaching.timetable.rules import monday_of

USUAL_HALVES = (HalfDay.MORNING, HalfDay.AFTERNOON)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """One session; `id` is empty where it is only proposed. `notes` are what a person should know about it."""

    id: int | None
    class_id: int
    class_name: str
    item_id: int
    kind: str
    kind_label: str
    block: int | None = None
    number: int
    title: str
    on: date
    half_day: str
    starts_at: time
    ends_at: time
    lecturer_id: int | None
    lecturer: str
    hall_id: int
    hall: str
    state: str = ""
    notes: tuple[str, ...] = ()
    is_blocked: bool = False
    change: str = ""
    lecturer_user_id: int | None = None
    plan_id: int = 0
    version: int = 0

    @property
    def key(self) -> str:
        """Class and item, as addresses and forms write them."""
        return f"{self.class_id}-{self.item_id}"

    @property
    def label(self) -> str:
        """ "Topic 7" before a topic's title; nothing before what is called by its kind anyway."""
        return label_of(self.kind, self.number)

    @property
    def short(self) -> str:
        """ "T. 7" where there is little room; else what it is called by its kind."""
        return _("T. %(number)s") % {"number": self.number} if self.kind == ItemKind.TOPIC else self.kind_label

    @property
    def hours(self) -> str:
        """ "08:00–11:30"."""
        return "–".join(time.isoformat(at, "minutes") for at in (self.starts_at, self.ends_at))

    @property
    def heading(self) -> str:
        """ "08:00–11:30 · Topic 7": when, and before a topic's title its number."""
        return f"{self.hours} · {label}" if (label := self.label) else self.hours

    @property
    def look(self) -> str:
        """The classes by which the style sheet draws it."""
        block = f" session-block-{self.block}" if self.block else ""
        state = "clash" if self.is_blocked else self.state
        return f"session session-{self.kind}{block}" + (f" is-{state}" if state else "")

    @property
    def moment(self) -> tuple[date, int, time]:
        return self.on, HALF_DAY_ORDER[HalfDay(self.half_day)], self.starts_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A half-day of a day; `is_free` when the class could still be taught then."""

    half_day: str
    label: str
    sessions: tuple[SessionRow, ...]
    is_free: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """One day with its half-days."""

    on: date
    weekday: str
    is_today: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The days of one week on which something happens."""

    first_day: date
    last_day: date
    days: tuple[DayRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Weeks of days (rows) by half-days (columns)."""

    half_days: tuple[str, ...]
    weeks: tuple[Week, ...]

    @property
    def blocks(self) -> list[int]:
        """The blocks of the programme that are taught in it, in their order."""
        cells = (cell for week in self.weeks for day in week.days for cell in day.cells)
        return sorted({row.block for cell in cells for row in cell.sessions if row.block})


def row_of(piece: Piece, training_class: TrainingClass, *, session_id: int | None, now: datetime) -> SessionRow:
    """A piece read together with its item, lecturer and hall, as it stands at an instant."""
    return SessionRow(
        id=session_id,
        class_id=training_class.pk,
        class_name=training_class.name,
        item_id=piece.item_id,
        kind=piece.item.kind,
        kind_label=str(ItemKind(piece.item.kind).label),
        block=piece.item.block.ordinal if piece.item.block else None,
        number=piece.item.number,
        title=piece.item.title,
        on=piece.on,
        half_day=piece.half_day,
        starts_at=piece.starts_at,
        ends_at=piece.ends_at,
        lecturer_id=piece.lecturer_id,
        lecturer=str(piece.lecturer) if piece.lecturer else "",
        lecturer_user_id=piece.lecturer.user_id if piece.lecturer else None,
        hall_id=piece.hall_id,
        hall=piece.hall.name,
        plan_id=training_class.plan_id,
        version=piece.version if isinstance(piece, Session) else 0,
        state=state_of(piece.on, piece.starts_at, piece.ends_at, now=now),
    )


def state_of(on: date, starts_at: time, ends_at: time, *, now: datetime) -> str:
    """Of a stretch of time at an instant: "past", "now", or nothing while it lies ahead."""
    if at_time(on, ends_at) <= now:
        return "past"
    return "now" if at_time(on, starts_at) <= now else ""


def grid_of(rows: Iterable[SessionRow], *, today: date, class_days: Iterable[date] = ()) -> Grid:
    """The sessions by week, day and half-day; class days without sessions stand there too, their half-days free."""
    by_day: defaultdict[date, list[SessionRow]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.moment):
        by_day[row.on].append(row)
    meets = frozenset(class_days)
    shown = {row.half_day for found in by_day.values() for row in found} | {half.value for half in USUAL_HALVES}
    halves = tuple(half for half in HalfDay if half.value in shown)
    days = [_day(on, by_day[on], halves, is_today=on == today, meets=on in meets) for on in sorted(meets | set(by_day))]
    weeks = tuple(
        Week(first_day=monday, last_day=monday + timedelta(days=6), days=tuple(found))
        for monday, found in groupby(days, key=lambda day: monday_of(day.on))
    )
    return Grid(half_days=tuple(half.value for half in halves), weeks=weeks)


def _day(on: date, rows: list[SessionRow], halves: Iterable[HalfDay], *, is_today: bool, meets: bool) -> DayRow:
    cells = (_cell(half, [row for row in rows if row.half_day == half], meets=meets) for half in halves)
    return DayRow(on=on, weekday=weekday(on), is_today=is_today, cells=tuple(cells))


def _cell(half: HalfDay, rows: list[SessionRow], *, meets: bool) -> Cell:
    return Cell(
        half_day=half.value,
        label=str(half.label),
        sessions=tuple(rows),
        is_free=meets and not rows and half in USUAL_HALVES,
    )


def weekday(on: date) -> str:
    """The name of a day of the week in the reader's language."""
    return (
        _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
    )[on.weekday()]  # fmt: skip
