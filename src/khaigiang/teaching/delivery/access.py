"""The only door from an actor and an id to the ceremonies of a class."""

from typing import Final

from django.http import Http404
from django.shortcuts import get_object_or_404

from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.delivery.models import CeremonyStep

READ_EVERYTHING: Final = (Role.LEADER, Role.ORGANISER, Role.HEAD, Role.OFFICE, Role.AUDITOR)


def get_class(actor: Actor, class_id: int) -> TrainingClass:
    """One class, for those who account for the whole or its own teacher; else 404."""
    classes = TrainingClass.objects.select_related("plan", "version__programme", "teacher", "hall")
    if not actor.is_any(*READ_EVERYTHING):
        classes = classes.filter(teacher=actor.user) if actor.is_any(Role.TEACHER) else classes.none()
    return get_object_or_404(classes, pk=class_id)


def get_class_to_set(actor: Actor, class_id: int) -> TrainingClass:
    """One class whose ceremonies the actor sets, or 404."""
    training_class = get_class(actor, class_id)
    if not may_set(actor, training_class):
        raise Http404
    return training_class


def may_set(actor: Actor, training_class: TrainingClass) -> bool:
    """Does the actor set the programme: the office, or the teacher of the class?"""
    own = actor.is_any(Role.TEACHER) and training_class.teacher_id == actor.user.pk
    return own or actor.is_any(Role.OFFICE)


def get_ceremony(name: str) -> CeremonyStep.Ceremony:
    """The ceremony of an address, or 404."""
    if name not in CeremonyStep.Ceremony.values:
        raise Http404
    return CeremonyStep.Ceremony(name)
