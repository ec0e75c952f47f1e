"""What a drop of a piece in one half-day would do."""

from dataclasses import dataclass
from datetime import date, time
from typing import Final

from django.utils.translation import gettext as _

from khaigiang.ground.shared.dates import HalfDay
from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.states import FindingKind, Level

SAID: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A half-day of a row of the board; the row of a lecturer or a hall also says who teaches, or where."""

    on: date
    half_day: str
    lecturer_id: int | None = None
    hall_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One thing to know about a drop; without a kind it is a double booking, which nothing allows."""

    sentence: str
    level: Level
    kind: FindingKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What a drop in one half-day would do: the pieces that it writes, what speaks against it, and who takes its place."""

    on: date
    half_day: str
    state: str
    notes: tuple[str, ...] = ()
    trades_with: tuple[str, ...] = ()
    drafts: tuple[Draft, ...] = ()

    @property
    def is_possible(self) -> bool:
        return self.state in {"free", "warns"}

    @property
    def when(self) -> str:
        """The half-day in words: "morning 13/3/2023"."""
        return f"{HalfDay(self.half_day).label} {day_in_words(self.on)}"

    @property
    def label(self) -> str:
        """The state in a word."""
        return {
            "here": _("stands here"),
            "free": _("free"),
            "warns": _("possible, but"),
            "forbidden": _("not possible"),
        }[self.state]

    @property
    def said(self) -> str:
        """The state, and everything to know, in one line."""
        trade = (
            [_("changes places with %(items)s") % {"items": ", ".join(self.trades_with)}] if self.trades_with else []
        )
        more = len(self.notes) - SAID
        rest = [_("and %(count)s more") % {"count": more}] if more > 0 else []
        return ": ".join(part for part in (self.label, "; ".join([*trade, *self.notes[:SAID], *rest])) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """Where another class needs a lecturer or a hall."""

    class_name: str
    half_day: str
    hours: tuple[time, time]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """A drop in a half-day, whatever the row: the piece, what else of the class moves, and what speaks against that."""

    own: Draft | None = None
    others: tuple[Draft, ...] = ()
    there: tuple[Session, ...] = ()
    notes: tuple[Note, ...] = ()
    refused: str = ""

    @property
    def moved(self) -> frozenset[int]:
        """The items that move."""
        return frozenset(one.item_id for one in (self.own, *self.others) if one)
