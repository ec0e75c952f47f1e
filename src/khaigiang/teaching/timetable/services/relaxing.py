"""Giving up what keeps a timetable from fitting, as a person chose it, and taking that back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.services import set_days, set_hall
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.services import set_limits
from khaigiang.teaching.runs.contradictions import way_out_taken
from khaigiang.teaching.runs.errors import NothingToRelax
from khaigiang.teaching.timetable import solver_bridge
from khaigiang.teaching.timetable.errors import ChangedSinceRelaxed, OthersMustBeAsked
from khaigiang.teaching.timetable.models import Session, TimetableRun
from khaigiang.teaching.timetable.services.proposals import ask_for_timetable
from khaigiang.teaching.timetable.solver_bridge import Step
from khaigiang.teaching.venues.models import Hall


@transaction.atomic
def relax_timetable(run: TimetableRun, number: int, *, by: User, at: datetime) -> TimetableRun:
    """Do what a way out says, and ask for a new run of the same classes; returns the new run.

    Raises NothingToRelax, OthersMustBeAsked where somebody else decides, and what `set_limits`, `set_days` and
    `set_hall` raise.
    """
    run = TimetableRun.objects.select_for_update(of=("self",)).select_related("plan").get(pk=run.pk)
    found = solver_bridge.contradiction_of(run)
    way = way_out_taken(run, number, found.ways_out if found else ())
    if not way.by_a_click:
        raise OthersMustBeAsked
    said = [step.sentence for step in way.steps]
    run.relaxed = {"number": number, "said": said, "changes": [_change(step, by=by, at=at) for step in way.steps]}
    audit.record("relax_timetable", run, by=by, at=at, before=run.relaxed, after={"way_out": said})
    classes = list(TrainingClass.objects.filter(pk__in=run.class_ids).select_related("plan").order_by("pk"))
    again = ask_for_timetable(classes, name=run.name, seconds=run.limit, asked=tuple(run.weights), by=by, at=at)
    run.relaxed["again"] = again.pk
    run.save(update_fields=["relaxed"])
    return again


@transaction.atomic
def undo_timetable_relaxation(run: TimetableRun, *, by: User, at: datetime) -> None:
    """Give lecturers and classes back what a way out changed.

    Raises NothingToRelax, or ChangedSinceRelaxed once somebody changed the same or sessions stand on the days given.
    """
    run = TimetableRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if not run.relaxed:
        raise NothingToRelax
    for change in run.relaxed["changes"]:
        _put_back(change, by=by, at=at)
    before, run.relaxed = run.relaxed, {}
    run.save(update_fields=["relaxed"])
    audit.record("undo_timetable_relaxation", run, by=by, at=at, before=before)


def _change(step: Step, *, by: User, at: datetime) -> dict[str, Any]:
    """Returns whose, what it was and what it became."""
    if step.limits is not None:
        lecturer = Lecturer.objects.get(pk=step.cause.lecturer_id)
        before = [lecturer.max_per_day, lecturer.max_per_week]
        set_limits(lecturer, max_per_day=step.limits[0], max_per_week=step.limits[1], by=by, at=at)
        return {"what": "limits", "of": lecturer.pk, "before": before, "after": list(step.limits)}
    one = TrainingClass.objects.get(pk=step.cause.class_id)
    if step.changes_hall:
        before_hall = one.hall_id
        set_hall(one, _hall(step.hall_id), by=by, at=at)
        return {"what": "hall", "of": one.pk, "before": before_hall, "after": step.hall_id}
    days = list(one.days.order_by("on").values_list("on", flat=True))
    set_days(one, [*days, *step.days], by=by, at=at)
    return {"what": "days", "of": one.pk, "after": [day.isoformat() for day in step.days]}


def _put_back(change: Mapping[str, Any], *, by: User, at: datetime) -> None:
    if change["what"] == "limits":
        _put_limits_back(change["of"], change["before"], change["after"], by=by, at=at)
    elif change["what"] == "hall":
        one = TrainingClass.objects.get(pk=change["of"])
        if one.hall_id != change["after"]:
            raise ChangedSinceRelaxed
        set_hall(one, _hall(change["before"]), by=by, at=at)
    else:
        _take_days_back(change["of"], [date.fromisoformat(day) for day in change["after"]], by=by, at=at)


def _put_limits_back(lecturer_id: int, before: Sequence[int], after: Sequence[int], *, by: User, at: datetime) -> None:
    lecturer = Lecturer.objects.get(pk=lecturer_id)
    if [lecturer.max_per_day, lecturer.max_per_week] != after:
        raise ChangedSinceRelaxed
    set_limits(lecturer, max_per_day=before[0], max_per_week=before[1], by=by, at=at)


def _take_days_back(class_id: int, given: Sequence[date], *, by: User, at: datetime) -> None:
    one = TrainingClass.objects.get(pk=class_id)
    days = set(one.days.values_list("on", flat=True))
    if not days.issuperset(given) or Session.objects.filter(training_class=one, on__in=given).exists():
        raise ChangedSinceRelaxed
    set_days(one, days.difference(given), by=by, at=at)


def _hall(hall_id: int | None) -> Hall | None:
    return Hall.objects.get(pk=hall_id) if hall_id else None
