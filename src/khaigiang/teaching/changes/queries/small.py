"""Classes that miss their smallest size shortly before they begin."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Min, QuerySet

from khaigiang.teaching.changes.models import SmallClass
from khaigiang.teaching.changes.rules import LOOKS_AHEAD
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.queries import class_rows
from khaigiang.teaching.cohorts.states import BEFORE_IT_BEGINS


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallClassRow:
    """One class with fewer people than its smallest size, which begins soon."""

    class_id: int
    name: str
    people: int
    smallest: int
    first_day: date


def small_classes(classes: QuerySet[TrainingClass], on: date) -> list[SmallClassRow]:
    """Of these classes those that begin within two weeks with fewer people than their smallest size, but those that
    somebody decided to hold; one statement."""
    soon = TrainingClass.objects.annotate(begins_on=Min("days__on")).filter(
        begins_on__gte=on, begins_on__lte=on + LOOKS_AHEAD, held_small__isnull=True, state__in=BEFORE_IT_BEGINS
    )
    return [
        SmallClassRow(class_id=row.id, name=row.name, people=row.people, smallest=row.smallest, first_day=row.first_day)
        for row in class_rows(classes.filter(pk__in=soon.values("pk")), on)
        if row.people < row.smallest and row.first_day is not None
    ]


def held_small(training_class: TrainingClass) -> SmallClass | None:
    """Who decided to hold a class though it is small, and why; one statement."""
    return SmallClass.objects.filter(training_class=training_class).select_related("decided_by").first()
