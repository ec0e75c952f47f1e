"""Proposals of a timetable: made, read, applied by a person, undone."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from decimal import Decimal
from math import ceil
from typing import Final, TypeAlias

from django.conf import settings
from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.jobs import services as jobs
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.runs.services import WhyNothing, begin_again_in_transaction
from khaigiang.teaching.runs.states import RunState
from khaigiang.teaching.runs.watching import Watch
from khaigiang.teaching.timetable import solver_bridge
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.errors import (
    AlreadyUnderWay,
    ChangedSinceApplied,
    NoClassesChosen,
    NotApplied,
    NotAPreview,
    NothingIsMissing,
    NoTimetableExists,
    StaleProposal,
)
from khaigiang.teaching.timetable.models import Session, TimetableRun
from khaigiang.teaching.timetable.queries.runs import drafts_of
from khaigiang.teaching.timetable.queries.situation import situation_of
from khaigiang.teaching.timetable.queries.tray import tray_of
from khaigiang.teaching.timetable.services.arranging import hold_for, rearrange, sessions_of
from khaigiang.teaching.timetable.services.steps import keep_step_in_transaction
from khaigiang.teaching.timetable.states import StepKind

TIMETABLE: Final = "timetable"
Hold: TypeAlias = Callable[[], None]
FOUND: Final = ("state", "status", "cost", "weights", "bound", "seconds", "placements", "input_hash")


@transaction.atomic
def ask_for_timetable(
    classes: Sequence[TrainingClass],
    *,
    name: str = "",
    seconds: int | None = None,
    asked: Collection[str] = (),
    keeps_standing: bool = False,
    by: User,
    at: datetime,
) -> TimetableRun:
    """Ask a worker to search a timetable of these classes together; nothing is booked by it.

    `asked`: "moved", little of the present timetable moves; "spread", lessons lie evenly over the days.
    `keeps_standing`: only what is missing is set, around what stands; also of classes that have begun.
    Raises NoClassesChosen, AlreadyUnderWay and what `solver_bridge.refuse_what_cannot_be` raises.
    """
    if not classes:
        raise NoClassesChosen
    class_ids = sorted(training_class.pk for training_class in classes)
    if not keeps_standing:
        _refuse_under_way(class_ids)
    solver_bridge.refuse_what_cannot_be(situation_of(set(class_ids)))
    run = TimetableRun.objects.create(
        plan=classes[0].plan,
        name=name,
        state=RunState.WAITING,
        class_ids=class_ids,
        limit=seconds or settings.SOLVER_SECONDS,
        weights={part: solver_bridge.MAY_BE_ASKED[part] for part in sorted(asked)},
        keeps_standing=keeps_standing,
        made_by=by,
        made_at=at,
    )
    audit.record("ask_for_timetable", run, by=by, at=at, after={"classes": class_ids, "seconds": run.limit})
    jobs.ask(TIMETABLE, by=by, at=at, ids={"run_id": run.pk})
    return run


@transaction.atomic
def ask_for_the_rest(classes: Sequence[TrainingClass], *, by: User, at: datetime) -> TimetableRun:
    """Ask a worker to set what is missing of these classes, around what stands; its proposal is read before it counts.

    Raises NothingIsMissing and what `ask_for_timetable` raises.
    """
    missing = {piece.ids[0] for piece in tray_of(classes)}
    if not missing:
        raise NothingIsMissing
    unfinished = [training_class for training_class in classes if training_class.pk in missing]
    return ask_for_timetable(unfinished, keeps_standing=True, by=by, at=at)


@transaction.atomic
def begin_timetable_again(run: TimetableRun, *, by: User, at: datetime) -> None:
    """Ask a worker to search once more for a run that ended without a plan; raises CannotBeStartedAgain."""
    begin_again_in_transaction(run)
    audit.record("begin_timetable_again", run, by=by, at=at, after={"seconds": run.limit})
    jobs.ask(TIMETABLE, by=by, at=at, ids={"run_id": run.pk})


def search_timetable(run: TimetableRun, *, watch: Watch, hold: Hold, by: User, at: datetime) -> TimetableRun:
    """Search the timetable of a run and keep it as a preview; nothing is booked yet.

    `hold` is called inside the transaction that keeps the plan. Where none exists, the run keeps why and the ways out.
    Raises AlreadyUnderWay and what `solver_bridge.propose` raises.
    """
    if not run.keeps_standing:
        _refuse_under_way(run.class_ids)
    situation, asked = situation_of(set(run.class_ids)), tuple(run.weights)
    try:
        proposal = solver_bridge.propose(
            situation, seconds=run.limit, seed=0, asked=asked, keeps_standing=run.keeps_standing, watch=watch
        )
    except NoTimetableExists:
        if run.keeps_standing:
            # What stands is what contradicts: the ways out are on the board, piece by piece.
            raise
        why = WhyNothing(run=run, hold=hold)
        found = solver_bridge.find_contradiction(situation, asked=asked, tell=why.keep, is_stopped=why.is_stopped)
        why.keep(found)
        raise
    return _kept(run, proposal, hold=hold, by=by, at=at)


def propose_timetable(
    classes: Sequence[TrainingClass],
    *,
    seconds: float | None = None,
    seed: int = 0,
    asked: Collection[str] = (),
    by: User,
    at: datetime,
) -> TimetableRun:
    """Search a timetable of these classes together at once, without a worker, and keep it as a preview.

    Raises AlreadyUnderWay and what `solver_bridge.propose` raises.
    """
    if not classes:
        raise NoClassesChosen
    _refuse_under_way([training_class.pk for training_class in classes])
    # Solved before the transaction begins: on SQLite it would keep every other writer waiting.
    class_ids, seconds = sorted(training_class.pk for training_class in classes), seconds or settings.SOLVER_SECONDS
    proposal = solver_bridge.propose(situation_of(set(class_ids)), seconds=seconds, seed=seed, asked=asked)
    run = TimetableRun(plan=classes[0].plan, class_ids=class_ids, limit=ceil(seconds), made_by=by, made_at=at)
    return _kept(run, proposal, hold=_unheld, by=by, at=at)


@transaction.atomic
def apply_timetable(run: TimetableRun, *, by: User, at: datetime) -> TimetableRun:
    """Give the classes the sessions of a proposal, in the place of those they have.

    Raises NotAPreview, AlreadyUnderWay, StaleProposal when what it read has changed, or DoubleBooked.
    """
    wanted = drafts_of(run)
    hold_for(wanted, run.class_ids)
    run = _locked(run)
    _refuse_unless_preview(run)
    if not run.keeps_standing:
        _refuse_under_way(run.class_ids)
    if solver_bridge.input_hash(situation_of(run.class_ids)) != run.input_hash:
        raise StaleProposal
    was = [Draft.of(session) for session in sessions_of(run.class_ids)]
    before = [draft.as_json() for draft in was]
    rearrange(run.class_ids, wanted)
    keep_step_in_transaction(run.plan_id, StepKind.SOLVED, before=was, after=wanted, by=by, at=at)
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
    was = [Draft.of(session) for session in sessions_of(run.class_ids)]
    rearrange(run.class_ids, before)
    keep_step_in_transaction(run.plan_id, StepKind.SOLVED, before=was, after=before, by=by, at=at)
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
def _kept(run: TimetableRun, proposal: solver_bridge.Proposal, *, hold: Hold, by: User, at: datetime) -> TimetableRun:
    hold()
    run.state, run.status, run.bound = RunState.PREVIEW, proposal.status, proposal.bound
    run.cost, run.weights, run.seconds = proposal.cost, proposal.weights, round(Decimal(proposal.seconds), 2)
    run.placements = [draft.as_json() for draft in proposal.drafts]
    run.input_hash = proposal.input_hash
    # What is written meanwhile is not ours: the name, the progress, the wish to stop.
    run.save(update_fields=FOUND if run.pk else None)
    after = {"classes": run.class_ids, "cost": proposal.cost, "status": proposal.status}
    audit.record("propose_timetable", run, by=by, at=at, after=after)
    return run


def _unheld() -> None:
    """No job is to be held: the search is the caller's own."""


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
