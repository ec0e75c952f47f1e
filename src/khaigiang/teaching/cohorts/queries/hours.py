"""The hours of classes: their own, or those of their school on the day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from khaigiang.ground.shared.dates import HalfDay
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.venues.hours import NEW_YEAR, HoursOfSchool, SeasonHours
from khaigiang.teaching.venues.queries import hours_of_schools
from khaigiang.teaching.venues.rules import Hours


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassHours:
    """From when until when a class sits: at hours of its own, else at those of its school; evenings are the school's."""

    school: HoursOfSchool
    own: SeasonHours | None = None

    def on(self, day: date, half_day: str) -> Hours | None:
        """The hours of a half-day; None in an evening on which its school holds no classes."""
        if self.own is not None and half_day != HalfDay.EVENING:
            return self.own.of(half_day)
        return self.school.on(day, half_day)

    def taught_on(self, day: date) -> tuple[Hours, Hours]:
        """The hours of the morning and of the afternoon, which every day has."""
        season = self.own or self.school.season_on(day)
        return season.morning, season.afternoon


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursOfDays:
    """Days of a class, from the first to the last, on which it sits at the same hours."""

    first: date
    last: date
    morning: Hours
    afternoon: Hours


def hours_of(training_class: TrainingClass) -> ClassHours:
    """The hours of a class; two statements, its plan read."""
    return hours_of_classes([training_class])[training_class.pk]


def hours_of_classes(classes: Iterable[TrainingClass]) -> dict[int, ClassHours]:
    """The hours of classes by their ids; two statements, their plans read."""
    some = list(classes)
    schools = hours_of_schools({one.plan.school_id for one in some})
    return {one.pk: ClassHours(school=schools[one.plan.school_id], own=_own(one)) for one in some}


def hours_of_days(hours: ClassHours, days: Sequence[date]) -> list[HoursOfDays]:
    """The hours of these days, in order: one row, or several where the season changes."""
    found = []
    for (morning, afternoon), some in groupby(days, hours.taught_on):
        together = list(some)
        found.append(HoursOfDays(first=together[0], last=together[-1], morning=morning, afternoon=afternoon))
    return found


def _own(one: TrainingClass) -> SeasonHours | None:
    if not (one.morning_from and one.morning_until and one.afternoon_from and one.afternoon_until):
        return None
    return SeasonHours(
        name=one.name,
        begins=NEW_YEAR,
        morning=(one.morning_from, one.morning_until),
        afternoon=(one.afternoon_from, one.afternoon_until),
    )
