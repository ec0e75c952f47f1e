"""The classes that a plan could begin with, as a proposal to be corrected."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts.queries.classes import next_number
from khaigiang.teaching.cohorts.rules import even_shares, one_after_another, size_bounds
from khaigiang.teaching.curriculum.models import ProgrammeVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedClass:
    """One class with even sizes, following the one before it."""

    number: int
    name: str
    first_day: date
    min_size: int
    wanted_size: int
    max_size: int


def proposed_classes(
    plan: Plan, version: ProgrammeVersion, *, count: int, people: int, first_day: date, holidays: Iterable[date]
) -> list[ProposedClass]:
    """So many classes of even size, one after another on working days."""
    start = next_number(plan)
    days = one_after_another(first_day, classes=count, days=max(1, version.days), holidays=frozenset(holidays))
    sizes = [max(1, size) for size in even_shares(people, count)]
    return [
        ProposedClass(
            number=start + place,
            name=f"Lớp {start + place}",
            first_day=days[place][0],
            min_size=size_bounds(size)[0],
            wanted_size=size,
            max_size=size_bounds(size)[1],
        )
        for place, size in enumerate(sizes)
    ]
