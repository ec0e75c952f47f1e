"""The only door from an actor and an id to attendance and leave."""

from typing import Final

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.attendance.models import LeaveRequest
from khaigiang.teaching.cohorts.models import Enrolment, EnrolmentQuerySet, TrainingClass
from khaigiang.teaching.timetable.models import Session

READ_EVERYTHING: Final = (Role.LEADER, Role.ORGANISER, Role.HEAD, Role.OFFICE, Role.AUDITOR)


def visible_classes(actor: Actor) -> QuerySet[TrainingClass]:
    """Classes whose book an actor may read: all for those who account for the whole, a teacher's own."""
    classes = TrainingClass.objects.select_related("plan", "teacher", "hall")
    if actor.is_any(*READ_EVERYTHING):
        return classes
    return classes.filter(teacher=actor.user) if actor.is_any(Role.TEACHER) else classes.none()


def get_class(actor: Actor, class_id: int) -> TrainingClass:
    """One visible class, or 404."""
    return get_object_or_404(visible_classes(actor), pk=class_id)


def get_session(actor: Actor, session_id: int) -> Session:
    """One session of a visible class, or 404."""
    sessions = Session.objects.filter(training_class__in=visible_classes(actor))
    return get_object_or_404(sessions.select_related("training_class", "item", "hall", "lecturer"), pk=session_id)


def get_session_to_record(actor: Actor, session_id: int) -> Session:
    """One session whose attendance the actor records, or 404."""
    session = get_session(actor, session_id)
    if not may_record(actor, session.training_class):
        raise Http404
    return session


def may_record(actor: Actor, training_class: TrainingClass) -> bool:
    """Does the actor record attendance and decide on leave: the office, or the teacher of the class?"""
    own = actor.is_any(Role.TEACHER) and training_class.teacher_id == actor.user.pk
    return own or actor.is_any(Role.OFFICE)


def get_own_enrolment(actor: Actor) -> Enrolment:
    """The enrolment of the trainee who asks, in the class that is on now or was last; 404 for everybody else."""
    if actor.official_id is None:
        raise Http404
    own = Enrolment.objects.filter(official=actor.official_id, valid_from__isnull=False, valid_until__isnull=True)
    enrolment = own.select_related("training_class__teacher", "official").order_by("-valid_from", "-pk").first()
    if enrolment is None:
        raise Http404
    return enrolment


def visible_requests(actor: Actor) -> QuerySet[LeaveRequest]:
    """Leave requests of visible classes."""
    return LeaveRequest.objects.filter(enrolment__training_class__in=visible_classes(actor))


def get_request_to_decide(actor: Actor, request_id: int) -> LeaveRequest:
    """One leave request that the actor decides, or 404."""
    together = visible_requests(actor).select_related("enrolment__official", "enrolment__training_class")
    request = get_object_or_404(together, pk=request_id)
    if not may_record(actor, request.enrolment.training_class):
        raise Http404
    return request


def people_of_committees(actor: Actor) -> EnrolmentQuerySet:
    """The people of the committees that the actor acts for."""
    return Enrolment.objects.filter(target_post__committee__in=actor.committee_ids)
