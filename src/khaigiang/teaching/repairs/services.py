"""Reporting what makes a timetable impossible, mending it, and taking that back."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.teaching.cohorts import services as cohorts
from khaigiang.teaching.cohorts.models import ClassDecision, TrainingClass
from khaigiang.teaching.cohorts.queries import hours_of_classes
from khaigiang.teaching.cohorts.states import HAS_A_LIST
from khaigiang.teaching.lecturers import services as lecturers
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.repairs.errors import (
    ChangedSinceRepair,
    DecisionIsIssued,
    EndsBeforeItBegins,
    NotCarriedOut,
    NothingIsHit,
    NotWaiting,
    NoWayOut,
    StaleRepair,
)
from khaigiang.teaching.repairs.models import Repair
from khaigiang.teaching.repairs.queries.hit import accident_of, scope_of
from khaigiang.teaching.repairs.queries.kept import way_of
from khaigiang.teaching.repairs.rules import days_then
from khaigiang.teaching.repairs.solver_bridge import ways_out
from khaigiang.teaching.repairs.states import AccidentKind, RepairState
from khaigiang.teaching.repairs.ways import KeptWay, drafts_then, to_keep
from khaigiang.teaching.timetable import services as timetable
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.errors import SessionHeld
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.queries import Situation, current_release, situation_of
from khaigiang.teaching.timetable.solver_bridge import input_hash
from khaigiang.teaching.timetable.states import StepKind
from khaigiang.teaching.venues import services as venues
from khaigiang.teaching.venues.models import Hall


def report_accident(
    kind: AccidentKind,
    *,
    classes: QuerySet[TrainingClass],
    first_day: date,
    last_day: date | None = None,
    half_day: str = "",
    lecturer: Lecturer | None = None,
    hall: Hall | None = None,
    training_class: TrainingClass | None = None,
    joined: int = 0,
    added_days: Sequence[date] = (),
    reason: str,
    by: User,
    at: datetime,
) -> Repair:
    """Keep what has happened and the ways out among these classes; nothing else changes yet.

    `joined`: people who come to the class beside those it has; `added_days`: days on which classes could meet besides.
    Raises EndsBeforeItBegins, NothingIsHit or NoWayOut.
    """
    repair = Repair(
        kind=kind,
        first_day=first_day,
        last_day=last_day or first_day,
        half_day=half_day,
        lecturer=lecturer,
        hall=hall,
        training_class=training_class,
        joined=joined,
        reason=reason.strip(),
        added_days=[day.isoformat() for day in sorted(set(added_days))],
        reported_by=by,
        reported_at=at,
    )
    if repair.last_day < repair.first_day:
        raise EndsBeforeItBegins
    # Searched before the transaction begins: on SQLite it would keep every other writer waiting.
    _find_ways(repair, classes, at)
    with transaction.atomic():
        repair.save()
        after = {"ways": [one["way"] for one in repair.ways], "reason": repair.reason}
        audit.record("report_accident", repair, by=by, at=at, after=after)
    return repair


@transaction.atomic
def carry_out_repair(repair: Repair, way: str, *, by: User, at: datetime) -> Repair:
    """Mend the timetable in one way: sessions, days, absence or closure, draft decisions, and what is public.

    Whoever finds something else in their own diary is told by the new release. Raises NotWaiting, UnknownWay,
    StaleRepair, SessionHeld, DoubleBooked, and what a release or a draft decision refuses.
    """
    _hold(repair.class_ids)
    chosen, situation = way_of(repair, way), _situation(repair.class_ids)
    repair = _locked(repair)
    if repair.state != RepairState.FOUND:
        raise NotWaiting(state=repair.get_state_display())
    if input_hash(situation) != repair.input_hash:
        raise StaleRepair
    touched = sorted({old.class_id for old, _new in chosen.changes})
    _refuse_held(chosen)
    present = [draft for one in situation.classes if one.id in touched for draft in one.sessions]
    repair.before = {"sessions": [draft.as_json() for draft in present], "days": _days(touched)}
    _note(repair, by=by, at=at)
    then = drafts_then(present, chosen.changes)
    decisions = _meet(repair, then, by=by, at=at)
    timetable.set_sessions_in_transaction(touched, then, cause=_cause(repair), by=by, at=at)
    _make_public(touched, repair.reason, by=by, at=at)
    repair.way, repair.state, repair.ended_by, repair.ended_at = way, RepairState.CARRIED_OUT, by, at
    repair.save()
    repair.decisions.set(decisions)
    audit.record("carry_out_repair", repair, by=by, at=at, after={"way": way, "reason": repair.reason})
    return repair


@transaction.atomic
def lay_repair_aside(repair: Repair, *, by: User, at: datetime) -> Repair:
    """Leave the timetable as it is; raises NotWaiting."""
    repair = _locked(repair)
    if repair.state != RepairState.FOUND:
        raise NotWaiting(state=repair.get_state_display())
    repair.state, repair.ended_by, repair.ended_at = RepairState.LAID_ASIDE, by, at
    repair.save(update_fields=["state", "ended_by", "ended_at"])
    audit.record("lay_repair_aside", repair, by=by, at=at, after={"reason": repair.reason})
    return repair


@transaction.atomic
def undo_repair(repair: Repair, *, by: User, at: datetime) -> Repair:
    """Put sessions, days, absence or closure back as they were before a repair, and make that public.

    Raises NotCarriedOut, ChangedSinceRepair, DecisionIsIssued, SessionHeld or DoubleBooked.
    """
    _hold(repair.class_ids)
    repair = _locked(repair)
    if repair.state != RepairState.CARRIED_OUT:
        raise NotCarriedOut(state=repair.get_state_display())
    chosen = way_of(repair, repair.way)
    before = [Draft.from_json(kept) for kept in repair.before["sessions"]]
    touched = sorted({draft.class_id for draft in before})
    if set(drafts_then(before, chosen.changes)) != _present(touched):
        raise ChangedSinceRepair
    _refuse_held(chosen)
    _take_decisions_away(repair)
    _forget(repair, by=by, at=at)
    for training_class in TrainingClass.objects.filter(pk__in=touched).select_related("plan"):
        days = repair.before["days"][str(training_class.pk)]
        cohorts.keep_days_in_transaction(training_class, [date.fromisoformat(day) for day in days])
    taken_back = _("Taken back: %(reason)s") % {"reason": repair.reason}
    timetable.set_sessions_in_transaction(touched, before, cause=_cause(repair, takes_back=True), by=by, at=at)
    _make_public(touched, taken_back, by=by, at=at)
    repair.state, repair.ended_by, repair.ended_at = RepairState.UNDONE, by, at
    repair.save()
    audit.record("undo_repair", repair, by=by, at=at, before={"way": repair.way})
    return repair


def _find_ways(repair: Repair, classes: QuerySet[TrainingClass], at: datetime) -> None:
    accident, further = accident_of(repair), [date.fromisoformat(day) for day in repair.added_days]
    scope = scope_of(accident, classes, further_days=further, at=at)
    if not scope.hit:
        raise NothingIsHit
    situation = _situation(scope.class_ids)
    found = ways_out(situation, accident, since=scope.since, further_days=further)
    if not found:
        raise NoWayOut
    present = [draft for one in situation.classes for draft in one.sessions]
    hours = hours_of_classes(TrainingClass.objects.filter(pk__in=scope.class_ids).select_related("plan"))
    repair.class_ids, repair.input_hash = list(scope.class_ids), input_hash(situation)
    repair.ways = [to_keep(one, present, hours).as_json() for one in found]


def _cause(repair: Repair, *, takes_back: bool = False) -> timetable.Cause:
    """What an open board is told of why sessions are changed."""
    source = f"repair {repair.pk}"
    return timetable.Cause(kind=StepKind.REPAIR, because=repair.reason, source=source, takes_back=takes_back)


def _situation(class_ids: Sequence[int]) -> Situation:
    """What decides on the timetables of these classes, with everybody and every hall that they have now."""
    return situation_of(class_ids, besides=sorted(_present(class_ids), key=lambda draft: draft.key))


def _hold(class_ids: Sequence[int]) -> None:
    """Nobody else writes sessions of these classes until the act is done: whoever does holds them first."""
    list(TrainingClass.objects.select_for_update(no_key=True).filter(pk__in=class_ids).order_by("pk"))


def _present(class_ids: Sequence[int]) -> set[Draft]:
    return {Draft.of(session) for session in Session.objects.filter(training_class__in=class_ids)}


def _locked(repair: Repair) -> Repair:
    together = ("lecturer", "hall", "training_class", "absence", "closure")
    return Repair.objects.select_for_update(of=("self",)).select_related(*together).get(pk=repair.pk)


def _refuse_held(chosen: KeptWay) -> None:
    """Raise SessionHeld where attendance of a session that moves is recorded."""
    for old, new in chosen.changes:
        if (old.on, old.half_day) == (new.on, new.half_day):
            continue
        held = Session.objects.filter(training_class=old.class_id, item=old.item_id, attendances__isnull=False)
        first = held.select_related("item").first()
        if first is not None:
            raise SessionHeld(item=first.item)


def _note(repair: Repair, *, by: User, at: datetime) -> None:
    """Note the absence or the closure, so that whatever is planned from now on knows it."""
    first, last, half, why = repair.first_day, repair.last_day, repair.half_day, repair.reason
    if repair.lecturer is not None:
        repair.absence = lecturers.add_lecturer_absence(
            repair.lecturer, first_day=first, last_day=last, half_day=half, reason=why, by=by, at=at
        )
    if repair.hall is not None:
        repair.closure = venues.add_hall_closure(
            repair.hall, first_day=first, last_day=last, half_day=half, reason=why, by=by, at=at
        )


def _forget(repair: Repair, *, by: User, at: datetime) -> None:
    absence, closure = repair.absence, repair.closure
    repair.absence = repair.closure = None
    repair.save(update_fields=["absence", "closure"])
    if absence is not None:
        lecturers.remove_lecturer_absence(absence, by=by, at=at)
    if closure is not None:
        venues.remove_hall_closure(closure, by=by, at=at)


def _days(class_ids: Sequence[int]) -> dict[str, list[str]]:
    found = TrainingClass.objects.filter(pk__in=class_ids).prefetch_related("days")
    return {str(one.pk): sorted(day.on.isoformat() for day in one.days.all()) for one in found}


def _meet(repair: Repair, then: Sequence[Draft], *, by: User, at: datetime) -> list[ClassDecision]:
    """Let the classes meet on the days they come to, and draft the decision of those whose list names the days."""
    decisions: list[ClassDecision] = []
    for training_class in TrainingClass.objects.filter(pk__in=repair.before["days"]).select_related("plan"):
        had = {date.fromisoformat(day) for day in repair.before["days"][str(training_class.pk)]}
        taught = {draft.on for draft in then if draft.class_id == training_class.pk}
        days = days_then(had, taught, accident_of(repair))
        if days == had:
            continue
        cohorts.keep_days_in_transaction(training_class, days)
        if training_class.state in HAS_A_LIST:
            decisions.append(
                cohorts.draft_for_a_change(
                    training_class, ClassDecision.Kind.RESCHEDULING, because=repair.reason, by=by, at=at
                )
            )
    return decisions


def _make_public(class_ids: Sequence[int], note: str, *, by: User, at: datetime) -> None:
    """Release the timetables again that people already see."""
    for training_class in TrainingClass.objects.filter(pk__in=class_ids).order_by("pk"):
        if current_release(training_class) is not None:
            timetable.release_timetable(training_class, note=note, by=by, at=at)


def _take_decisions_away(repair: Repair) -> None:
    decisions = list(repair.decisions.select_related("document"))
    for decision in decisions:
        if decision.effective_on is not None:
            raise DecisionIsIssued(paper=decision)
    repair.decisions.clear()
    for decision in decisions:
        cohorts.discard_in_transaction(decision)
