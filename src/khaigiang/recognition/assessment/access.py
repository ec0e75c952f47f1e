"""The only door from an actor and an id to the marks and results of a class."""

from typing import Final

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from khaigiang.recognition.assessment.models import GradingRule, ResultDecision, ResultSheet
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass
from khaigiang.teaching.curriculum.models import ProgrammeVersion

READ_EVERYTHING: Final = (Role.LEADER, Role.ORGANISER, Role.HEAD, Role.OFFICE, Role.AUDITOR)


def visible_classes(actor: Actor) -> QuerySet[TrainingClass]:
    """Classes whose marks an actor may see: all for those who account for the whole, a teacher's own."""
    classes = TrainingClass.objects.select_related("plan", "version__programme", "teacher", "hall")
    if actor.is_any(*READ_EVERYTHING):
        return classes
    if actor.is_any(Role.TEACHER):
        return classes.filter(teacher=actor.user)
    return classes.none()


def get_class(actor: Actor, class_id: int) -> TrainingClass:
    """One class with its programme, or 404."""
    return get_object_or_404(visible_classes(actor), pk=class_id)


def get_sheet(actor: Actor, class_id: int) -> ResultSheet:
    """The results of one visible class, or 404 before its marks were opened."""
    sheets = ResultSheet.objects.filter(training_class__in=visible_classes(actor))
    together = ("rule", "training_class__plan", "training_class__version__programme", "locked_by", "confirmed_by")
    return get_object_or_404(sheets.select_related(*together), training_class=class_id)


def get_sheet_to_mark(actor: Actor, class_id: int) -> ResultSheet:
    """The results of a class whose marks the actor enters, or 404."""
    sheet = get_sheet(actor, class_id)
    if not may_enter(actor, sheet.training_class):
        raise Http404
    return sheet


def get_trainee(actor: Actor, enrolment_id: int) -> Enrolment:
    """One trainee of a visible class whose marks are open; a trainee sees the own recognised results; else 404."""
    visible = Q(training_class__in=visible_classes(actor), training_class__result_sheet__isnull=False)
    own = Q(official=actor.official_id, results__decision__effective_on__isnull=False)
    mine_too = visible if actor.official_id is None else visible | own
    together = ("official", "target_post__unit", "target_post__post", "training_class__version__programme")
    return get_object_or_404(Enrolment.objects.filter(mine_too).select_related(*together).distinct(), pk=enrolment_id)


def get_trainee_to_mark(actor: Actor, enrolment_id: int) -> Enrolment:
    """One trainee whose marks the actor enters, or 404."""
    enrolment = get_trainee(actor, enrolment_id)
    if not may_enter(actor, enrolment.training_class):
        raise Http404
    return enrolment


def sees_class_of(actor: Actor, enrolment: Enrolment) -> bool:
    """Does the actor see what is not yet recognised, or only the own recognised result?"""
    return visible_classes(actor).filter(pk=enrolment.training_class_id).exists()


def get_decision(actor: Actor, decision_id: int) -> ResultDecision:
    """One decision on results of a visible class, or 404."""
    decisions = ResultDecision.objects.filter(training_class__in=visible_classes(actor))
    return get_object_or_404(decisions.select_related("document", "training_class__plan"), pk=decision_id)


def may_enter(actor: Actor, training_class: TrainingClass) -> bool:
    """Does the actor enter marks: the office, or the teacher of the class?"""
    own = actor.is_any(Role.TEACHER) and training_class.teacher_id == actor.user.pk
    return own or actor.is_any(Role.OFFICE)


def may_open(actor: Actor) -> bool:
    """Does the actor open the marks of a class: the office?"""
    return actor.is_any(Role.OFFICE)


def may_run(actor: Actor) -> bool:
    """Does the actor confirm, reopen and draw up decisions: the school's head and its office?"""
    return actor.is_any(Role.HEAD, Role.OFFICE)


def visible_rules(actor: Actor) -> QuerySet[GradingRule]:
    """Every grading rule, newest first, for those who read results."""
    if not actor.is_any(*READ_EVERYTHING, Role.TEACHER):
        return GradingRule.objects.none()
    return GradingRule.objects.prefetch_related("bands").order_by("-valid_from")


def get_version(actor: Actor, version_id: int) -> ProgrammeVersion:
    """One programme version whose parts of the mark are set, for the office; else 404."""
    if not actor.is_any(Role.OFFICE, Role.HEAD):
        raise Http404
    return get_object_or_404(ProgrammeVersion.objects.select_related("programme"), pk=version_id)
