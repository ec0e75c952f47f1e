"""Placements themselves: locked, read and written within services that record the act."""

from collections.abc import Iterable, Mapping

from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts.models import Placement


def lock_placements(plan: Plan, nomination_ids: Iterable[int]) -> None:
    """The people first, as every service that changes them does; then the plan, which is the lock of all placements."""
    people = Nomination.objects.filter(pk__in=list(nomination_ids)).order_by("pk")
    list(people.select_for_update().values_list("pk", flat=True))
    Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)


def places_held(nomination_ids: Iterable[int]) -> dict[int, int]:
    """Which of these people are placed, and in which class."""
    placements = Placement.objects.filter(nomination__in=list(nomination_ids))
    return dict(placements.values_list("nomination", "training_class"))


def put_placements(assignment: Mapping[int, int], before: Mapping[int, int]) -> None:
    """Place everybody as assigned; `before` says where those of them sit who are placed already."""
    there = {one.nomination_id: one for one in Placement.objects.filter(nomination__in=list(before))}
    moved = [there[one] for one, class_id in assignment.items() if before.get(one, class_id) != class_id]
    for placement in moved:
        placement.training_class_id, placement.promoted_at = assignment[placement.nomination_id], None
    Placement.objects.bulk_update(moved, ["training_class", "promoted_at"])
    Placement.objects.bulk_create(
        Placement(nomination_id=one, training_class_id=class_id)
        for one, class_id in assignment.items()
        if one not in before
    )
