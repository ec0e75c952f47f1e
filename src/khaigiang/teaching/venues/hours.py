"""The hours of a school by season: from when until when a half-day lasts on a day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Final

from khaigiang.ground.shared.dates import USUAL_HOURS, HalfDay, days_between
from khaigiang.teaching.venues.errors import SeasonsLeaveAGap, SeasonsOverlap
from khaigiang.teaching.venues.rules import Hours

# Month and day, so that days of a year are in order.
DayOfYear = tuple[int, int]
LEAP_YEAR: Final = 2024
NEW_YEAR: Final[DayOfYear] = (1, 1)
NEW_YEARS_EVE: Final[DayOfYear] = (12, 31)
# Who types the first means the end of February in every year, unless another season begins on the second.
TWO_ENDS_OF_FEBRUARY: Final = ((2, 28), (2, 29))


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonHours:
    """The hours of a school from one day of every year until the next season begins; no evening: none are held."""

    name: str
    begins: DayOfYear
    morning: Hours
    afternoon: Hours
    evening: Hours | None = None

    def of(self, half_day: str) -> Hours | None:
        """From when until when a half-day lasts; None in the evening where no classes are held then."""
        if half_day == HalfDay.MORNING:
            return self.morning
        return self.afternoon if half_day == HalfDay.AFTERNOON else self.evening

    @property
    def longest(self) -> int:
        """The minutes of its longest half-day."""
        return max(minutes_of(hours) for hours in (self.morning, self.afternoon, self.evening) if hours)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedSeason:
    """A season as it is typed: with its last day, which may lie before its first, across New Year."""

    hours: SeasonHours
    last: DayOfYear

    def holds(self, day: DayOfYear) -> bool:
        """Is a day of the year within the season?"""
        first, last = self.hours.begins, self.last
        return first <= day <= last if first <= last else day >= first or day <= last


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursTable:
    """The seasons of a school, by their first days, from a day on until its next table."""

    valid_from: date
    seasons: tuple[SeasonHours, ...]

    def on(self, day: date) -> SeasonHours:
        """The season of a day; before the first of the year it is still that which began last."""
        begun = [one for one in self.seasons if one.begins <= (day.month, day.day)]
        return (begun or self.seasons)[-1]

    @property
    def last_days(self) -> tuple[DayOfYear, ...]:
        """The last day of each season: that before the next begins."""
        following = (*self.seasons[1:], self.seasons[0])
        return tuple(_day_before(one.begins) for one in following)


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursOfSchool:
    """The tables of one school, the oldest first; before the first, and with none, the usual hours."""

    tables: tuple[HoursTable, ...] = ()

    def season_on(self, day: date) -> SeasonHours:
        """The hours of a day."""
        in_force = [one for one in self.tables if one.valid_from <= day]
        return in_force[-1].on(day) if in_force else USUAL_SEASON

    def on(self, day: date, half_day: str) -> Hours | None:
        """From when until when a half-day lasts; None in an evening on which no classes are held."""
        return self.season_on(day).of(half_day)

    def with_table(self, table: HoursTable) -> "HoursOfSchool":
        """The same with a table, instead of one from the same day."""
        kept = self.without(table.valid_from).tables
        return replace(self, tables=tuple(sorted((*kept, table), key=lambda one: one.valid_from)))

    def without(self, valid_from: date) -> "HoursOfSchool":
        """The same without the table from a day."""
        return replace(self, tables=tuple(one for one in self.tables if one.valid_from != valid_from))

    @property
    def newest(self) -> tuple[tuple[SeasonHours, DayOfYear], ...]:
        """The seasons of the newest table, each with its last day."""
        table = self.tables[-1] if self.tables else HoursTable(valid_from=date.min, seasons=(USUAL_SEASON,))
        return tuple(zip(table.seasons, table.last_days, strict=True))

    @property
    def longest(self) -> int:
        """The minutes of the longest half-day by the newest table."""
        return max(one.longest for one, _last in self.newest)


def _usual(half_day: HalfDay) -> Hours:
    begins, ends = USUAL_HOURS[half_day]
    return time.fromisoformat(begins), time.fromisoformat(ends)


# Of a school that has typed nothing yet.
USUAL_SEASON: Final = SeasonHours(
    name="", begins=NEW_YEAR, morning=_usual(HalfDay.MORNING), afternoon=_usual(HalfDay.AFTERNOON)
)


def minutes_of(hours: Hours) -> int:
    """The minutes from when until when."""
    begins, ends = ((one.hour * 60 + one.minute) for one in hours)
    return ends - begins


def table_of(valid_from: date, typed: Sequence[TypedSeason]) -> HoursTable:
    """The table of seasons that hold every day of the year once; raises SeasonsLeaveAGap or SeasonsOverlap."""
    typed = _whole_februaries(typed)
    year = [(on.month, on.day) for on in days_between(date(LEAP_YEAR, 1, 1), date(LEAP_YEAR, 12, 31))]
    for day in year:
        there = [one.hours.name for one in typed if one.holds(day)]
        if len(there) > 1:
            raise SeasonsOverlap(one=there[0], other=there[1], day=day_of_year(day))
    bare = [day for day in year if not any(one.holds(day) for one in typed)]
    if bare:
        # A gap across New Year begins late in the year.
        first = next((day for day in bare if _day_before(day) not in bare), bare[0])
        raise SeasonsLeaveAGap(first=day_of_year(first), last=day_of_year(_end_of(first, bare)))
    seasons = sorted((one.hours for one in typed), key=lambda one: one.begins)
    return HoursTable(valid_from=valid_from, seasons=tuple(seasons))


def _whole_februaries(typed: Sequence[TypedSeason]) -> list[TypedSeason]:
    short, whole = TWO_ENDS_OF_FEBRUARY
    if any(one.hours.begins == whole for one in typed):
        return list(typed)
    return [replace(one, last=whole) if one.last == short else one for one in typed]


def day_of_year(day: DayOfYear) -> str:
    """A day of every year as people write it: "16/4"."""
    return f"{day[1]}/{day[0]}"


def _end_of(first: DayOfYear, bare: Sequence[DayOfYear]) -> DayOfYear:
    last = first
    while _day_after(last) in bare and _day_after(last) != first:
        last = _day_after(last)
    return last


def _day_before(day: DayOfYear) -> DayOfYear:
    return _moved(day, -1)


def _day_after(day: DayOfYear) -> DayOfYear:
    return _moved(day, 1)


def _moved(day: DayOfYear, days: int) -> DayOfYear:
    then = date(LEAP_YEAR, *day) + timedelta(days=days)
    return then.month, then.day
