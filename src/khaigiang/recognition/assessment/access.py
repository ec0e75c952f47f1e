"""The only door from an actor and an id to the marks and results of a class."""

from typing import Final

from django.db.models import QuerySet
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


def get_trainee(actor: Actor, enrolment_id: int) -> Enrolment:
    """One trainee of a visible class; a trainee sees the own results once they are recognised; else 404."""
    together = ("official", "target_post__unit", "target_post__post", "training_class__version__programme")
    enrolments = Enrolment.objects.select_related(*together)
    enrolment = get_object_or_404(enrolments, pk=enrolment_id)
    if enrolment.official_id == actor.official_id and enrolment.results.filter(decision__effective_on__isnull=False).exists():
        return enrolment
    if not visible_classes(actor).filter(pk=enrolment.training_class_id).exists():
        raise Http404
    return enrolment


def get_decision(actor: Actor, decision_id: int) -> ResultDecision:
    """One decision on results of a visible class, or 404."""
    decisions = ResultDecision.objects.filter(training_class__in=visible_classes(actor))
    return get_object_or_404(decisions.select_related("document", "training_class__plan"), pk=decision_id)


def may_enter(actor: Actor) -> bool:
    """Does the actor enter marks: the office, or the teacher of the class?"""
    return actor.is_any(Role.OFFICE, Role.TEACHER)


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
