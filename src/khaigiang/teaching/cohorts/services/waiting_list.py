"""The waiting list: opened and stopped by the office; a place that becomes free goes to the first one whom it fits."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts import notices
from khaigiang.teaching.cohorts.errors import NoWaitingList, PlanIsNotOpen, WaitingListChanged, WaitingListIsOpen
from khaigiang.teaching.cohorts.models import Placement, WaitingList
from khaigiang.teaching.cohorts.queries import (
    filling_classes,
    promoted_placements,
    queue_of,
    queued_nominations,
    waiting_list_of,
)


@transaction.atomic
def open_waiting_list(plan: Plan, *, agreed: int, by: User, at: datetime) -> int:
    """Let free places go to the people who wait, now and from now on; returns how many got one at once.

    `agreed` says for how many people the preview was read. Raises PlanIsNotOpen, WaitingListIsOpen or
    WaitingListChanged.
    """
    plan = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if not plan.is_open:
        raise PlanIsNotOpen(state=plan.get_state_display())
    if waiting_list_of(plan) is not None:
        raise WaitingListIsOpen
    if len(queue_of(plan, local_day(at)).given) != agreed:
        raise WaitingListChanged
    WaitingList.objects.create(plan=plan, opened_at=at, opened_by=by)
    promoted = _filled(plan, at=at)
    audit.record("open_waiting_list", plan, by=by, at=at, after={"people": agreed, "promoted": promoted})
    return len(promoted)


@transaction.atomic
def stop_waiting_list(plan: Plan, *, take_back: bool, by: User, at: datetime) -> int:
    """Give no place by itself any more; with `take_back`, whom it placed waits again unless a decision names them.

    Returns how many places were taken back. Raises NoWaitingList.
    """
    Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if waiting_list_of(plan) is None:
        raise NoWaitingList
    WaitingList.objects.filter(plan=plan).delete()
    placed = promoted_placements(plan).select_related("nomination__official", "training_class")
    names = {str(one.nomination): str(one.training_class) for one in placed} if take_back else {}
    if take_back:
        Placement.objects.filter(pk__in=[one.pk for one in placed]).delete()
    audit.record("stop_waiting_list", plan, by=by, at=at, before={"taken_back": names})
    return len(names)


def fill_free_places(plan: Plan, *, by: User, at: datetime) -> int:
    """Give free places to the first ones who wait, within the service that changed places or people of the plan.

    Nothing happens unless the office opened the waiting list. Returns how many people got a place.
    """
    if waiting_list_of(plan) is None:
        return 0
    with transaction.atomic():
        promoted = _filled(plan, at=at)
        if promoted:
            audit.record("promote_from_waiting_list", plan, by=by, at=at, after=promoted)
    return len(promoted)


def plan_changed(plan: Plan, by: User, at: datetime) -> None:
    """Fill the places that a change beneath made free: told by plans and nominations."""
    fill_free_places(plan, by=by, at=at)


def _filled(plan: Plan, *, at: datetime) -> dict[str, str]:
    # The plan is the lock of all placements. Who is being changed by another writer is passed over and never waited
    # for: that writer fills the places again at the end.
    Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    on = local_day(at)
    classes = filling_classes(plan, on).select_for_update(skip_locked=True, no_key=True, of=("self",)).order_by("pk")
    people = queued_nominations(plan).select_for_update(skip_locked=True, of=("self",)).order_by("pk")
    open_classes = {one.pk: one for one in classes}
    present = {one.pk: one for one in people.select_related("official", "committee")}
    given = {
        nomination_id: class_id
        for nomination_id, class_id in queue_of(plan, on).given.items()
        if nomination_id in present and class_id in open_classes
    }
    for nomination_id, class_id in given.items():
        Placement.objects.update_or_create(
            nomination_id=nomination_id, defaults={"training_class_id": class_id, "promoted_at": at}
        )
    promoted = [(present[one], open_classes[class_id]) for one, class_id in given.items()]
    if promoted:
        notices.promoted(plan, promoted, at=at)
    return {f"{nomination} ({nomination.pk})": str(training_class) for nomination, training_class in promoted}
