"""Proposing a change of a class."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.teaching.changes import notices
from khaigiang.teaching.changes.errors import CannotBeDone, ReasonMissing
from khaigiang.teaching.changes.models import ClassChange
from khaigiang.teaching.changes.queries import Preview, Wanted, preview_of
from khaigiang.teaching.cohorts.services import locked


@transaction.atomic
def propose_change(wanted: Wanted, *, reason: str, by: User, at: datetime) -> ClassChange:
    """Propose a change; whoever may approve it is told where the class is decided. Nothing changes by it.

    Raises ReasonMissing, or CannotBeDone with everything that stands in the way.
    """
    if not reason.strip():
        raise ReasonMissing
    locked(wanted.training_class)
    preview = preview_of(wanted, local_day(at))
    refuse_unless_possible(preview)
    change = ClassChange.objects.create(
        kind=wanted.kind,
        training_class=wanted.training_class,
        other_class=wanted.other_class,
        days=[day.isoformat() for day in wanted.days],
        reason=reason.strip(),
        needs_another=wanted.is_decided,
        proposed_by=by,
        proposed_at=at,
    )
    change.people.set(wanted.people)
    after = {"kind": change.kind, "reason": change.reason, "other": str(change.other_class or ""), "days": change.days}
    audit.record("propose_change", change, by=by, at=at, after={**after, "people": len(preview.people)})
    notices.proposed(change, at=at)
    return change


def refuse_unless_possible(preview: Preview) -> None:
    """Raise CannotBeDone with everything that stands in the way of a change."""
    if preview.errors:
        raise CannotBeDone(why=" ".join(preview.errors))
