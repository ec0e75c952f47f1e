"""Two allocations side by side: what each costs, how full each class is, who sits elsewhere."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts.models import AllocationRun
from khaigiang.teaching.cohorts.queries import (
    PARTS,
    Situation,
    TakingClass,
    WaitingPerson,
    placed_now,
    placements_of,
    situation_of_people,
)
from khaigiang.teaching.cohorts.solver_bridge.problem import assignment_of, problem_of
from khaigiang.teaching.cohorts.solver_bridge.proposals import price_by_part
from khaigiang.teaching.cohorts.weights import Weights
from khaigiang.teaching.runs.comparing import Both


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two: a run, or (without one) where people are placed at present."""

    run: AllocationRun | None
    placed: Mapping[int, int]

    @property
    def name(self) -> str:
        """What it is called in the heads of the columns."""
        return self.run.title if self.run else _("In force now")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mover:
    """Somebody who sits in another class on the other side; an empty name is no class."""

    person: WaitingPerson
    one: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two allocations of the same people, priced by the weights of the first."""

    one: Side
    other: Side
    parts: list[Both]
    total: Both
    sizes: list[Both]
    movers: list[Mover]
    people: int
    weights_differ: bool


def compared(plan: Plan, one: AllocationRun | None, other: AllocationRun | None) -> Comparison | None:
    """Two runs of a plan, or a run and what is in force (None); None while both are the same.

    Both are priced by the weights of the first that is a run, as people, days and classes are today.
    """
    if one == other:
        return None
    sides = Side(run=one, placed=_placed(plan, one)), Side(run=other, placed=_placed(plan, other))
    weights = [Weights.from_json(side.run.weights) for side in sides if side.run]
    situation = _situation(plan, *sides)
    first, second = (_prices(situation, weights[0], side) for side in sides)
    return Comparison(
        one=sides[0],
        other=sides[1],
        parts=[
            Both(label=label, one=first[part], other=second[part]) for part, label in PARTS.items() if part in first
        ],
        total=Both(label="", one=first["total"], other=second["total"]),
        sizes=_sizes(situation, *sides),
        movers=_movers(situation, *sides),
        people=len(situation.people),
        weights_differ=weights[0] != weights[-1],
    )


def _placed(plan: Plan, run: AllocationRun | None) -> dict[int, int]:
    return placements_of(run) if run else placed_now(plan)


def _situation(plan: Plan, one: Side, other: Side) -> Situation:
    return situation_of_people(
        plan,
        class_ids={*one.placed.values(), *other.placed.values()},
        nomination_ids={*one.placed, *other.placed},
    )


def _prices(situation: Situation, weights: Weights, side: Side) -> dict[str, int]:
    known = {person.nomination_id for person in situation.people}
    placed = {one: class_id for one, class_id in side.placed.items() if one in known}
    return price_by_part(problem_of(situation, weights), assignment_of(placed))


def _sizes(situation: Situation, one: Side, other: Side) -> list[Both]:
    here, there = Counter(one.placed.values()), Counter(other.placed.values())
    return [Both(label=found.name, one=here[found.id], other=there[found.id]) for found in situation.classes]


def _movers(situation: Situation, one: Side, other: Side) -> list[Mover]:
    classes = {found.id: found for found in situation.classes}
    moved = [
        person
        for person in situation.people
        if one.placed.get(person.nomination_id) != other.placed.get(person.nomination_id)
    ]
    return [
        Mover(
            person=person,
            one=_name(classes, one.placed.get(person.nomination_id)),
            other=_name(classes, other.placed.get(person.nomination_id)),
        )
        for person in moved
    ]


def _name(classes: Mapping[int, TakingClass], class_id: int | None) -> str:
    found = classes.get(class_id or 0)
    return found.name if found else ""
