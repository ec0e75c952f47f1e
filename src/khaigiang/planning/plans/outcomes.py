"""What became of plans: features above tell the classes of a plan and who completed one; nobody types it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassOfPlan:
    """One class of a plan: its first day, and whether it is held (a decision opened it)."""

    plan_id: int
    class_id: int
    name: str
    starts_on: date
    is_decided: bool


Classes = Callable[[Collection[int]], list[ClassOfPlan]]
Completed = Callable[[Collection[int], date], Mapping[tuple[int, int], int]]

_classes: list[Classes] = []
_completed: list[Completed] = []


def register_classes(provider: Classes) -> None:
    """Ask this callable for the classes of plans (by their ids)."""
    if provider not in _classes:
        _classes.append(provider)


def register_completed(provider: Completed) -> None:
    """Ask this callable how many people of each (plan, committee) completed a class by a day."""
    if provider not in _completed:
        _completed.append(provider)


def classes_of(plan_ids: Collection[int]) -> list[ClassOfPlan]:
    """The classes of plans, by their first days."""
    found = [one for provider in _classes for one in provider(plan_ids)]
    return sorted(found, key=lambda one: (one.starts_on, one.class_id))


def completed_in(plan_ids: Collection[int], on: date) -> dict[tuple[int, int], int]:
    """How many people of each (plan, committee) completed a class by a day."""
    return {key: count for provider in _completed for key, count in provider(plan_ids, on).items()}
