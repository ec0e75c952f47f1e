"""What the board is made of: half-days of rows, pieces of the tray, and by which keys they are known."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.curriculum.states import ItemKind
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.queries.rows import SessionRow
from khaigiang.teaching.timetable.queries.slots import Slot


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
