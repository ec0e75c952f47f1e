"""The only door from an actor and an id to a class's dossier."""

from typing import Final

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from khaigiang.recognition.dossiers.models import ChecklistItem
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.cohorts.models import TrainingClass

READ_EVERYTHING: Final = (Role.LEADER, Role.ORGANISER, Role.HEAD, Role.OFFICE, Role.AUDITOR)


def visible_classes(actor: Actor) -> QuerySet[TrainingClass]:
    """Classes whose dossier an actor may read: all for those who account for the whole, a teacher's own."""
    classes = TrainingClass.objects.select_related("plan__school", "version__programme", "teacher", "hall")
    if actor.is_any(*READ_EVERYTHING):
        return classes
    return classes.filter(teacher=actor.user) if actor.is_any(Role.TEACHER) else classes.none()


def get_class(actor: Actor, class_id: int) -> TrainingClass:
    """One visible class, or 404."""
    return get_object_or_404(visible_classes(actor), pk=class_id)


def get_item(actor: Actor, item_id: int) -> ChecklistItem:
    """One line of the checklist that the actor may tick: an own one, or any for the office; else 404."""
    items = ChecklistItem.objects.filter(training_class__in=visible_classes(actor))
    item = get_object_or_404(items.select_related("training_class"), pk=item_id)
    if item.owner_role not in roles_ticked(actor, item.training_class):
        raise Http404
    return item


def roles_ticked(actor: Actor, training_class: TrainingClass) -> frozenset[Role]:
    """The owners whose lines an actor ticks in a class: all for the office; a teacher's only in the own class."""
    if actor.is_any(Role.OFFICE):
        return frozenset(Role)
    own = training_class.teacher_id == actor.user.pk
    return actor.roles if own else actor.roles - {Role.TEACHER}


def may_make(actor: Actor) -> bool:
    """Does the actor give classes their checklist: the office?"""
    return actor.is_any(Role.OFFICE)
