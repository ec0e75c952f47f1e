"""What marks, decisions on results and the dossiers of classes ask of a person."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from khaigiang.doors.portals.queries.todo.item import Todo
from khaigiang.recognition.assessment.models import ResultDecision, ResultSheet
from khaigiang.recognition.assessment.states import SheetState
from khaigiang.recognition.dossiers.queries import open_items
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.states import IS_OVER

HORIZON: Final = timedelta(days=14)


def results_to_confirm(actor: Actor) -> Iterator[Todo]:
    """Locked marks that a second person confirms."""
    locked = ResultSheet.objects.filter(state=SheetState.LOCKED).exclude(locked_by=actor.user)
    for sheet in locked.select_related("training_class"):
        yield Todo(
            title=_("Confirm the results"),
            url=reverse("assessment:results", args=[sheet.training_class_id]),
            icon="check-check",
            note=str(sheet.training_class),
            tone="warning",
        )


def result_decisions_to_sign(_actor: Actor) -> Iterator[Todo]:
    """Decisions on results that are drawn up and wait for signature and number."""
    for result in ResultDecision.objects.filter(effective_on__isnull=True).select_related("training_class"):
        yield Todo(
            title=_("Sign the decision on results"),
            url=reverse("assessment:decision", args=[result.pk]),
            icon="file-pen",
            note=str(result.training_class),
            tone="warning",
        )


def checklist_items(actor: Actor) -> Iterator[Todo]:
    """What the checklists of running classes ask of the actor's roles within two weeks."""
    classes = TrainingClass.objects.exclude(state__in=IS_OVER)
    if not actor.is_any(Role.OFFICE, Role.HEAD, Role.ORGANISER):
        classes = classes.filter(teacher=actor.user)
    for item in open_items(classes, actor.roles, actor.on, until=actor.on + HORIZON):
        yield Todo(
            title=item.title,
            url=reverse("dossiers:dossier", args=[item.class_id]),
            icon="clipboard-list",
            note=item.class_name,
            due_on=item.due_on,
            tone="danger" if item.is_late else "warning" if item.due_on == actor.on else "info",
        )
