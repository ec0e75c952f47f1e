"""Marking half-days on the calendar of a lecturer, and going back a step."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.teaching.lecturers.errors import (
    AlreadyTaughtThen,
    MarkedMeanwhile,
    NoHalfDayChosen,
    NothingToUndo,
    RepeatedTooLong,
)
from khaigiang.teaching.lecturers.models import CalendarStep, Lecturer, SaidHalfDay
from khaigiang.teaching.lecturers.rules import CANNOT, Slot, days_to_write, half_day_of_code, repeated
from khaigiang.teaching.lecturers.taught import taught_by

MOST_HALF_DAYS: Final = 2000


@transaction.atomic
def mark_half_days(
    lecturer: Lecturer,
    *,
    half_days: Collection[Slot],
    verdict: str,
    until: date | None = None,
    by: User,
    at: datetime,
) -> CalendarStep:
    """Say of half-days, and with `until` of the same ones of every week up to that day, whether a lecturer can teach.

    Raises NoHalfDayChosen, RepeatedTooLong, or AlreadyTaughtThen when a half-day to be closed is one of a released
    timetable: then nothing is marked.
    """
    if not half_days:
        raise NoHalfDayChosen
    slots = repeated(half_days, until=until)
    if len(slots) > MOST_HALF_DAYS:
        raise RepeatedTooLong(most=MOST_HALF_DAYS)
    lecturer = _locked(lecturer)
    if verdict == CANNOT:
        _refuse_taught(lecturer, slots)
    after = days_to_write(slots, verdict, bare=replace(lecturer.times, said={}))
    before = _write(lecturer, after)
    step = CalendarStep.objects.create(lecturer=lecturer, before=before, after=after, made_at=at, made_by=by)
    told = {"verdict": verdict, "half_days": len(slots), "first_day": slots[0][0], "last_day": slots[-1][0]}
    audit.record("mark_half_days", lecturer, by=by, at=at, after=told)
    return step


@transaction.atomic
def undo_calendar_step(lecturer: Lecturer, *, by: User, at: datetime) -> Lecturer:
    """Go back one step on a lecturer's calendar.

    Raises NothingToUndo, AlreadyTaughtThen, or MarkedMeanwhile when a half-day of the step was marked anew.
    """
    lecturer = _locked(lecturer)
    step = lecturer.calendar_steps.filter(undone_at=None).order_by("-pk").first()
    if step is None:
        raise NothingToUndo
    if _said(lecturer, step.after) != step.after:
        raise MarkedMeanwhile
    _refuse_taught(lecturer, [half_day_of_code(code) for code, said in step.before.items() if said == CANNOT])
    _write(lecturer, step.before)
    step.undone_at = at
    step.save(update_fields=["undone_at"])
    audit.record("undo_calendar_step", lecturer, by=by, at=at, before={"half_days": len(step.after)})
    return lecturer


def _locked(lecturer: Lecturer) -> Lecturer:
    # Two steps on one calendar follow one another, so that each knows what was said before it.
    Lecturer.objects.select_for_update(no_key=True).get(pk=lecturer.pk)
    return Lecturer.objects.prefetch_related("absences", "said_half_days").get(pk=lecturer.pk)


def _write(lecturer: Lecturer, wanted: Mapping[str, str]) -> dict[str, str]:
    before = _said(lecturer, wanted)
    slots = {code: half_day_of_code(code) for code in wanted}
    days = {on for on, _half_day in slots.values()}
    present = {(one.on, one.half_day): one.pk for one in lecturer.said_half_days.filter(on__in=days)}
    lecturer.said_half_days.filter(pk__in=[present[slot] for slot in slots.values() if slot in present]).delete()
    SaidHalfDay.objects.bulk_create(
        SaidHalfDay(lecturer=lecturer, on=slots[code][0], half_day=slots[code][1], verdict=verdict)
        for code, verdict in wanted.items()
        if verdict
    )
    return before


def _said(lecturer: Lecturer, codes: Iterable[str]) -> dict[str, str]:
    said = lecturer.times.said
    return {code: said.get(code, "") for code in codes}


def _refuse_taught(lecturer: Lecturer, slots: Collection[Slot]) -> None:
    if not slots:
        return
    days = [on for on, _half_day in slots]
    closed = set(slots)
    taught = [one for one in taught_by(lecturer.pk, min(days), max(days)) if (one.on, one.half_day) in closed]
    if taught:
        first = min(taught, key=lambda one: (one.on, one.half_day))
        when = f"{HalfDay(first.half_day).label} {day_in_words(first.on)}"
        raise AlreadyTaughtThen(when=when, what=first.what, office=first.office, count=len(taught))
