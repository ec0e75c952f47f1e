"""What becomes of a proposed change: approved and carried out, refused, or taken back."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.teaching.changes import notices
from khaigiang.teaching.changes.errors import ChangeMoved, ProposedByTheSamePerson, ReasonMissing
from khaigiang.teaching.changes.models import ClassChange
from khaigiang.teaching.changes.queries import concerned_by, preview_of, wanted_of
from khaigiang.teaching.changes.services.carrying_out import carry_out
from khaigiang.teaching.changes.services.proposing import refuse_unless_possible
from khaigiang.teaching.changes.states import MOVES, ChangeState
from khaigiang.teaching.cohorts.models import TrainingClass


@transaction.atomic
def approve_change(change: ClassChange, *, by: User, at: datetime) -> ClassChange:
    """Carry a proposed change out in one act: days, sessions, places, drafts of its papers; those touched are told.

    Raises ChangeMoved, ProposedByTheSamePerson, CannotBeDone, and what drafting the papers raises.
    """
    change = locked_change(change, to=ChangeState.APPROVED)
    wanted = wanted_of(change)
    if wanted.is_decided and change.proposed_by_id == by.pk:
        raise ProposedByTheSamePerson
    preview = preview_of(wanted, local_day(at))
    refuse_unless_possible(preview)
    told = concerned_by(preview, at=at)
    change.needs_another = wanted.is_decided
    carry_out(change, preview, by=by, at=at)
    _answered(change, ChangeState.APPROVED, by=by, at=at)
    after = {"kind": change.kind, "people": len(preview.people), "sessions": len(preview.sessions)}
    audit.record("approve_change", change, by=by, at=at, after=after)
    notices.approved(change, inside=told.inside, outside=told.outside, at=at)
    return change


@transaction.atomic
def refuse_change(change: ClassChange, *, reason: str, by: User, at: datetime) -> ClassChange:
    """Refuse a proposed change with a reason, which its proposer is told; raises ChangeMoved or ReasonMissing."""
    change = locked_change(change, to=ChangeState.REFUSED)
    if not reason.strip():
        raise ReasonMissing
    change.answer = reason.strip()
    _answered(change, ChangeState.REFUSED, by=by, at=at)
    audit.record("refuse_change", change, by=by, at=at, after={"reason": change.answer})
    notices.refused(change, at=at)
    return change


@transaction.atomic
def take_back_change(change: ClassChange, *, by: User, at: datetime) -> ClassChange:
    """Take a proposal back before it is answered; raises ChangeMoved."""
    change = locked_change(change, to=ChangeState.TAKEN_BACK)
    _answered(change, ChangeState.TAKEN_BACK, by=by, at=at)
    audit.record("take_back_change", change, by=by, at=at, before={"kind": change.kind, "reason": change.reason})
    return change


def locked_change(change: ClassChange, *, to: ChangeState) -> ClassChange:
    """The change under the locks of its classes, by id, and of itself; raises ChangeMoved where `to` cannot follow."""
    classes = TrainingClass.objects.select_for_update(no_key=True).order_by("pk")
    list(classes.filter(pk__in=[pk for pk in (change.training_class_id, change.other_class_id) if pk]))
    found = ClassChange.objects.select_for_update(of=("self",)).select_related(
        "training_class__plan", "other_class", "proposed_by"
    )
    change = found.get(pk=change.pk)
    if (change.state, to) not in MOVES:
        raise ChangeMoved(state=change.get_state_display())
    return change


def _answered(change: ClassChange, state: ChangeState, *, by: User, at: datetime) -> None:
    change.state, change.answered_by, change.answered_at = state, by, at
    change.save()
