"""The problem with some of its demands dropped, or with some alone."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from khaigiang.solvers.allocation.contradiction.claims import Facts, all_claims, demands_in
from khaigiang.solvers.allocation.demands import Demand
from khaigiang.solvers.allocation.problem import ClassId, PersonId, Problem, TrainingClass


def demands_of(problem: Problem) -> tuple[Demand, ...]:
    """Every demand that a plan could break: sizes, lists, limits, and who cannot attend which class."""
    facts = Facts(problem=problem)
    return tuple(demands_in(facts, all_claims(facts)))


def without(problem: Problem, demands: Iterable[Demand]) -> Problem:
    """The problem with these demands dropped: sizes unbounded, lists gone, units excused, people free to attend."""
    dropped: defaultdict[str, list[Demand]] = defaultdict(list)
    for demand in demands:
        dropped[demand.rule].append(demand)
    free: defaultdict[PersonId, set[ClassId]] = defaultdict(set)
    for demand in dropped["cannot"]:
        free[demand.people[0]].add(demand.class_id or "")
    return replace(
        problem,
        classes=_unbounded(problem, dropped["min"], dropped["max"]),
        people=tuple(
            replace(person, cannot=person.cannot - free[person.id]) if person.id in free else person
            for person in problem.people
        ),
        together=_other_than(problem.together, dropped["together"]),
        apart=_other_than(problem.apart, dropped["apart"]),
        excused=problem.excused | {(demand.unit or "", demand.week or 0) for demand in dropped["unit_max_per_week"]},
    )


def alone(problem: Problem, demands: Collection[Demand]) -> Problem:
    """The problem with no other demand than these."""
    kept = {plain(demand) for demand in demands}
    return without(problem, [demand for demand in demands_of(problem) if plain(demand) not in kept])


def plain(demand: Demand) -> Demand:
    """The demand without how far it is missed, and its people in one order: equal for equal demands."""
    return replace(demand, people=tuple(sorted(set(demand.people))), by=0)


def _unbounded(problem: Problem, least: list[Demand], most: list[Demand]) -> tuple[TrainingClass, ...]:
    no_least = {demand.class_id for demand in least}
    no_most = {demand.class_id for demand in most}
    return tuple(
        replace(
            cls,
            min=0 if cls.id in no_least else cls.min,
            max=max(cls.max, len(problem.people)) if cls.id in no_most else cls.max,
        )
        for cls in problem.classes
    )


def _other_than(lists: tuple[tuple[PersonId, ...], ...], dropped: list[Demand]) -> tuple[tuple[PersonId, ...], ...]:
    gone = {frozenset(demand.people) for demand in dropped}
    return tuple(people for people in lists if frozenset(people) not in gone)
