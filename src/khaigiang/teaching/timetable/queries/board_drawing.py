"""The rows of one view of the board."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from khaigiang.ground.shared.dates import SATURDAY, HalfDay, days_between
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.queries.board_parts import BoardCell, BoardRow, Head, Looking, Spot, spot_of
from khaigiang.teaching.timetable.queries.rows import SessionRow, row_of, weekday
from khaigiang.teaching.timetable.queries.situation import TAUGHT_HALVES
from khaigiang.teaching.timetable.rules import monday_of
from khaigiang.teaching.venues.models import Hall

WEEKS: Final = 3


def in_view(plan: Plan, view: str, classes: Sequence[TrainingClass]) -> Q:
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
class Window:
    """From which day to which the board looks, and where one can look before and after."""

    first: date
    last: date
    earlier: date | None
    later: date | None

    @classmethod
    def of(cls, looking: Looking, days: set[date], today: date) -> "Window":
        """The three weeks, or the month, in which the view begins; a class is shown whole."""
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


class Drawing:
    """The rows of one view."""

    def __init__(
        self,
        plan: Plan,
        classes: Sequence[TrainingClass],
        looking: Looking,
        window: Window,
        meets: dict[int, set[date]],
        today: date,
        now: datetime,
    ) -> None:
        self.plan, self.classes, self.looking, self.window = plan, classes, looking, window
        self.meets, self.today = meets, today
        self.pieces = self._pieces(now)
        self.days = self._days()

    def heads(self) -> Iterator[Head]:
        """The heads of the columns."""
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
        """The rows of the view with their half-days."""
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
            in_view(self.plan, self.looking.view, self.classes), on__range=(self.window.first, self.window.last)
        )
        together = sessions.select_related("training_class", "item__block", "lecturer", "hall")
        for session in together.order_by("on", "starts_at", "training_class__number", "pk"):
            row = row_of(session, session.training_class, session_id=session.pk, now=now)
            found[spot_of(self.looking.view, row)].append(row)
        return found
