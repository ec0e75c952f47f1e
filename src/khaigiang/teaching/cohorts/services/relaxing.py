"""Giving up what keeps an allocation from fitting, as a person chose it, and taking that back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.teaching.cohorts import solver_bridge
from khaigiang.teaching.cohorts.errors import ChangedSinceRelaxed, CommitteeMustBeAsked, HallTooSmall
from khaigiang.teaching.cohorts.models import AllocationRun, TrainingClass, Wish
from khaigiang.teaching.cohorts.services.allocation import ask_for_allocation
from khaigiang.teaching.cohorts.services.waiting_list import fill_free_places
from khaigiang.teaching.cohorts.solver_bridge import Step
from khaigiang.teaching.cohorts.weights import Weights
from khaigiang.teaching.runs.contradictions import WayOut, way_out_taken
from khaigiang.teaching.runs.errors import NothingToRelax

SIZES = {"max": "max_size", "min": "min_size"}


@transaction.atomic
def relax_allocation(run: AllocationRun, number: int, *, by: User, at: datetime) -> AllocationRun:
    """Do what a way out says, and ask for a new run with the same weights; returns the new run.

    Raises NothingToRelax, CommitteeMustBeAsked where days away would have to change, or HallTooSmall.
    """
    run = AllocationRun.objects.select_for_update(of=("self",)).select_related("plan").get(pk=run.pk)
    found = solver_bridge.contradiction_of(run)
    way = way_out_taken(run, number, found.ways_out if found else ())
    if not way.by_a_click:
        raise CommitteeMustBeAsked
    before = {"sizes": _sizes(way), "wishes": _pinned(way)}
    _change(way)
    run.relaxed = {"number": number, "said": _said(way), **before}
    audit.record("relax_allocation", run, by=by, at=at, before=before, after={"way_out": _said(way)})
    fill_free_places(run.plan, by=by, at=at)
    weights = Weights.from_json(run.weights)
    again = ask_for_allocation(run.plan, name=run.name, weights=weights, seconds=run.limit, by=by, at=at)
    run.relaxed["again"] = again.pk
    run.save(update_fields=["relaxed"])
    return again


@transaction.atomic
def undo_relaxation(run: AllocationRun, *, by: User, at: datetime) -> None:
    """Give classes and wishes back what a way out changed.

    Raises NothingToRelax, or ChangedSinceRelaxed once somebody changed the same sizes or wishes, or more people are
    placed than the class would take.
    """
    run = AllocationRun.objects.select_for_update(of=("self",)).select_related("plan").get(pk=run.pk)
    if not run.relaxed:
        raise NothingToRelax
    for class_id, sizes in run.relaxed["sizes"].items():
        _put_size_back(int(class_id), sizes)
    for nomination_id, class_id in run.relaxed["wishes"].items():
        kept = Wish.objects.filter(nomination=int(nomination_id), training_class=class_id, kind=Wish.Kind.PREFERS)
        if not kept.update(kind=Wish.Kind.PINNED):
            raise ChangedSinceRelaxed
    before, run.relaxed = run.relaxed, {}
    run.save(update_fields=["relaxed"])
    audit.record("undo_relaxation", run, by=by, at=at, before=before)
    fill_free_places(run.plan, by=by, at=at)


def _sizes(way: WayOut[Step]) -> dict[str, Any]:
    """What the sizes are, and what they become: class → field → both."""
    sizes: dict[str, dict[str, list[int]]] = {}
    for step in way.steps:
        if step.rule in SIZES:
            sizes.setdefault(str(step.class_id), {})[SIZES[step.rule]] = [step.now, step.number]
    return sizes


def _pinned(way: WayOut[Step]) -> dict[str, int]:
    people = [person.nomination_id for step in way.steps if step.rule == "pinned" for person in step.people]
    wishes = Wish.objects.filter(nomination__in=people, kind=Wish.Kind.PINNED)
    return {
        str(nomination_id): class_id for nomination_id, class_id in wishes.values_list("nomination", "training_class")
    }


def _change(way: WayOut[Step]) -> None:
    for step in way.steps:
        if step.rule in SIZES:
            _refuse_a_hall_too_small(step)
            TrainingClass.objects.filter(pk=step.class_id).update(**{SIZES[step.rule]: step.number})
        else:
            people = [person.nomination_id for person in step.people]
            Wish.objects.filter(nomination__in=people, kind=Wish.Kind.PINNED).update(kind=Wish.Kind.PREFERS)


def _refuse_a_hall_too_small(step: Step) -> None:
    hall = TrainingClass.objects.select_related("hall").get(pk=step.class_id).hall
    if step.rule == "max" and hall is not None and hall.capacity < step.number:
        raise HallTooSmall(hall=hall, seats=hall.capacity, people=step.number)


def _put_size_back(class_id: int, sizes: Mapping[str, list[int]]) -> None:
    training_class = TrainingClass.objects.select_for_update(no_key=True).get(pk=class_id)
    for name, (before, after) in sizes.items():
        if getattr(training_class, name) != after:
            raise ChangedSinceRelaxed
        setattr(training_class, name, before)
    if training_class.placements.count() > training_class.max_size:
        raise ChangedSinceRelaxed
    training_class.save(update_fields=list(sizes))


def _said(way: WayOut[Step]) -> list[str]:
    return [step.sentence for step in way.steps]
