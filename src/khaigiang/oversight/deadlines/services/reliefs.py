"""Extensions, in force at once, and exemptions, in force once another person has approved them."""

from datetime import date, datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.oversight.deadlines.errors import (
    AnswersOwnExemption,
    ExemptAlready,
    NotLater,
    NotReached,
    ReliefAnswered,
)
from khaigiang.oversight.deadlines.models import Relief, Requirement
from khaigiang.oversight.deadlines.queries import DueRow, due_of
from khaigiang.oversight.deadlines.states import STANDING, ReliefKind, ReliefState
from khaigiang.planning.plans.errors import ReasonMissing
from khaigiang.registry.officials.models import Official


@transaction.atomic
def extend(
    requirement: Requirement, official: Official, *, until: date, reason: str, paper: str, by: User, at: datetime
) -> Relief:
    """Give an official more time; raises NotReached or NotLater."""
    row = _reached(requirement, official, local_day(at))
    if row.falls_due_on is not None and until <= row.falls_due_on:
        raise NotLater(day=f"{row.falls_due_on:%d/%m/%Y}")
    relief = Relief.objects.create(
        requirement_id=row.line_id,
        official=official,
        kind=ReliefKind.EXTENSION,
        state=ReliefState.GRANTED,
        until=until,
        reason=reason,
        paper=paper,
        asked_at=at,
        asked_by=by,
        answered_on=local_day(at),
        answered_by=by,
    )
    audit.record("extend", relief, by=by, at=at, after=_described(relief))
    return relief


@transaction.atomic
def ask_for_exemption(
    requirement: Requirement,
    official: Official,
    *,
    until: date | None,
    reason: str,
    paper: str,
    by: User,
    at: datetime,
) -> Relief:
    """Put an official forward for the exception list; raises NotReached or ExemptAlready."""
    row = _reached(requirement, official, local_day(at))
    # The person is the lock: two clerks do not both ask.
    Official.objects.select_for_update().get(pk=official.pk)
    standing = Relief.objects.filter(
        requirement=row.line_id, official=official, kind=ReliefKind.EXEMPTION, state__in=STANDING
    )
    if standing.exists():
        raise ExemptAlready(official=official)
    relief = Relief.objects.create(
        requirement_id=row.line_id,
        official=official,
        kind=ReliefKind.EXEMPTION,
        state=ReliefState.ASKED,
        until=until,
        reason=reason,
        paper=paper,
        asked_at=at,
        asked_by=by,
    )
    audit.record("ask_for_exemption", relief, by=by, at=at, after=_described(relief))
    return relief


@transaction.atomic
def approve_exemption(relief: Relief, *, by: User, at: datetime) -> Relief:
    """Approve what somebody else asked; raises ReliefAnswered or AnswersOwnExemption."""
    return _answered(relief, ReliefState.GRANTED, "approve_exemption", answer="", by=by, at=at)


@transaction.atomic
def refuse_exemption(relief: Relief, *, reason: str, by: User, at: datetime) -> Relief:
    """Refuse it with a reason; raises ReasonMissing, ReliefAnswered or AnswersOwnExemption."""
    if not reason.strip():
        raise ReasonMissing
    return _answered(relief, ReliefState.REFUSED, "refuse_exemption", answer=reason.strip(), by=by, at=at)


@transaction.atomic
def take_back_relief(relief: Relief, *, by: User, at: datetime) -> Relief:
    """Let the requirement alone decide again; what was told of earlier days stays true. Raises ReliefAnswered."""
    relief = _locked(relief)
    if relief.state not in STANDING:
        raise ReliefAnswered(state=relief.get_state_display())
    before = _described(relief)
    relief.state, relief.taken_back_on = ReliefState.TAKEN_BACK, local_day(at)
    relief.save(update_fields=["state", "taken_back_on"])
    audit.record("take_back_relief", relief, by=by, at=at, before=before)
    return relief


def _reached(requirement: Requirement, official: Official, on: date) -> DueRow:
    row = due_of(official, on).get(requirement.line_id_of_all)
    if row is None:
        raise NotReached(official=official, day=f"{on:%d/%m/%Y}")
    return row


def _answered(relief: Relief, state: ReliefState, act: str, *, answer: str, by: User, at: datetime) -> Relief:
    relief = _locked(relief)
    if relief.state != ReliefState.ASKED:
        raise ReliefAnswered(state=relief.get_state_display())
    if relief.asked_by_id == by.pk:
        raise AnswersOwnExemption
    relief.state, relief.answer = state, answer
    relief.answered_on, relief.answered_by = local_day(at), by
    relief.save(update_fields=["state", "answer", "answered_on", "answered_by"])
    audit.record(act, relief, by=by, at=at, after={"state": state.value, "reason": answer})
    return relief


def _locked(relief: Relief) -> Relief:
    return Relief.objects.select_for_update(of=("self",)).select_related("official", "requirement").get(pk=relief.pk)


def _described(relief: Relief) -> dict[str, object]:
    return {
        "requirement": relief.requirement.title,
        "kind": relief.kind,
        "until": relief.until.isoformat() if relief.until else None,
        "reason": relief.reason,
        "paper": relief.paper,
    }
