"""Discussion groups: made as a person agreed to, dissolved, single people moved by hand."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.teaching.cohorts import solver_bridge
from khaigiang.teaching.cohorts.errors import (
    GroupOfAnotherClass,
    GroupsAreStale,
    GroupsExist,
    MoveNotAllowed,
)
from khaigiang.teaching.cohorts.models import DiscussionGroup, Enrolment, TrainingClass
from khaigiang.teaching.cohorts.queries import enrolment_ids_on
from khaigiang.teaching.cohorts.services.moves import locked
from khaigiang.teaching.cohorts.states import LIST_MAY_CHANGE


def make_groups(training_class: TrainingClass, *, agreed: str = "", by: User, at: datetime) -> list[DiscussionGroup]:
    """Split everybody in a class into mixed groups (tổ) of 8 to 15.

    `agreed` is the mark of the proposal that was read. Raises NobodyOnTheList, TooFewForGroups, GroupsExist,
    MoveNotAllowed, or GroupsAreStale when the list has changed since.
    """
    # Solved before the transaction begins: on SQLite it would keep every other writer waiting.
    proposal = solver_bridge.propose_groups(training_class, local_day(at))
    if agreed and agreed != proposal.mark:
        raise GroupsAreStale
    return _kept(training_class, proposal, by=by, at=at)


@transaction.atomic
def dissolve_groups(training_class: TrainingClass, *, by: User, at: datetime) -> None:
    """Take all groups of a class away; nobody has a group then. Raises MoveNotAllowed once the class is closed."""
    training_class = _open_to_change(training_class)
    before = {f"{group.number}": group.members.count() for group in training_class.groups.order_by("number")}
    training_class.groups.all().delete()
    audit.record("dissolve_groups", training_class, by=by, at=at, before=before)


@transaction.atomic
def move_to_group(enrolment: Enrolment, group: DiscussionGroup, *, by: User, at: datetime) -> Enrolment:
    """Put somebody into another group by hand; raises GroupOfAnotherClass or MoveNotAllowed."""
    _open_to_change(enrolment.training_class)
    if group.training_class_id != enrolment.training_class_id:
        raise GroupOfAnotherClass
    before = enrolment.group.number if enrolment.group else None
    enrolment.group = group
    enrolment.save(update_fields=["group"])
    audit.record("move_to_group", enrolment, by=by, at=at, before={"group": before}, after={"group": group.number})
    return enrolment


@transaction.atomic
def _kept(
    training_class: TrainingClass, proposal: solver_bridge.Grouping, *, by: User, at: datetime
) -> list[DiscussionGroup]:
    training_class = _open_to_change(training_class)
    if training_class.groups.exists():
        raise GroupsExist(training_class=training_class)
    placed = frozenset(member.enrolment_id for row in proposal.rows for member in row.members)
    if enrolment_ids_on(training_class, local_day(at)) != placed:
        raise GroupsAreStale
    groups = DiscussionGroup.objects.bulk_create(
        DiscussionGroup(training_class=training_class, number=row.number) for row in proposal.rows
    )
    for group, row in zip(groups, proposal.rows, strict=True):
        training_class.enrolments.filter(pk__in=[member.enrolment_id for member in row.members]).update(group=group)
    after = {f"{row.number}": len(row.members) for row in proposal.rows}
    audit.record("make_groups", training_class, by=by, at=at, after=after)
    return groups


def _open_to_change(training_class: TrainingClass) -> TrainingClass:
    training_class = locked(training_class)
    if training_class.state not in LIST_MAY_CHANGE:
        raise MoveNotAllowed(training_class=training_class, state=training_class.get_state_display())
    return training_class
