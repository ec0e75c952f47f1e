"""Reading a class's checklist."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from khaigiang.recognition.dossiers.models import ChecklistItem
from khaigiang.recognition.dossiers.rules import due_day
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.queries.classes import days_by_class


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One line of the checklist."""

    id: int
    class_id: int
    class_name: str
    title: str
    owner: str
    owner_role: str
    due_on: date
    done_on: date | None
    done_by: str
    note: str
    is_late: bool


def checklist(training_class: TrainingClass, on: date) -> list[ItemRow]:
    """The checklist of a class by due day; 2 statements."""
    return _rows(training_class.checklist.all(), on)


def open_items(classes: QuerySet[TrainingClass], roles: Iterable[Role], on: date, *, until: date) -> list[ItemRow]:
    """What these roles still owe for these classes by a day, most urgent first; 2 statements."""
    items = ChecklistItem.objects.filter(
        training_class__in=classes,
        owner_role__in=sorted(roles),
        done_on__isnull=True,
    )
    return [row for row in _rows(items, on) if row.due_on <= until]


def _rows(items: QuerySet[ChecklistItem], on: date) -> list[ItemRow]:
    found = list(items.select_related("training_class", "done_by").order_by("pk"))
    days = days_by_class({item.training_class for item in found})
    rows = (_row(item, days[item.training_class_id], on) for item in found)
    return sorted(rows, key=lambda row: (row.due_on, row.id))


def _row(item: ChecklistItem, days: Sequence[date], on: date) -> ItemRow:
    due_on = due_day(item.duty, first_day=days[0], last_day=days[-1])
    return ItemRow(
        id=item.pk,
        class_id=item.training_class_id,
        class_name=item.training_class.name,
        title=str(item.duty.title),
        owner=str(Role(item.owner_role).label),
        owner_role=item.owner_role,
        due_on=due_on,
        done_on=item.done_on,
        done_by=str(item.done_by or ""),
        note=item.note,
        is_late=item.done_on is None and due_on < on,
    )
