"""The only door from an actor and an id to a class and its people; runs, groups and papers have rooms of their own."""

from typing import Final

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from khaigiang.ground.accounts.models import User
from khaigiang.ground.removal.models import present
from khaigiang.ground.shared.periods import valid_on
from khaigiang.planning.plans.access import get_plan, visible_plans
from khaigiang.planning.plans.models import Plan, TargetPost
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.officials.models import Official
from khaigiang.teaching.cohorts.models import Enrolment, EnrolmentQuerySet, TrainingClass
from khaigiang.teaching.cohorts.queries import teachers_on
from khaigiang.teaching.curriculum.models import ProgrammeVersion
from khaigiang.teaching.venues.models import Hall

READ_EVERYTHING: Final = (Role.LEADER, Role.ORGANISER, Role.HEAD, Role.OFFICE, Role.AUDITOR)
RUN_CLASSES: Final = (Role.HEAD, Role.OFFICE)
TOGETHER: Final = ("plan__school", "plan__document", "version__programme", "hall", "teacher")


def visible_classes(actor: Actor) -> QuerySet[TrainingClass]:
    """Every class for those who account for the whole; else one's own as teacher, committee or trainee."""
    if actor.is_any(*READ_EVERYTHING):
        return TrainingClass.objects.all()
    return TrainingClass.objects.filter(pk__in=_own_classes(actor).values("pk"))


def plans_with_classes(actor: Actor) -> QuerySet[Plan]:
    """Every plan for those who account for the whole, else the plans of one's classes."""
    if actor.is_any(*READ_EVERYTHING):
        return visible_plans(actor)
    return Plan.objects.filter(pk__in=visible_classes(actor).values("plan"))


def visible_people(actor: Actor) -> EnrolmentQuerySet:
    """Everybody for those who account for the whole and the class teacher; a committee its own people; a trainee oneself."""
    if actor.is_any(*READ_EVERYTHING):
        return Enrolment.objects.all()
    condition = Q(pk__in=[])
    if actor.is_any(Role.TEACHER):
        condition |= Q(training_class__teacher=actor.user)
    if actor.is_any(Role.COMMITTEE):
        condition |= Q(target_post__committee__in=actor.committee_ids)
    if actor.is_any(Role.TRAINEE):
        condition |= Q(official=actor.official_id)
    return Enrolment.objects.filter(condition)


def get_class(actor: Actor, class_id: int) -> TrainingClass:
    """One visible class with its plan, programme, hall and teacher, or 404."""
    return get_object_or_404(visible_classes(actor).select_related(*TOGETHER), pk=class_id)


def get_class_with_people(actor: Actor, class_id: int) -> TrainingClass:
    """One class all of whose people the actor may see, or 404."""
    classes = visible_classes(actor).select_related(*TOGETHER)
    if not actor.is_any(*READ_EVERYTHING):
        classes = classes.filter(teacher=actor.user) if actor.is_any(Role.TEACHER) else classes.none()
    return get_object_or_404(classes, pk=class_id)


def get_class_to_run(actor: Actor, class_id: int) -> TrainingClass:
    """One class that the training office runs, or 404."""
    if not may_run(actor):
        raise Http404
    return get_class(actor, class_id)


def get_class_to_lead(actor: Actor, class_id: int) -> TrainingClass:
    """One class for whose mornings and groups the actor answers: any for the office, their own for a teacher, or 404."""
    if not may_lead(actor, training_class := get_class(actor, class_id)):
        raise Http404
    return training_class


def may_run(actor: Actor) -> bool:
    """May the actor plan classes, allocate people and draft papers?"""
    return actor.is_any(*RUN_CLASSES)


def may_lead(actor: Actor, training_class: TrainingClass) -> bool:
    """May the actor let people in and make groups in this class?"""
    return may_run(actor) or (actor.is_any(Role.TEACHER) and training_class.teacher_id == actor.user.pk)


def may_see_everybody(actor: Actor, training_class: TrainingClass) -> bool:
    """Does the actor see all people of this class?"""
    return actor.is_any(*READ_EVERYTHING) or may_lead(actor, training_class)


def get_plan_to_run(actor: Actor, plan_id: int) -> Plan:
    """One plan whose classes the actor plans and fills, or 404."""
    if not may_run(actor):
        raise Http404
    return get_plan(actor, plan_id)


def get_plan_to_read(actor: Actor, plan_id: int) -> Plan:
    """One plan whose allocations the actor may read, or 404."""
    if not actor.is_any(*READ_EVERYTHING):
        raise Http404
    return get_plan(actor, plan_id)


def get_enrolment_to_lead(actor: Actor, enrolment_id: int) -> Enrolment:
    """One person of a class for which the actor answers, or 404."""
    enrolment = get_object_or_404(Enrolment.objects.select_related("official"), pk=enrolment_id)
    enrolment.training_class = get_class_to_lead(actor, enrolment.training_class_id)
    return enrolment


def get_enrolment_to_end(actor: Actor, enrolment_id: int) -> Enrolment:
    """One person of a class that the training office runs, or 404."""
    enrolment = get_object_or_404(Enrolment.objects.select_related("official"), pk=enrolment_id)
    enrolment.training_class = get_class_to_run(actor, enrolment.training_class_id)
    return enrolment


def versions(actor: Actor) -> QuerySet[ProgrammeVersion]:
    """Versions of programmes that a class may be taught, the newest first."""
    if not may_run(actor):
        return ProgrammeVersion.objects.none()
    return ProgrammeVersion.objects.select_related("programme").order_by("programme__title", "-number")


def halls(actor: Actor) -> QuerySet[Hall]:
    """Halls in use that a class may be given, by name."""
    return Hall.objects.filter(is_active=True).order_by("name") if may_run(actor) else Hall.objects.none()


def teachers(actor: Actor) -> QuerySet[User]:
    """Who may be named class teacher today."""
    return teachers_on(actor.on) if may_run(actor) else User.objects.none()


def get_newcomer(
    actor: Actor, training_class: TrainingClass, *, official: int, target_post: int
) -> tuple[Official, TargetPost]:
    """By their ids, somebody who holds a post today in the unit of a post of the plan, and that post, or 404."""
    posts = TargetPost.objects.standing().filter(plan=training_class.plan_id).select_related("unit")
    post = get_object_or_404(posts, pk=target_post)
    holders = Official.objects.filter(
        valid_on(actor.on, "appointments__"), present("appointments__"), appointments__unit=post.unit_id
    )
    return get_object_or_404(holders.distinct(), pk=official), post


def _own_classes(actor: Actor) -> QuerySet[TrainingClass]:
    condition = Q(pk__in=[])
    if actor.is_any(Role.TEACHER):
        condition |= Q(teacher=actor.user)
    if actor.is_any(Role.COMMITTEE):
        condition |= Q(plan__quotas__committee__in=actor.committee_ids)
    if actor.is_any(Role.TRAINEE):
        condition |= Q(enrolments__official=actor.official_id, enrolments__is_current=True)
    return TrainingClass.objects.filter(condition)
