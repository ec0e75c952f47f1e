"""The only door to a repair, and to what may be mended."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from khaigiang.registry.mandates.actor import Actor
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.repairs.models import Repair
from khaigiang.teaching.repairs.states import AccidentKind
from khaigiang.teaching.timetable.access import (
    READ_EVERYTHING,
    halls_to_use,
    lecturers_to_ask,
    may_write,
    timetabled_classes,
)
from khaigiang.teaching.venues.models import Hall

ENDED = (ClassState.CANCELLED, ClassState.CLOSED)

__all__ = ["may_write"]


def visible_repairs(actor: Actor) -> QuerySet[Repair]:
    """Every repair for those who account for the whole."""
    return Repair.objects.all() if actor.is_any(*READ_EVERYTHING) else Repair.objects.none()


def get_repair(actor: Actor, repair_id: int) -> Repair:
    """One visible repair with whom and what it concerns, or 404."""
    together = ("lecturer", "hall", "training_class", "reported_by", "ended_by")
    return get_object_or_404(visible_repairs(actor).select_related(*together), pk=repair_id)


def get_repair_to_decide(actor: Actor, repair_id: int) -> Repair:
    """One repair that the actor may carry out, lay aside or undo, or 404."""
    _refuse_readers(actor)
    return get_repair(actor, repair_id)


def get_kind(actor: Actor, kind: str) -> AccidentKind:
    """What somebody who makes timetables reports, or 404."""
    _refuse_readers(actor)
    if kind not in AccidentKind.values:
        raise Http404
    return AccidentKind(kind)


def classes_to_mend(actor: Actor) -> QuerySet[TrainingClass]:
    """The classes whose timetables the actor may mend."""
    if not may_write(actor):
        return TrainingClass.objects.none()
    return timetabled_classes(actor).exclude(state__in=ENDED)


def lecturers(actor: Actor) -> QuerySet[Lecturer]:
    """Lecturers who may fall ill: those who teach."""
    return lecturers_to_ask(actor).filter(is_active=True).order_by("sort_key", "pk")


def halls(actor: Actor) -> QuerySet[Hall]:
    """Halls that may be lost: those in use."""
    return halls_to_use(actor).filter(is_active=True).order_by("office__sort_key", "name", "pk")


def _refuse_readers(actor: Actor) -> None:
    if not may_write(actor):
        raise Http404
