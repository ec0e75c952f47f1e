"""What shares a half-day in the programme: its items, their hours, and the sessions that go together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.queries import hours_of
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.curriculum.rules import by_half_day
from khaigiang.teaching.timetable.hours import Hours, timed
from khaigiang.teaching.timetable.models import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """How one item stands to the others of its version: by id those it comes after, and the first of its half-day."""

    head: int
    after: frozenset[int]
    block_order: bool


def order_of(version_id: int) -> dict[int, Ordered]:
    """By the id of every item of a version how it stands to the others; two statements."""
    items = list(ProgrammeItem.objects.filter(version=version_id).select_related("version").order_by("ordinal"))
    rules = ProgrammeItem.after.through.objects.filter(from_programmeitem__version=version_id)
    pairs = list(rules.values_list("from_programmeitem", "to_programmeitem"))
    return {
        item.pk: Ordered(
            head=together[0].pk,
            after=frozenset(earlier for later, earlier in pairs if later == item.pk),
            block_order=item.version.block_order,
        )
        for together in by_half_day(items)
        for item in together
    }


def items_together(item: ProgrammeItem) -> list[ProgrammeItem]:
    """The items that share the half-day of one, in their order, itself among them."""
    items = ProgrammeItem.objects.filter(version=item.version_id).order_by("ordinal")
    return next(together for together in by_half_day(items) if item in together)


def usual_part(training_class: TrainingClass, item: ProgrammeItem, on: date, half_day: str) -> Hours | None:
    """The hours of an item in a half-day of a class, beside what shares it; None where there are no usual hours.

    Raises HalfDayTooShort.
    """
    hours = hours_of(training_class).on(on, half_day)
    return None if hours is None else part_of(hours, item, items_together(item))


def part_of(hours: Hours, item: ProgrammeItem, together: Sequence[ProgrammeItem]) -> Hours:
    """Of the hours of a half-day those of one of the items that share it; raises HalfDayTooShort."""
    return timed(hours, [one.minutes for one in together])[together.index(item)]


def sessions_together(session: Session) -> list[Session]:
    """The sessions of a class that share the half-day of one by its programme and stand beside it, itself among them."""
    beside = Session.objects.filter(training_class=session.training_class_id, on=session.on, half_day=session.half_day)
    items = [item.pk for item in items_together(session.item)]
    return list(beside.filter(item__in=items).select_related("item").order_by("item__ordinal"))
