"""A month of a lecturer by half-days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from khaigiang.ground.shared.dates import HalfDay
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.queries.times import times_of
from khaigiang.teaching.lecturers.rules import WEEK, availability, half_day_code, why_not
from khaigiang.teaching.lecturers.states import Availability
from khaigiang.teaching.lecturers.taught import Taught, taught_by


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfDayCell:
    """One half-day of the calendar: what is known of it, whether that was said of itself, and what is taught then."""

    code: str
    half_day: str
    half: str
    state: str
    state_label: str
    is_said: bool
    reason: str
    taught: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCell:
    """One day with its half-days."""

    on: date
    is_of_the_month: bool
    is_today: bool
    halves: tuple[HalfDayCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarMonth:
    """The weeks that a month touches, and whether a step can be taken back."""

    first: date
    previous: date
    next: date
    weeks: tuple[tuple[DayCell, ...], ...]
    can_undo: bool

    @property
    def codes(self) -> list[str]:
        """The half-days that can be marked."""
        return [half.code for week in self.weeks for day in week for half in day.halves]


def calendar_month(lecturer: Lecturer, month: date, *, today: date) -> CalendarMonth:
    """The month that holds a day, from Monday to Sunday; five statements whatever is marked."""
    first = month.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    monday = first - timedelta(days=first.weekday())
    mondays = [monday + WEEK * number for number in range(6) if monday + WEEK * number < following]
    days = [day + timedelta(days=offset) for day in mondays for offset in range(7)]
    times, taught = times_of([lecturer.pk])[lecturer.pk], taught_by(lecturer.pk, days[0], days[-1])

    def cell(on: date, half_day: HalfDay) -> HalfDayCell:
        state, code = availability(times, on, half_day.value), half_day_code(on, half_day.value)
        return HalfDayCell(
            code=code,
            half_day=half_day.value,
            half=str(half_day.label),
            state=state,
            state_label=str(Availability(state).label),
            is_said=code in times.said,
            reason=why_not(times, on, half_day.value),
            taught=_taught_at(taught, on, half_day),
        )

    cells = [
        DayCell(
            on=on,
            is_of_the_month=on.month == first.month,
            is_today=on == today,
            halves=tuple(cell(on, half_day) for half_day in HalfDay),
        )
        for on in days
    ]
    return CalendarMonth(
        first=first,
        previous=(first - timedelta(days=1)).replace(day=1),
        next=following,
        weeks=tuple(tuple(cells[start : start + 7]) for start in range(0, len(cells), 7)),
        can_undo=lecturer.calendar_steps.filter(undone_at=None).exists(),
    )


def _taught_at(taught: Sequence[Taught], on: date, half_day: HalfDay) -> str:
    return "; ".join(one.what for one in taught if one.on == on and one.half_day == half_day.value)
