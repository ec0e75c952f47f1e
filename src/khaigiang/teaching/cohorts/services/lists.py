"""What a decision does to the list of a class on the day it comes into force, within the service that issues it."""

from collections.abc import Collection, Sequence
from datetime import date

from khaigiang.teaching.cohorts.errors import PostHasASeat
from khaigiang.teaching.cohorts.models import ClassDecision, Enrolment, GroupSeat, Placement
from khaigiang.teaching.cohorts.queries import members_on
from khaigiang.teaching.cohorts.rules import groups_for_newcomer
from khaigiang.teaching.cohorts.states import ClassState


def put_in_force(decisions: Sequence[ClassDecision], on: date) -> None:
    """Take off the lists whom these decisions remove, list whom they add, and open the class by a first decision.

    All removals come first, so that people may go from one list to the other on the same day. Raises PostHasASeat
    when a post got its seat elsewhere since a decision was drafted.
    """
    for decision in decisions:
        _remove(decision, on)
    for decision in decisions:
        _list(decision, on)


def _list(decision: ClassDecision, on: date) -> None:
    added = list(decision.added.order_by("pk"))
    refuse_taken_posts([enrolment.target_post_id for enrolment in added])
    _add(added, on)
    decision.effective_on = on
    decision.save(update_fields=["effective_on"])
    if decision.kind == ClassDecision.Kind.OPENING:
        decision.training_class.state = ClassState.OPEN
        decision.training_class.save(update_fields=["state"])
    else:
        _place(added)
        join_groups(added, on)


def join_groups(newcomers: Sequence[Enrolment], on: date) -> None:
    """Give people who have no group one in each discussion, so that nobody else moves and few meet again."""
    waiting = [enrolment for enrolment in newcomers if not enrolment.seats.exists()]
    discussions = members_on(waiting[0].training_class, on) if waiting else {}
    seats: list[GroupSeat] = []
    for enrolment in waiting:
        for discussion, group in groups_for_newcomer(discussions).items():
            seats.append(GroupSeat(enrolment=enrolment, discussion=discussion, group=group))
            discussions[discussion][group] |= {enrolment.pk}
    GroupSeat.objects.bulk_create(seats)


def _remove(decision: ClassDecision, on: date) -> None:
    removed = decision.removed.all()
    Placement.objects.filter(nomination__enrolments__in=removed, training_class=decision.training_class_id).delete()
    removed.update(valid_until=on, is_current=False)


def refuse_taken_posts(target_post_ids: Collection[int]) -> None:
    """Raise PostHasASeat when somebody on a list holds the seat of one of these posts."""
    seats = Enrolment.objects.filter(target_post__in=target_post_ids, is_current=True)
    seat = seats.select_related("official", "training_class", "target_post__unit").first()
    if seat is not None:
        raise PostHasASeat(post=seat.target_post.unit, training_class=seat.training_class, official=seat.official)


def _add(added: Sequence[Enrolment], on: date) -> None:
    for enrolment in added:
        enrolment.valid_from, enrolment.is_current = on, True
    Enrolment.objects.filter(pk__in=[enrolment.pk for enrolment in added]).update(valid_from=on, is_current=True)


def _place(added: Sequence[Enrolment]) -> None:
    wanted = {one.nomination_id: one.training_class_id for one in added if one.nomination_id}
    there = list(Placement.objects.filter(nomination__in=list(wanted)))
    for placement in there:
        placement.training_class_id = wanted.pop(placement.nomination_id)
    Placement.objects.bulk_update(there, ["training_class"])
    Placement.objects.bulk_create(
        Placement(nomination_id=nomination_id, training_class_id=class_id) for nomination_id, class_id in wanted.items()
    )
