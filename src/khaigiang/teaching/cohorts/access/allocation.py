"""The only door from an actor and an id to allocations of a plan: runs, wishes, pins, people to be placed."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.plans.access import visible_plans
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.units.models import Office
from khaigiang.teaching.cohorts.access import READ_EVERYTHING, RUN_CLASSES, may_run
from khaigiang.teaching.cohorts.models import AllocationRun, PinChange


def get_pin_change(actor: Actor, change_id: int) -> PinChange:
    """One act of pinning or unpinning many that the actor may undo, or 404."""
    if not may_run(actor):
        raise Http404
    return get_object_or_404(PinChange.objects.filter(plan__in=visible_plans(actor)), pk=change_id)


def get_run(actor: Actor, run_id: int) -> AllocationRun:
    """One allocation of a visible plan, or 404; only those who account for the whole see any."""
    if not actor.is_any(*READ_EVERYTHING):
        raise Http404
    runs = AllocationRun.objects.filter(plan__in=visible_plans(actor)).select_related("plan__document", "made_by")
    return get_object_or_404(runs, pk=run_id)


def get_run_to_decide(actor: Actor, run_id: int) -> AllocationRun:
    """One allocation that the actor may apply, undo or lay aside, or 404."""
    if not may_run(actor):
        raise Http404
    return get_run(actor, run_id)


def run_of_job(run_id: int) -> AllocationRun:
    """The run that a job was asked for, whoever asked."""
    return AllocationRun.objects.select_related("plan").get(pk=run_id)


def get_nomination(actor: Actor, nomination_id: int) -> Nomination:
    """One nomination of a visible plan, for those who account for the whole, or 404."""
    if not actor.is_any(*READ_EVERYTHING):
        raise Http404
    nominations = Nomination.objects.filter(plan__in=visible_plans(actor)).select_related("plan", "official")
    return get_object_or_404(nominations, pk=nomination_id)


def get_nomination_to_place(actor: Actor, nomination_id: int) -> Nomination:
    """One nomination that the actor may place by hand, or 404."""
    if not may_run(actor):
        raise Http404
    return get_nomination(actor, nomination_id)


def committees_to_wish_for(actor: Actor) -> QuerySet[Office]:
    """For whose people the actor may ask for a class: every committee for the office, one's own for a committee."""
    if actor.is_any(*READ_EVERYTHING):
        return Office.objects.all()
    return Office.objects.filter(pk__in=actor.committee_ids)


def committee_ids_to_wish_for(actor: Actor) -> frozenset[int]:
    """The same committees by their ids."""
    return frozenset(committees_to_wish_for(actor).values_list("pk", flat=True))


def may_wish(actor: Actor) -> bool:
    """May the actor ask for classes, or only read what was asked?"""
    return actor.is_any(Role.COMMITTEE, *RUN_CLASSES)


def get_wishing_committee(committees: QuerySet[Office], committee_id: str) -> Office | None:
    """The committee chosen among these, the first where none is; None where there are none."""
    chosen = committees.filter(pk=committee_id).first() if committee_id.isdecimal() and len(committee_id) < 19 else None
    return chosen or committees.first()


def get_nomination_of(run: AllocationRun, nomination_id: int) -> Nomination:
    """Somebody whom a proposal places, or 404."""
    if str(nomination_id) not in run.assignment:
        raise Http404
    return get_object_or_404(Nomination.objects.select_related("plan", "official"), pk=nomination_id)
