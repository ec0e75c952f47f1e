"""Proposals of a timetable: made, read, applied by a person, undone."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.runs.states import RunState
from khaigiang.teaching.timetable import solver_bridge
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.errors import (
    AlreadyUnderWay,
    ChangedSinceApplied,
    NoClassesChosen,
    NotApplied,
    NotAPreview,
    StaleProposal,
)
from khaigiang.teaching.timetable.models import Session, TimetableRun
from khaigiang.teaching.timetable.queries.runs import drafts_of
from khaigiang.teaching.timetable.queries.situation import situation_of
from khaigiang.teaching.timetable.services.arranging import hold_for, rearrange, sessions_of


def propose_timetable(
    classes: Sequence[TrainingClass],
    *,
    seconds: float | None = None,
    seed: int = 0,
    by: User,
    at: datetime,
) -> TimetableRun:
    """Let the solver give these classes a timetable together, and keep its proposal as a preview; nothing is booked yet.

    Raises AlreadyUnderWay and what `solver_bridge.propose` raises.
    """
    if not classes:
        raise NoClassesChosen
    _refuse_under_way([training_class.pk for training_class in classes])
    # Solved before the transaction begins: on SQLite it would keep every other writer waiting.
    proposal = solver_bridge.propose(
        situation_of({training_class.pk for training_class in classes}),
        seconds=seconds or settings.SOLVER_SECONDS,
        seed=seed,
    )
    return _kept(classes[0].plan, classes, proposal, by=by, at=at)


@transaction.atomic
def apply_timetable(run: TimetableRun, *, by: User, at: datetime) -> TimetableRun:
    """Give the classes the sessions of a proposal, in the place of those they have.

    Raises NotAPreview, AlreadyUnderWay, StaleProposal when what it read has changed, or DoubleBooked.
    """
    wanted = drafts_of(run)
    hold_for(wanted, run.class_ids)
    run = _locked(run)
    _refuse_unless_preview(run)
    _refuse_under_way(run.class_ids)
    if solver_bridge.input_hash(situation_of(run.class_ids)) != run.input_hash:
        raise StaleProposal
    before = [Draft.of(session).as_json() for session in sessions_of(run.class_ids)]
    rearrange(run.class_ids, wanted)
    run.state, run.applied_at, run.before = RunState.APPLIED, at, before
    run.save(update_fields=["state", "applied_at", "before"])
    audit.record("apply_timetable", run, by=by, at=at, before={"sessions": before}, after={"sessions": run.placements})
    return run


@transaction.atomic
def undo_timetable(run: TimetableRun, *, by: User, at: datetime) -> TimetableRun:
    """Give the classes back the sessions they had before a proposal was applied.

    Raises NotApplied, ChangedSinceApplied, AlreadyUnderWay, SessionHeld or DoubleBooked.
    """
    before = [Draft.from_json(kept) for kept in run.before]
    hold_for([*before, *drafts_of(run)], run.class_ids)
    run = _locked(run)
    if run.state != RunState.APPLIED:
        raise NotApplied(state=run.get_state_display())
    _refuse_under_way(run.class_ids)
    if {Draft.of(session) for session in sessions_of(run.class_ids)} != set(drafts_of(run)):
        raise ChangedSinceApplied
    rearrange(run.class_ids, before)
    run.state = RunState.UNDONE
    run.save(update_fields=["state"])
    audit.record(
        "undo_timetable", run, by=by, at=at, before={"sessions": run.placements}, after={"sessions": run.before}
    )
    return run


@transaction.atomic
def discard_timetable(run: TimetableRun, *, by: User, at: datetime) -> TimetableRun:
    """Lay a proposal aside; raises NotAPreview."""
    run = _locked(run)
    _refuse_unless_preview(run)
    run.state = RunState.DISCARDED
    run.save(update_fields=["state"])
    audit.record("discard_timetable", run, by=by, at=at)
    return run


@transaction.atomic
def _kept(
    plan: Plan,
    classes: Sequence[TrainingClass],
    proposal: solver_bridge.Proposal,
    *,
    by: User,
    at: datetime,
) -> TimetableRun:
    run = TimetableRun.objects.create(
        plan=plan,
        status=proposal.status,
        cost=proposal.cost,
        weights=proposal.weights,
        bound=proposal.bound,
        seconds=round(proposal.seconds, 2),
        class_ids=sorted(training_class.pk for training_class in classes),
        placements=[draft.as_json() for draft in proposal.drafts],
        input_hash=proposal.input_hash,
        made_by=by,
        made_at=at,
    )
    after = {"classes": run.class_ids, "cost": proposal.cost, "status": proposal.status}
    audit.record("propose_timetable", run, by=by, at=at, after=after)
    return run


def _locked(run: TimetableRun) -> TimetableRun:
    return TimetableRun.objects.select_for_update(of=("self",)).select_related("plan").get(pk=run.pk)


def _refuse_unless_preview(run: TimetableRun) -> None:
    if run.state != RunState.PREVIEW:
        raise NotAPreview(state=run.get_state_display())


def _refuse_under_way(class_ids: Sequence[int]) -> None:
    held = Session.objects.filter(training_class__in=class_ids, attendances__isnull=False)
    first = held.select_related("training_class").order_by("on").first()
    if first is not None:
        raise AlreadyUnderWay(training_class=first.training_class)
