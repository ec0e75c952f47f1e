"""The only door to load, figures and statements."""

from typing import Final

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.units.models import Office, OfficeKind
from khaigiang.teaching.honoraria.models import HonorariumLine, HonorariumStatement
from khaigiang.teaching.honoraria.states import StatementState
from khaigiang.teaching.lecturers.access import visible_lecturers
from khaigiang.teaching.lecturers.models import Lecturer

ACCOUNTS_FOR_MONEY: Final = (Role.LEADER, Role.HEAD, Role.OFFICE, Role.AUDITOR)


def visible_statements(actor: Actor) -> QuerySet[HonorariumStatement]:
    """Every statement for those who account for money; none for others."""
    found = HonorariumStatement.objects.select_related("school", "corrects", "made_by", "approved_by")
    return found if actor.is_any(*ACCOUNTS_FOR_MONEY) else found.none()


def get_statement(actor: Actor, statement_id: int) -> HonorariumStatement:
    """One visible statement, or 404."""
    return get_object_or_404(visible_statements(actor), pk=statement_id)


def get_line(actor: Actor, line_id: int) -> HonorariumLine:
    """One line of a visible approved statement that is no correction itself, or 404."""
    lines = HonorariumLine.objects.filter(
        statement__in=visible_statements(actor).filter(state=StatementState.APPROVED, corrects__isnull=True)
    )
    return get_object_or_404(lines.select_related("statement", "lecturer", "training_class", "item"), pk=line_id)


def own_lecturer(actor: Actor) -> Lecturer:
    """The lecturer that the actor is, or 404."""
    return (
        get_object_or_404(Lecturer, user=actor.user)
        if actor.is_any(Role.LECTURER)
        else get_object_or_404(Lecturer.objects.none())
    )


def lecturers_with_norms(actor: Actor) -> QuerySet[Lecturer]:
    """Whose hours a norm may be entered for: everybody who teaches, by name."""
    return visible_lecturers(actor).filter(is_active=True).order_by("sort_key", "pk")


def schools() -> QuerySet[Office]:
    """The schools that pay."""
    return Office.objects.filter(kind=OfficeKind.SCHOOL, is_active=True).order_by("sort_key", "pk")


def may_write(actor: Actor) -> bool:
    """May the actor enter figures and make statements?"""
    return actor.is_any(Role.OFFICE)


def may_approve(actor: Actor) -> bool:
    """May the actor approve statements?"""
    return actor.is_any(Role.HEAD)
