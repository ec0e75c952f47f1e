"""What somebody wants to change, whether it is proposed already or only looked at."""

from dataclasses import dataclass
from datetime import date

from khaigiang.teaching.changes.models import ClassChange
from khaigiang.teaching.changes.states import ChangeKind
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass
from khaigiang.teaching.cohorts.states import HAS_A_LIST


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One change: of which kind, of which class, into which other, to which days, of which people."""

    kind: ChangeKind
    training_class: TrainingClass
    other_class: TrainingClass | None = None
    days: tuple[date, ...] = ()
    people: tuple[Enrolment, ...] = ()
    change_id: int | None = None

    @property
    def is_decided(self) -> bool:
        """Does a decision name a class that changes, so that a second person approves?"""
        classes = [self.training_class, self.other_class]
        return any(one is not None and one.state in HAS_A_LIST for one in classes)


def wanted_of(change: ClassChange) -> Wanted:
    """What a kept change wants; its classes and people as they are now, three statements."""
    classes = TrainingClass.objects.select_related("plan", "version", "hall", "teacher")
    people = change.people.select_related("official", "training_class", "nomination")
    return Wanted(
        kind=ChangeKind(change.kind),
        training_class=classes.get(pk=change.training_class_id),
        other_class=classes.get(pk=change.other_class_id) if change.other_class_id else None,
        days=tuple(date.fromisoformat(day) for day in change.days),
        people=tuple(people.order_by("training_class__number", "pk")),
        change_id=change.pk,
    )
