"""One class at a glance: how far it has come, what is to be done next, its days by week."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.queries.classes import ClassRow, class_rows, days_of
from khaigiang.teaching.cohorts.queries.decisions import DecisionRow, decision_rows
from khaigiang.teaching.cohorts.queries.hours import HoursOfDays, hours_of, hours_of_days
from khaigiang.teaching.cohorts.queries.people import ListRow, provisional_people
from khaigiang.teaching.cohorts.queries.summonses import SummonsRow, not_yet_summoned, summons_rows
from khaigiang.teaching.cohorts.states import ClassState

# A class has come as far as its place in this row.
LIFE: Final = (
    ClassState.TENTATIVE,
    ClassState.CONFIRMED,
    ClassState.OPEN,
    ClassState.RUNNING,
    ClassState.CLOSING,
    ClassState.CLOSED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step in the life of a class: done, current, or still to come."""

    code: str
    label: Promise
    is_done: bool
    note: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The days on which a class meets in one week."""

    monday: date
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassPage:
    """All that the first page of a class shows."""

    row: ClassRow
    steps: list[Step]
    weeks: list[Week]
    hours: list[HoursOfDays]
    decisions: list[DecisionRow]
    summonses: list[SummonsRow]
    provisional: list[ListRow]
    not_summoned: int
    may_start: bool
    may_close: bool

    @property
    def next_step(self) -> str:
        """The code of the step to be taken now; empty when all are done."""
        return next((step.code for step in self.steps if not step.is_done), "")

    @property
    def draft(self) -> DecisionRow | None:
        """The decision that waits for its signature and number."""
        return next((row for row in self.decisions if row.is_draft), None)


def class_page(training_class: TrainingClass, on: date) -> ClassPage:
    """One class as of a day; eight statements."""
    row = class_rows(TrainingClass.objects.filter(pk=training_class.pk), on)[0]
    days = days_of(training_class)
    hours = hours_of_days(hours_of(training_class), days or [training_class.plan.starts_on])
    ended = bool(days) and on >= days[-1]
    decisions, summonses = decision_rows(training_class), summons_rows(training_class)
    return ClassPage(
        row=row,
        steps=_steps(training_class, row, decisions, summonses, ended=ended),
        weeks=_weeks(days),
        hours=hours,
        decisions=decisions,
        summonses=summonses,
        provisional=provisional_people(training_class),
        not_summoned=not_yet_summoned(training_class, on).count(),
        may_start=bool(days) and on >= days[0],
        may_close=ended,
    )


def _steps(
    training_class: TrainingClass,
    row: ClassRow,
    decisions: list[DecisionRow],
    summonses: list[SummonsRow],
    *,
    ended: bool,
) -> list[Step]:
    opening = next((one for one in decisions if not one.is_draft), None)
    called = next((one for one in summonses if not one.is_draft), None)
    has_days = row.days == training_class.version.days and bool(row.hall)
    facts: list[tuple[str, Promise, bool, str]] = [
        ("days", _("Days and hall"), has_days, row.hall),
        ("confirm", _("Confirmed"), _reached(row, ClassState.CONFIRMED), ""),
        ("place", _("People placed"), row.people > 0, str(row.people or "")),
        ("decide", _("Decision issued"), opening is not None, opening.number if opening else ""),
        ("summon", _("Summoned"), called is not None, called.number if called else ""),
        ("start", _("Running"), _reached(row, ClassState.RUNNING), _day(row.first_day)),
        ("end", _("Teaching ended"), _reached(row, ClassState.CLOSING), _day(row.last_day)),
        ("close", _("Class closed"), _reached(row, ClassState.CLOSED), ""),
    ]
    current = _current([code for code, _label, is_done, _note in facts if not is_done], ended=ended)
    return [
        Step(
            code=code,
            label=label,
            is_done=is_done,
            note=note,
            state="current" if code == current else "done" if is_done else "todo",
        )
        for code, label, is_done, note in facts
    ]


def _current(still_open: list[str], *, ended: bool) -> str:
    """The first step that is not done; while the class still runs, its running."""
    first = next(iter(still_open), "")
    return "start" if first == "end" and not ended else first


def _reached(row: ClassRow, state: ClassState) -> bool:
    return row.state in LIFE and LIFE.index(ClassState(row.state)) >= LIFE.index(state)


def _day(day: date | None) -> str:
    return f"{day.day}/{day.month}" if day else ""


def _weeks(days: list[date]) -> list[Week]:
    found: defaultdict[tuple[int, int], list[date]] = defaultdict(list)
    for day in days:
        year, week, _weekday = day.isocalendar()
        found[year, week].append(day)
    return [Week(monday=date.fromisocalendar(year, week, 1), days=tuple(of)) for (year, week), of in found.items()]
