"""The only door from an actor and an id to a certificate."""

from typing import Final

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from khaigiang.recognition.certificates.models import Certificate
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.cohorts.models import TrainingClass

READ_EVERYTHING: Final = (Role.LEADER, Role.ORGANISER, Role.HEAD, Role.OFFICE, Role.AUDITOR)
TOGETHER: Final = ("book__office", "result__enrolment__training_class", "pdf", "issued_by", "replaces")


def visible_certificates(actor: Actor) -> QuerySet[Certificate]:
    """All for those who account for the whole; a teacher's classes; a trainee's own."""
    certificates = Certificate.objects.select_related(*TOGETHER)
    if actor.is_any(*READ_EVERYTHING):
        return certificates
    mine = Q(pk__in=[])
    if actor.is_any(Role.TEACHER):
        mine |= Q(result__enrolment__training_class__teacher=actor.user)
    if actor.official_id is not None:
        mine |= Q(result__enrolment__official=actor.official_id)
    return certificates.filter(mine)


def get_certificate(actor: Actor, certificate_id: int) -> Certificate:
    """One visible certificate, or 404."""
    return get_object_or_404(visible_certificates(actor), pk=certificate_id)


def may_read_grounds(actor: Actor) -> bool:
    """Does the actor read the documents on which a certificate stands?"""
    return actor.is_any(*READ_EVERYTHING)


def may_issue(actor: Actor) -> bool:
    """Does the actor issue and correct certificates: the school's head and its office?"""
    return actor.is_any(Role.HEAD, Role.OFFICE)


def may_revoke(actor: Actor) -> bool:
    """Does the actor revoke certificates: the school's head?"""
    return actor.is_any(Role.HEAD)


def visible_classes(actor: Actor) -> QuerySet[TrainingClass]:
    """Classes whose certificates an actor may see: all, or a teacher's own."""
    classes = TrainingClass.objects.select_related("plan__school", "version__programme")
    if actor.is_any(*READ_EVERYTHING):
        return classes
    return classes.filter(teacher=actor.user) if actor.is_any(Role.TEACHER) else classes.none()


def get_class(actor: Actor, class_id: int) -> TrainingClass:
    """One class whose certificates may be seen, or 404."""
    return get_object_or_404(visible_classes(actor), pk=class_id)
