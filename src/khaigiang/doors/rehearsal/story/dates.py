"""The days of the story: those of the source article are fixed, the others are ours (docs/story.md says which)."""

from datetime import date, timedelta
from typing import Final

from khaigiang.ground.shared.dates import days_between, working_days

SET_UP: Final = date(2022, 10, 17)
PLAN_110: Final = date(2022, 10, 19)
ANNUAL_PLAN: Final = date(2022, 12, 30)
PLAN_136: Final = date(2023, 2, 22)
PLACES_FIXED: Final = date(2023, 2, 23)
REQUEST_SENT: Final = date(2023, 2, 24)
PROGRAMME_APPROVED: Final = date(2023, 2, 27)
LETTERS: Final = (date(2023, 2, 28), date(2023, 3, 1), date(2023, 3, 2))
NOMINATIONS_DUE: Final = date(2023, 3, 3)
VETTED: Final = date(2023, 3, 3)
ALLOCATED: Final = date(2023, 3, 6)
LATE_APPOINTMENTS: Final = date(2023, 4, 10)
LATE_LETTERS: Final = date(2023, 5, 10)
LIST_ARRIVES: Final = date(2023, 5, 22)
HALL_NEEDED_ELSEWHERE: Final = date(2023, 4, 3)
AFTER_THE_HOLIDAYS: Final = date(2023, 5, 4)
LATER_DAYS_REFUSED: Final = date(2023, 5, 22)
A_WEEK_LATER: Final = date(2023, 5, 31)
# Two days before the last class, as the rule of reminding has it.
REMINDED: Final = date(2023, 5, 22)
DOOR_SETTLED: Final = date(2023, 5, 25)
FINAL_REPORT: Final = date(2023, 6, 30)
SECOND_QUARTER: Final = date(2023, 4, 1)

# Reunification and Labour days of 2023 with their days in lieu.
HOLIDAYS: Final = frozenset(days_between(date(2023, 4, 29), date(2023, 5, 3)))
CLASS_STARTS: Final = (date(2023, 3, 13), date(2023, 3, 28), date(2023, 4, 12), date(2023, 4, 27), date(2023, 5, 24))
DAYS_BEFORE_A_CLASS: Final = timedelta(days=6)
DAYS_UNTIL_RESIT: Final = timedelta(days=5)
DAY_OF_LEAVING: Final = 3
ONE_DAY: Final = timedelta(days=1)


def class_days(number: int, *, days: int) -> list[date]:
    """The working days of a class, 1 to 5."""
    return working_days(CLASS_STARTS[number - 1], days, holidays=HOLIDAYS)


def decision_day(number: int) -> date:
    """The day of the decision that opens a class."""
    return CLASS_STARTS[number - 1] - DAYS_BEFORE_A_CLASS


def summons_day(number: int) -> date:
    """The first working day after the decision."""
    return _working_day_from(decision_day(number) + ONE_DAY)


def eve_of(number: int) -> date:
    """The last working day before a class opens."""
    day = CLASS_STARTS[number - 1] - ONE_DAY
    while _working_day_from(day) != day:
        day -= ONE_DAY
    return day


def resit_day(number: int, *, days: int) -> date:
    """The day on which the resits of a class are recognised."""
    return _working_day_from(class_days(number, days=days)[-1] + DAYS_UNTIL_RESIT)


def _working_day_from(day: date) -> date:
    return working_days(day, 1, holidays=HOLIDAYS)[0]
