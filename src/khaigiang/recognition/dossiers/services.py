"""All writes of a class's dossier: its checklist."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.recognition.dossiers.errors import ChecklistExists, ClassHasNoDays
from khaigiang.recognition.dossiers.models import ChecklistItem
from khaigiang.recognition.dossiers.rules import USUAL
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.queries.classes import days_of


@transaction.atomic
def make_checklist(training_class: TrainingClass, *, by: User, at: datetime) -> list[ChecklistItem]:
    """Give a class the usual checklist, with owners; due days follow from the days of the class. Raises ClassHasNoDays or ChecklistExists."""
    if not days_of(training_class):
        raise ClassHasNoDays
    # The class is the lock: of two who press at once, the second is told that the checklist is there.
    training_class = TrainingClass.objects.select_for_update().get(pk=training_class.pk)
    if training_class.checklist.exists():
        raise ChecklistExists
    items = ChecklistItem.objects.bulk_create(
        ChecklistItem(training_class=training_class, code=duty.code, owner_role=duty.owner) for duty in USUAL
    )
    audit.record("make_checklist", training_class, by=by, at=at, after={"items": len(items)})
    return items


@transaction.atomic
def tick(item: ChecklistItem, *, note: str = "", by: User, at: datetime) -> ChecklistItem:
    """Say that something on the checklist is done; doing it again changes nothing."""
    item = ChecklistItem.objects.select_for_update().get(pk=item.pk)
    if item.done_on is None:
        item.done_on, item.done_by, item.note = local_day(at), by, note.strip()
        item.save(update_fields=["done_on", "done_by", "note"])
        audit.record("tick", item, by=by, at=at, after={"note": item.note})
    return item


@transaction.atomic
def untick(item: ChecklistItem, *, by: User, at: datetime) -> ChecklistItem:
    """Say that something is not done after all; doing it again changes nothing."""
    item = ChecklistItem.objects.select_for_update().get(pk=item.pk)
    if item.done_on is None:
        return item
    before = {"done_on": item.done_on, "note": item.note}
    item.done_on, item.done_by, item.note = None, None, ""
    item.save(update_fields=["done_on", "done_by", "note"])
    audit.record("untick", item, by=by, at=at, before=before)
    return item
