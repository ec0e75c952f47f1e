"""The only door to a lecturer or their days away."""

from typing import Final

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.lecturers.models import Lecturer, LecturerAbsence

READ_ALL: Final = (Role.LEADER, Role.ORGANISER, Role.HEAD, Role.OFFICE, Role.TEACHER, Role.AUDITOR)


def may_see_everybody(actor: Actor) -> bool:
    """Does the actor organise or account for teaching?"""
    return actor.is_any(*READ_ALL)


def visible_lecturers(actor: Actor) -> QuerySet[Lecturer]:
    """Everybody for those who organise and account for teaching, oneself for a lecturer."""
    if may_see_everybody(actor):
        return Lecturer.objects.all()
    return _own(actor)


def get_lecturer(actor: Actor, lecturer_id: int) -> Lecturer:
    """One visible lecturer, or 404."""
    return get_object_or_404(visible_lecturers(actor).select_related("user"), pk=lecturer_id)


def lecturers_to_write(actor: Actor) -> QuerySet[Lecturer]:
    """Whose days away the actor may note: everybody's for the training office, a lecturer's own."""
    return Lecturer.objects.all() if may_edit(actor) else _own(actor)


def get_lecturer_to_write(actor: Actor, lecturer_id: int) -> Lecturer:
    """One lecturer whose days away the actor may note, or 404."""
    return get_object_or_404(lecturers_to_write(actor), pk=lecturer_id)


def get_absence(actor: Actor, absence_id: int) -> LecturerAbsence:
    """Days away that the actor may take back, or 404."""
    absences = LecturerAbsence.objects.filter(lecturer__in=lecturers_to_write(actor)).select_related("lecturer")
    return get_object_or_404(absences, pk=absence_id)


def may_edit(actor: Actor) -> bool:
    """May the actor add and correct lecturers?"""
    return actor.is_any(Role.OFFICE)


def may_write(actor: Actor, lecturer: Lecturer) -> bool:
    """May the actor note days away of this lecturer?"""
    return may_edit(actor) or (actor.is_any(Role.LECTURER) and lecturer.user_id == actor.user.pk)


def _own(actor: Actor) -> QuerySet[Lecturer]:
    if not actor.is_any(Role.LECTURER):
        return Lecturer.objects.none()
    return Lecturer.objects.filter(user=actor.user)
