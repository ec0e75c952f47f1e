"""The hours of a school are set or taken away; sessions to come that have them follow, the next release tells people."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.registry.units.models import Office
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.queries.hours import WhatChanges, classes_that_follow, what_changes
from khaigiang.teaching.timetable.services.arranging import hold, sessions_of
from khaigiang.teaching.timetable.services.outside import set_sessions_in_transaction
from khaigiang.teaching.timetable.services.steps import Cause
from khaigiang.teaching.timetable.states import StepKind
from khaigiang.teaching.venues import services as venues
from khaigiang.teaching.venues.hours import HoursOfSchool, HoursTable
from khaigiang.teaching.venues.models import SchoolHours
from khaigiang.teaching.venues.queries import hours_of_school, table_kept


@transaction.atomic
def set_school_hours(office: Office, table: HoursTable, *, source: str, by: User, at: datetime) -> SchoolHours:
    """Give a school other hours from a day on; its sessions to come that have its hours get the new ones.

    What is public stays as people read it until the next release; what is past, and what has hours typed by hand,
    never changes. Raises HallTaken or DoubleBooked where a session would meet another use of its hall or lecturer.
    """
    Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    was = hours_of_school(office.pk)
    same_day = SchoolHours.objects.filter(office=office, valid_from=table.valid_from).first()
    before = _described(same_day) if same_day else None
    kept = venues.keep_hours_in_transaction(office, table, source=source.strip(), by=by, at=at)
    changed = _follow(office, was, was.with_table(table), by=by, at=at)
    after = {**_described(kept), "sessions": len(changed.after)}
    audit.record("set_school_hours", kept, by=by, at=at, before=before, after=after)
    return kept


@transaction.atomic
def take_school_hours_away(kept: SchoolHours, *, by: User, at: datetime) -> int:
    """Take a table of hours away: those before it hold on; returns how many sessions to come get them.

    Raises HallTaken or DoubleBooked.
    """
    Office.objects.select_for_update(no_key=True).get(pk=kept.office_id)
    was = hours_of_school(kept.office_id)
    changed = _follow(kept.office, was, was.without(kept.valid_from), by=by, at=at)
    after = {"sessions": len(changed.after)}
    audit.record("take_school_hours_away", kept, by=by, at=at, before=_described(kept), after=after)
    venues.drop_hours_in_transaction(kept)
    return len(changed.after)


def _follow(office: Office, was: HoursOfSchool, then: HoursOfSchool, *, by: User, at: datetime) -> WhatChanges:
    """Write the sessions to come at their hours then, one step in the log of each plan."""
    hold([one.pk for one in classes_that_follow(office.pk)], lecturer_ids=(), hall_ids=())
    found = what_changes(office.pk, was, then, on=local_day(at))
    if not found.after:
        return found
    changed = {draft.key: draft for draft in found.after}
    present = map(Draft.of, sessions_of(found.class_ids))
    wanted = [changed.get(draft.key, draft) for draft in present]
    cause = Cause(kind=StepKind.EDIT, because="", source="")
    set_sessions_in_transaction(found.class_ids, wanted, cause=cause, by=by, at=at)
    return found


def _described(kept: SchoolHours) -> dict[str, object]:
    seasons = [
        " ".join((one.name, *(f"{begins:%H:%M}–{ends:%H:%M}" for begins, ends in hours)))
        for one in table_kept(SchoolHours.objects.get(pk=kept.pk)).seasons
        for hours in [[half for half in (one.morning, one.afternoon, one.evening) if half]]
    ]
    return {"in force from": kept.valid_from.isoformat(), "source": kept.source, "seasons": seasons}
