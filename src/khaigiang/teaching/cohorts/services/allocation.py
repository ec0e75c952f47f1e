"""Proposals of who attends which class: made, read, applied by a person, undone; and single people moved by hand."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from math import ceil
from typing import Final, TypeAlias

from django.conf import settings
from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.jobs import services as jobs
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.services import within_quarters
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts import solver_bridge
from khaigiang.teaching.cohorts.errors import (
    ChangedSinceApplied,
    ClassTakesNobody,
    ExchangeChanged,
    MoveBreaksRules,
    NotAPreview,
    NotAWaitingPerson,
    NothingFits,
    NotTheLastApplied,
    ProposalIsStale,
    WaitingListIsOpen,
)
from khaigiang.teaching.cohorts.models import AllocationRun, Enrolment, Placement, TrainingClass, Wish
from khaigiang.teaching.cohorts.queries import last_applied, placements_of, situation_of, waiting_list_of
from khaigiang.teaching.cohorts.services.placing import lock_placements, places_held, put_placements
from khaigiang.teaching.cohorts.services.waiting_list import fill_free_places
from khaigiang.teaching.cohorts.weights import Weights
from khaigiang.teaching.runs.services import WhyNothing, begin_again_in_transaction
from khaigiang.teaching.runs.states import RunState
from khaigiang.teaching.runs.watching import Watch

Hold: TypeAlias = Callable[[], None]
FOUND: Final = ("state", "status", "cost", "bound", "seconds", "class_ids", "assignment", "input_hash")
ALLOCATE: Final = "allocate"


@transaction.atomic
def ask_for_allocation(
    plan: Plan, *, name: str = "", weights: Weights | None = None, seconds: int | None = None, by: User, at: datetime
) -> AllocationRun:
    """Ask a worker to search an allocation of everybody who waits; nobody is placed by it.

    Raises what `solver_bridge.refuse_what_cannot_be_asked` raises.
    """
    solver_bridge.refuse_what_cannot_be_asked(situation_of(plan))
    run = AllocationRun.objects.create(
        plan=plan,
        name=name,
        state=RunState.WAITING,
        weights=(weights or Weights()).as_json(),
        limit=seconds or settings.SOLVER_SECONDS,
        made_by=by,
        made_at=at,
    )
    audit.record("ask_for_allocation", run, by=by, at=at, after={"weights": run.weights, "seconds": run.limit})
    jobs.ask(ALLOCATE, by=by, at=at, ids={"run_id": run.pk})
    return run


@transaction.atomic
def begin_allocation_again(run: AllocationRun, *, by: User, at: datetime) -> None:
    """Ask a worker to search once more for a run that ended without a plan; raises CannotBeStartedAgain."""
    begin_again_in_transaction(run)
    audit.record("begin_allocation_again", run, by=by, at=at, after={"seconds": run.limit})
    jobs.ask(ALLOCATE, by=by, at=at, ids={"run_id": run.pk})


def search_allocation(run: AllocationRun, *, watch: Watch, hold: Hold, by: User, at: datetime) -> AllocationRun:
    """Search the allocation of a run and keep it as a preview; nobody is placed by it yet.

    `hold` is called inside the transaction that keeps the plan. Where nothing fits, the run keeps why and the ways out.
    Raises what `solver_bridge.propose` raises.
    """
    situation, weights = situation_of(run.plan), Weights.from_json(run.weights)
    try:
        proposal = solver_bridge.propose(situation, weights, seconds=run.limit, seed=0, watch=watch)
    except NothingFits:
        why = WhyNothing(run=run, hold=hold)
        why.keep(solver_bridge.find_contradiction(situation, weights, tell=why.keep, is_stopped=why.is_stopped))
        raise
    return _kept(run, proposal, hold=hold, by=by, at=at)


def propose_allocation(
    plan: Plan,
    *,
    weights: Weights | None = None,
    seconds: float | None = None,
    seed: int = 0,
    by: User,
    at: datetime,
) -> AllocationRun:
    """Search an allocation of everybody who waits at once, without a worker, and keep it as a preview.

    Raises what `solver_bridge.propose` raises.
    """
    weights, seconds = weights or Weights(), seconds or settings.SOLVER_SECONDS
    # Solved before the transaction begins: on SQLite it would keep every other writer waiting.
    proposal = solver_bridge.propose(situation_of(plan), weights, seconds=seconds, seed=seed)
    run = AllocationRun(plan=plan, weights=weights.as_json(), limit=ceil(seconds), made_by=by, made_at=at)
    return _kept(run, proposal, hold=_unheld, by=by, at=at)


@transaction.atomic
def apply_allocation(run: AllocationRun, *, by: User, at: datetime) -> AllocationRun:
    """Place everybody as a proposal says.

    Raises NotAPreview, ProposalIsStale when what it read has changed, or AboveTheQuarter where the plan refuses it.
    """
    run = _locked(run)
    _refuse_unless_preview(run)
    if solver_bridge.is_stale(run):
        raise ProposalIsStale
    assignment = placements_of(run)
    before = places_held(assignment)
    with within_quarters(run.plan):
        put_placements(assignment, before)
    run.state, run.applied_at = RunState.APPLIED, at
    run.before = {str(nomination_id): before.get(nomination_id) for nomination_id in assignment}
    run.save(update_fields=["state", "applied_at", "before"])
    audit.record("apply_allocation", run, by=by, at=at, after={"people": len(assignment), "cost": run.cost})
    fill_free_places(run.plan, by=by, at=at)
    return run


@transaction.atomic
def undo_allocation(run: AllocationRun, *, by: User, at: datetime) -> AllocationRun:
    """Put everybody back where they were before a proposal was applied; people who left since stay away.

    Raises NotTheLastApplied, WaitingListIsOpen while it would fill the places again at once, or ChangedSinceApplied
    once somebody was moved by hand or their list was drafted.
    """
    run = _locked(run)
    if waiting_list_of(run.plan) is not None:
        raise WaitingListIsOpen
    if last_applied(run.plan) != run:
        raise NotTheLastApplied
    now = situation_of(run.plan)
    present = {person.nomination_id: person.placed_in for person in now.people}
    assignment = placements_of(run)
    moved = [one for one, class_id in assignment.items() if one in present and present[one] != class_id]
    listed = Enrolment.objects.filter(nomination__in=[one for one in assignment if one not in present]).count()
    if moved or listed:
        raise ChangedSinceApplied(count=len(moved) + listed)
    _put_back({int(one): class_id for one, class_id in run.before.items() if int(one) in present}, assignment)
    run.state = RunState.UNDONE
    run.save(update_fields=["state"])
    audit.record("undo_allocation", run, by=by, at=at, before={"people": len(assignment)})
    return run


@transaction.atomic
def discard_allocation(run: AllocationRun, *, by: User, at: datetime) -> AllocationRun:
    """Lay a proposal aside; raises NotAPreview."""
    run = _locked(run)
    _refuse_unless_preview(run)
    run.state = RunState.DISCARDED
    run.save(update_fields=["state"])
    audit.record("discard_allocation", run, by=by, at=at)
    return run


@transaction.atomic
def place(
    nomination: Nomination, training_class: TrainingClass, *, keep: bool = False, by: User, at: datetime
) -> Placement:
    """Place one person in a class by hand, or move them there; `keep` holds them there in every later proposal.

    Raises NotAWaitingPerson, ClassTakesNobody, MoveBreaksRules with each rule that forbids it, or AboveTheQuarter where
    the plan refuses it.
    """
    lock_placements(nomination.plan, [nomination.pk])
    situation = situation_of(nomination.plan)
    if all(person.nomination_id != nomination.pk for person in situation.people):
        raise NotAWaitingPerson(official=nomination)
    if all(one.id != training_class.pk for one in situation.classes):
        raise ClassTakesNobody(training_class=training_class)
    obstacles = solver_bridge.obstacles_to(situation, Weights(), nomination.pk, training_class.pk)
    if obstacles:
        why = " ".join(obstacle.sentence for obstacle in obstacles)
        raise MoveBreaksRules(official=nomination, training_class=training_class, why=why)
    before = situation.placed.get(nomination.pk)
    with within_quarters(nomination.plan):
        placement, _ = Placement.objects.update_or_create(
            nomination=nomination, defaults={"training_class": training_class, "promoted_at": None}
        )
    if keep:
        Wish.objects.update_or_create(
            nomination=nomination,
            defaults={
                "training_class": training_class,
                "kind": Wish.Kind.PINNED,
                "reason": "",
                "set_by": by,
                "set_at": at,
            },
        )
    after = {"class": training_class.pk, "kept": keep}
    audit.record("place", nomination, by=by, at=at, before={"class": before}, after=after)
    fill_free_places(nomination.plan, by=by, at=at)
    return placement


@transaction.atomic
def exchange(nomination: Nomination, training_class: TrainingClass, *, agreed: str, by: User, at: datetime) -> int:
    """Let people change classes with each other so that one of them sits in a class; returns how many moved.

    `agreed` is the mark of the exchange that was read. Raises ExchangeChanged when it is another by now, or
    AboveTheQuarter where the plan refuses it.
    """
    lock_placements(nomination.plan, [nomination.pk])
    found = solver_bridge.exchange_into(nomination, training_class.pk)
    if found is None or found.mark != agreed:
        raise ExchangeChanged
    wanted = {move.person.nomination_id: move.class_id for move in found.moves}
    with within_quarters(nomination.plan):
        put_placements(wanted, places_held(wanted))
    before = {move.person.name: move.leaves for move in found.moves}
    after = {move.person.name: move.enters for move in found.moves}
    audit.record("exchange", nomination, by=by, at=at, before=before, after=after)
    fill_free_places(nomination.plan, by=by, at=at)
    return len(wanted)


@transaction.atomic
def _kept(run: AllocationRun, proposal: solver_bridge.Proposal, *, hold: Hold, by: User, at: datetime) -> AllocationRun:
    hold()
    run.state, run.status = RunState.PREVIEW, proposal.status
    run.cost, run.bound, run.seconds = proposal.cost, proposal.bound, round(Decimal(proposal.seconds), 2)
    run.class_ids = list(proposal.class_ids)
    run.assignment = {str(nomination_id): class_id for nomination_id, class_id in proposal.assignment.items()}
    run.input_hash = proposal.input_hash
    # What is written meanwhile is not ours: the name, the progress, the wish to stop.
    run.save(update_fields=FOUND if run.pk else None)
    after = {"people": len(proposal.assignment), "cost": proposal.cost, "status": proposal.status}
    audit.record("propose_allocation", run, by=by, at=at, after=after)
    return run


def _unheld() -> None:
    """No job is to be held: the search is the caller's own."""


def _locked(run: AllocationRun) -> AllocationRun:
    lock_placements(run.plan, placements_of(run))
    return AllocationRun.objects.select_for_update(of=("self",)).select_related("plan").get(pk=run.pk)


def _refuse_unless_preview(run: AllocationRun) -> None:
    if run.state != RunState.PREVIEW:
        raise NotAPreview(state=run.get_state_display())


def _put_back(before: Mapping[int, int | None], assignment: Mapping[int, int]) -> None:
    Placement.objects.filter(nomination__in=[one for one, class_id in before.items() if class_id is None]).delete()
    placed = {one: class_id for one, class_id in before.items() if class_id is not None}
    put_placements(placed, {one: assignment[one] for one in placed})
