"""Places by committee and class: spread by a click, typed by hand, taken away, put back."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts.errors import (
    ClassTakesNobody,
    NoClassTakesPeople,
    NoPlacesAreAsked,
    PlacesChangedSince,
    PlanIsNotOpen,
)
from khaigiang.teaching.cohorts.models import ClassPlaces, PlacesChange, TrainingClass
from khaigiang.teaching.cohorts.queries import (
    last_places_change,
    places_as_text,
    places_from_text,
    places_now,
    spread_grid,
    taking_classes,
)


@transaction.atomic
def spread_class_places(plan: Plan, *, by: User, at: datetime) -> PlacesChange:
    """Spread the places of all committees over the classes that take people.

    Raises PlanIsNotOpen, NoClassTakesPeople or NoPlacesAreAsked.
    """
    plan = _locked(plan)
    spread = spread_grid(plan)
    if not spread.open_columns:
        raise NoClassTakesPeople
    if not spread.places:
        raise NoPlacesAreAsked
    return _set(plan, spread.cells(), "spread_class_places", by=by, at=at)


@transaction.atomic
def set_class_places(plan: Plan, places: Mapping[int, Mapping[int, int]], *, by: User, at: datetime) -> PlacesChange:
    """Give committees these places in classes that take people; a committee left out is placed directly.

    What does not add up is told by the grid and kept as it is typed. Raises PlanIsNotOpen, NoClassTakesPeople, or
    ClassTakesNobody for a class whose list is decided or drafted.
    """
    return _set(_locked(plan), places, "set_class_places", by=by, at=at)


@transaction.atomic
def clear_class_places(plan: Plan, *, by: User, at: datetime) -> PlacesChange:
    """Let the people of every committee be placed directly; whom committees named stays pinned. Raises PlanIsNotOpen."""
    return _set(_locked(plan), {}, "clear_class_places", by=by, at=at)


@transaction.atomic
def undo_class_places(plan: Plan, *, by: User, at: datetime) -> None:
    """Put the places by class back as they were before they were set last; raises PlanIsNotOpen or PlacesChangedSince."""
    plan = _locked(plan)
    last = last_places_change(plan)
    if last is None:
        raise PlacesChangedSince
    ClassPlaces.objects.filter(training_class__plan=plan).delete()
    # A class that was taken away since has no places to be put back.
    there = set(plan.classes.values_list("pk", flat=True))
    kept = places_from_text(last.before)
    _write({pk: {one: count for one, count in cells.items() if one in there} for pk, cells in kept.items()})
    last.undone_at = at
    last.save(update_fields=["undone_at"])
    audit.record("undo_class_places", plan, by=by, at=at, before=_sums(last.after), after=_sums(last.before))


def _locked(plan: Plan) -> Plan:
    plan = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if not plan.is_open:
        raise PlanIsNotOpen(state=plan.get_state_display())
    return plan


def _set(plan: Plan, places: Mapping[int, Mapping[int, int]], act: str, *, by: User, at: datetime) -> PlacesChange:
    """Write the places of the classes that take people; what others had is history of their lists and stays."""
    before, taking = places_now(plan), {one.pk for one in taking_classes(plan)}
    for cells in places.values():
        for class_id in sorted(cells.keys() - taking):
            raise ClassTakesNobody(training_class=TrainingClass.objects.get(pk=class_id))
    ClassPlaces.objects.filter(training_class__in=taking).delete()
    _write(places)
    after = places_now(plan)
    kept = {"before": places_as_text(before), "after": places_as_text(after)}
    change = PlacesChange.objects.create(plan=plan, **kept, made_by=by, made_at=at)
    audit.record(act, plan, by=by, at=at, before=_sums(change.before), after=_sums(change.after))
    return change


def _write(places: Mapping[int, Mapping[int, int]]) -> None:
    ClassPlaces.objects.bulk_create(
        ClassPlaces(committee_id=committee, training_class_id=class_id, places=count)
        for committee, cells in sorted(places.items())
        for class_id, count in sorted(cells.items())
    )


def _sums(places: Mapping[str, Mapping[str, int]]) -> dict[str, object]:
    """The places of each class, and of how many committees, for the audit."""
    classes = sorted({int(class_id) for cells in places.values() for class_id in cells})
    names = dict(TrainingClass.objects.filter(pk__in=classes).values_list("pk", "name"))
    found: dict[str, object] = {"committees": len(places)}
    for pk in classes:
        found[names.get(pk, str(pk))] = sum(cells.get(str(pk), 0) for cells in places.values())
    return found
