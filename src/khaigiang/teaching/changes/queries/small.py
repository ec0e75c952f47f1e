"""Classes that miss their smallest size shortly before they begin."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Min, QuerySet

from khaigiang.teaching.changes.models import SmallClass, SmallClassRule
from khaigiang.teaching.changes.rules import USUAL_DAYS_AHEAD
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
    """Of these classes those that begin within the days of the office's rule with fewer people than their smallest
    size, but those that somebody decided to hold; two statements."""
    last = on + timedelta(days=days_ahead_on(on))
    soon = TrainingClass.objects.annotate(begins_on=Min("days__on")).filter(
        begins_on__gte=on, begins_on__lte=last, held_small__isnull=True, state__in=BEFORE_IT_BEGINS
    )
    return [
        SmallClassRow(class_id=row.id, name=row.name, people=row.people, smallest=row.smallest, first_day=row.first_day)
        for row in class_rows(classes.filter(pk__in=soon.values("pk")), on)
        if row.people < row.smallest and row.first_day is not None
    ]


def held_small(training_class: TrainingClass) -> SmallClass | None:
    """Who decided to hold a class though it is small, and why; one statement."""
    return SmallClass.objects.filter(training_class=training_class).select_related("decided_by").first()


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallClassRuleRow:
    """One rule of the office, and whether it is the one in force."""

    rule: SmallClassRule
    in_force: bool


def days_ahead_on(on: date) -> int:
    """How many days before its first day a class that is too small is told, by the rule in force; one statement."""
    days = (
        SmallClassRule.objects.filter(valid_from__lte=on).order_by("-valid_from").values_list("days_ahead", flat=True)
    )
    return days.first() or USUAL_DAYS_AHEAD


def small_class_rules(on: date) -> list[SmallClassRuleRow]:
    """Every rule, the newest first, with the one in force on the day; one statement."""
    rules = list(SmallClassRule.objects.select_related("set_by").order_by("-valid_from"))
    current = next((rule for rule in rules if rule.valid_from <= on), None)
    return [SmallClassRuleRow(rule=rule, in_force=rule is current) for rule in rules]
