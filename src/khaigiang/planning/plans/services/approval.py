"""Sending a plan up, and what whoever decides answers: two people, always."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.documents.models import Document
from khaigiang.planning.documents.services import refuse_ended_grounds
from khaigiang.planning.plans import notices
from khaigiang.planning.plans.errors import NotADraft, NotSentUp, ReasonMissing, SentUpByTheSamePerson
from khaigiang.planning.plans.models import Plan, Submission, SubmissionFacts
from khaigiang.planning.plans.services.moving import locked, moved
from khaigiang.planning.plans.services.opening import fix_posts_and_places, usable_posts
from khaigiang.planning.plans.states import MAY_CHANGE, Answer, PlanState


@transaction.atomic
def send_up_plan(plan: Plan, *, by: User, at: datetime) -> Plan:
    """Send a draft up for approval; whoever may approve it is told.

    Raises NotADraft, NoPostInTheRule, EmptyTargetGroup or UnitsWithoutCommittee.
    """
    plan = locked(plan)
    if plan.state not in MAY_CHANGE:
        raise NotADraft(state=plan.get_state_display())
    posts = len(usable_posts(plan))
    submission = Submission.objects.create(plan=plan, sent_up_at=at, sent_up_by=by)
    notices.sent_up(submission, posts, at=at)
    return moved(plan, PlanState.SENT_UP, "send_up_plan", by=by, at=at, posts=posts)


@transaction.atomic
def take_back_plan(plan: Plan, *, by: User, at: datetime) -> Plan:
    """Make a plan that waits for its answer a draft again; raises NotSentUp."""
    plan = locked(plan)
    submission = waiting(plan)
    answer(submission, Answer.TAKEN_BACK, by=by, at=at)
    notices.taken_back(submission, at=at)
    return moved(plan, PlanState.DRAFT, "take_back_plan", by=by, at=at)


@transaction.atomic
def return_plan(plan: Plan, *, reason: str, by: User, at: datetime) -> Plan:
    """Send a plan back with a reason; raises NotSentUp, SentUpByTheSamePerson or ReasonMissing."""
    plan = locked(plan)
    submission = waiting_for_another(plan, by)
    if not reason.strip():
        raise ReasonMissing
    answer(submission, Answer.RETURNED, reason=reason.strip(), by=by, at=at)
    notices.returned(submission, at=at)
    return moved(plan, PlanState.RETURNED, "return_plan", by=by, at=at, reason=submission.reason)


@transaction.atomic
def approve_plan(plan: Plan, *, despite: str = "", by: User, at: datetime) -> Plan:
    """Approve a plan that another person sent up: its posts and places are fixed. `despite` says why it is approved
    though it stands on a document that is no longer in force.

    Raises StandsOnEnded, NotSentUp, SentUpByTheSamePerson, NoPostInTheRule, EmptyTargetGroup or UnitsWithoutCommittee.
    """
    plan = locked(plan)
    submission = waiting_for_another(plan, by)
    refuse_ended_grounds(plan.document, day_of_grounds(plan.document, at), despite=despite)
    posts = fix_posts_and_places(plan)
    answer(submission, Answer.APPROVED, reason=despite.strip(), by=by, at=at)
    notices.approved(submission, posts, at=at)
    return moved(plan, PlanState.OPEN, "approve_plan", by=by, at=at, posts=posts, despite=submission.reason)


def day_of_grounds(document: Document, at: datetime) -> date:
    """The day on which the grounds of a plan's document have to be in force: its own, or that of its approval."""
    return document.issued_on or local_day(at)


def waiting(plan: Any) -> Any:
    """The submission of a training, term or annual plan that waits for its answer; raises NotSentUp."""
    if plan.state != PlanState.SENT_UP:
        raise NotSentUp(state=plan.get_state_display())
    return plan.submissions.select_related("plan__document", "sent_up_by").get(answer="")


def waiting_for_another(plan: Any, by: User) -> Any:
    """The submission that waits for the answer of somebody else; raises NotSentUp or SentUpByTheSamePerson."""
    submission = waiting(plan)
    if submission.sent_up_by == by:
        raise SentUpByTheSamePerson
    return submission


def answer(submission: SubmissionFacts, given: Answer, *, reason: str = "", by: User, at: datetime) -> None:
    """Keep what was answered, by whom and when."""
    submission.answer, submission.reason = given, reason
    submission.answered_at, submission.answered_by = at, by
    submission.save(update_fields=["answer", "reason", "answered_at", "answered_by"])
