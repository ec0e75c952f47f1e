"""The only door from an actor and an id to the reports of a plan."""

from typing import Final

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from khaigiang.oversight.reporting.indicators import BY_ID, Indicator
from khaigiang.oversight.reporting.models import ProgrammeReport
from khaigiang.planning.documents import access as documents
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.cohorts.models import TrainingClass

READ_EVERYTHING: Final = (Role.LEADER, Role.ORGANISER, Role.HEAD, Role.OFFICE, Role.AUDITOR)


def visible_plans(actor: Actor) -> QuerySet[Plan]:
    """Every plan, for those who account for the whole."""
    plans = Plan.objects.select_related("document__issuer", "organiser", "school")
    return plans if actor.is_any(*READ_EVERYTHING) else plans.none()


def get_plan(actor: Actor, plan_id: int) -> Plan:
    """One visible plan, or 404."""
    return get_object_or_404(visible_plans(actor), pk=plan_id)


def may_draw_up(actor: Actor) -> bool:
    """May the actor draw up official reports?"""
    return actor.is_any(Role.ORGANISER, Role.OFFICE)


def may_issue(actor: Actor, report: ProgrammeReport) -> bool:
    """Does the actor sign and number papers of the office that this report is of?"""
    return may_draw_up(actor) and documents.may_write_paper(actor, report.document)


def get_indicator(name: str) -> Indicator:
    """The indicator of an address, or 404."""
    if name not in BY_ID:
        raise Http404
    return BY_ID[name]


def get_class(actor: Actor, class_id: int) -> TrainingClass:
    """One class of a visible plan, or 404."""
    classes = TrainingClass.objects.filter(plan__in=visible_plans(actor))
    together = ("plan__document__issuer", "plan__organiser", "plan__school", "version__programme", "hall")
    return get_object_or_404(classes.select_related(*together), pk=class_id)


def get_report_to_issue(actor: Actor, report_id: int) -> ProgrammeReport:
    """One official report of an office that the actor writes for, or 404."""
    report = get_report(actor, report_id)
    if not may_issue(actor, report):
        raise Http404
    return report


def get_report(actor: Actor, report_id: int) -> ProgrammeReport:
    """One official report of a visible plan, or 404."""
    reports = ProgrammeReport.objects.filter(plan__in=visible_plans(actor))
    return get_object_or_404(reports.select_related("document__issuer", "plan"), pk=report_id)
