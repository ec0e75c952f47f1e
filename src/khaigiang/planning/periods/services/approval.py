"""Sending a term or annual plan up, and what whoever decides answers: as training plans are, two people always."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.documents.services import refuse_ended_grounds
from khaigiang.planning.periods import notices
from khaigiang.planning.periods.errors import (
    PeriodPlanHasNoLines,
    PeriodPlanIsApproved,
    PeriodPlanIsCarriedOut,
    PeriodPlanIsNotApproved,
    PlanAboveIsNotApproved,
)
from khaigiang.planning.periods.models import CarriedOut, PeriodPlan, PeriodSubmission
from khaigiang.planning.periods.states import MAY_CHANGE, PeriodState
from khaigiang.planning.plans.errors import IsSentUp, NotADraft, ReasonMissing
from khaigiang.planning.plans.services.approval import answer, day_of_grounds, waiting, waiting_for_another
from khaigiang.planning.plans.states import Answer


@transaction.atomic
def send_up_period_plan(plan: PeriodPlan, *, by: User, at: datetime) -> PeriodPlan:
    """Send a draft up for approval; whoever may approve it is told.

    Raises NotADraft, PeriodPlanHasNoLines or PlanAboveIsNotApproved.
    """
    plan = locked(plan)
    if plan.state not in MAY_CHANGE:
        raise NotADraft(state=plan.get_state_display())
    _refuse_unfinished(plan)
    submission = PeriodSubmission.objects.create(plan=plan, sent_up_at=at, sent_up_by=by)
    notices.sent_up(submission, at=at)
    return _moved(plan, PeriodState.SENT_UP, "send_up_period_plan", by=by, at=at)


@transaction.atomic
def take_back_period_plan(plan: PeriodPlan, *, by: User, at: datetime) -> PeriodPlan:
    """Make a plan that waits for its answer a draft again; raises NotSentUp."""
    plan = locked(plan)
    submission = waiting(plan)
    answer(submission, Answer.TAKEN_BACK, by=by, at=at)
    notices.taken_back(submission, at=at)
    return _moved(plan, PeriodState.DRAFT, "take_back_period_plan", by=by, at=at)


@transaction.atomic
def return_period_plan(plan: PeriodPlan, *, reason: str, by: User, at: datetime) -> PeriodPlan:
    """Send a plan back with a reason; raises NotSentUp, SentUpByTheSamePerson or ReasonMissing."""
    plan = locked(plan)
    submission = waiting_for_another(plan, by)
    if not reason.strip():
        raise ReasonMissing
    answer(submission, Answer.RETURNED, reason=reason.strip(), by=by, at=at)
    notices.returned(submission, at=at)
    return _moved(plan, PeriodState.RETURNED, "return_period_plan", by=by, at=at, reason=submission.reason)


@transaction.atomic
def approve_period_plan(plan: PeriodPlan, *, despite: str = "", by: User, at: datetime) -> PeriodPlan:
    """Approve a plan that another person sent up: training plans may carry it out, later documents alone change it.
    `despite` says why it is approved though it stands on a document that is no longer in force.

    Raises StandsOnEnded, NotSentUp, SentUpByTheSamePerson, PeriodPlanHasNoLines or PlanAboveIsNotApproved.
    """
    plan = locked(plan)
    submission = waiting_for_another(plan, by)
    _refuse_unfinished(plan)
    refuse_ended_grounds(plan.document, day_of_grounds(plan.document, at), despite=despite)
    answer(submission, Answer.APPROVED, reason=despite.strip(), by=by, at=at)
    notices.approved(submission, at=at)
    return _moved(plan, PeriodState.APPROVED, "approve_period_plan", by=by, at=at, despite=submission.reason)


@transaction.atomic
def reopen_period_plan(plan: PeriodPlan, *, by: User, at: datetime) -> PeriodPlan:
    """Make an approved plan a draft again while nothing rests on it; raises PeriodPlanIsNotApproved or PeriodPlanIsCarriedOut."""
    plan = locked(plan)
    refuse_unless_approved(plan)
    is_used = plan.amendments.exists() or plan.beneath.exists() or CarriedOut.objects.filter(line__plan=plan).exists()
    if is_used:
        raise PeriodPlanIsCarriedOut
    return _moved(plan, PeriodState.DRAFT, "reopen_period_plan", by=by, at=at)


def locked(plan: PeriodPlan) -> PeriodPlan:
    """The plan as it stands, held until the act is done."""
    return PeriodPlan.objects.select_for_update().get(pk=plan.pk)


def refuse_unless_draft(plan: PeriodPlan) -> None:
    """Raise IsSentUp or PeriodPlanIsApproved."""
    if plan.state == PeriodState.SENT_UP:
        raise IsSentUp
    if plan.is_approved:
        raise PeriodPlanIsApproved


def refuse_unless_approved(plan: PeriodPlan) -> None:
    """Raise PeriodPlanIsNotApproved."""
    if not plan.is_approved:
        raise PeriodPlanIsNotApproved(state=plan.get_state_display())


def _refuse_unfinished(plan: PeriodPlan) -> None:
    if not plan.lines.exists():
        raise PeriodPlanHasNoLines
    if plan.above and not plan.above.is_approved:
        raise PlanAboveIsNotApproved(title=plan.above.title)


def _moved(plan: PeriodPlan, state: PeriodState, act: str, *, by: User, at: datetime, **after: object) -> PeriodPlan:
    before = plan.state
    plan.state = state
    plan.save(update_fields=["state"])
    audit.record(act, plan, by=by, at=at, before={"state": before}, after={"state": state.value, **after})
    return plan
