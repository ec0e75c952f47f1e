"""Why no timetable is possible: a smallest set of demands that contradict each other."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ortools.sat.python import cp_model

from khaigiang.solvers.errors import NoPlanInTime
from khaigiang.solvers.subsets import needed
from khaigiang.solvers.time_limit import TimeLimit
from khaigiang.solvers.timetabling.demands import Demand, Rule
from khaigiang.solvers.timetabling.grid import draw_up
from khaigiang.solvers.timetabling.problem import ClassId, Hall, Problem
from khaigiang.solvers.timetabling.relaxing import alone, demands_of
from khaigiang.solvers.timetabling.rules import HARD_RULES

# Which halls there are is no demand of anybody; it is told where nothing else is to blame.
THE_HALLS_THERE_ARE: Final = Demand(rule="one_class_in_a_hall")

OF_LECTURERS: Final[frozenset[Rule]] = frozenset({"qualified", "available", "max_per_day", "max_per_week"})
OF_HALLS: Final[frozenset[Rule]] = frozenset(
    {"halls_of_the_class", "hall_large_enough", "hall_features", "hall_free", "one_place_a_day"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some demands, looked at for some classes; without halls, each class has one of its own."""

    demands: tuple[Demand, ...]
    classes: frozenset[ClassId]
    has_halls: bool


def smallest_conflict(problem: Problem, *, seconds: float, seed: int = 0) -> tuple[Demand, ...]:
    """Demands (of `demands_of`) that alone have no timetable, while without any one of them they have.

    A small set is looked for: in single classes first, then among lecturers, among halls, then in everything. Empty when
    the problem has a timetable; THE_HALLS_THERE_ARE when it has none even without any demand. Raises NoPlanInTime when
    the time ended before a contradiction was proven.
    """
    del seed  # nothing is drawn by lot
    limit = TimeLimit(seconds)
    met: bool | None = None
    for part in _parts(problem):
        met = is_possible(_problem_of(problem, part), limit)
        if met is False:
            return _smallest(problem, part, limit)
    if met is None:
        raise NoPlanInTime
    return ()


def is_possible(problem: Problem, limit: TimeLimit) -> bool | None:
    """Is there a timetable at all? None when the time ended before it was known."""
    if not limit.left():
        return None
    model = cp_model.CpModel()
    grid = draw_up(model, problem)
    for hard_rule in HARD_RULES:
        hard_rule(model, grid)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = limit.left()
    known = {cp_model.OPTIMAL: True, cp_model.FEASIBLE: True, cp_model.INFEASIBLE: False}
    return known.get(solver.solve(model))


def _smallest(problem: Problem, part: Part, limit: TimeLimit) -> tuple[Demand, ...]:
    def contradict(demands: Sequence[Demand]) -> bool:
        return is_possible(_problem_of(problem, replace(part, demands=tuple(demands))), limit) is False

    def contradict_in_the_whole(demands: Sequence[Demand]) -> bool:
        return is_possible(alone(problem, demands), limit) is False

    demands = part.demands
    for look in (_rule, _subject, _itself):
        demands = _needed_by(look, demands, contradict)
    return tuple(needed(list(demands), contradict_in_the_whole)) or (THE_HALLS_THERE_ARE,)


def _needed_by(
    look: Callable[[Demand], Hashable], demands: Sequence[Demand], contradict: Callable[[Sequence[Demand]], bool]
) -> tuple[Demand, ...]:
    """Leave out all demands that look alike, or none of them."""
    groups: dict[Hashable, list[Demand]] = {}
    for demand in demands:
        groups.setdefault(look(demand), []).append(demand)
    kept = needed(list(groups.values()), lambda some: contradict([demand for group in some for demand in group]))
    return tuple(demand for group in kept for demand in group)


def _rule(demand: Demand) -> Hashable:
    return demand.rule


def _subject(demand: Demand) -> Hashable:
    return demand.rule, demand.classes, demand.lecturer_id, demand.hall_id


def _itself(demand: Demand) -> Hashable:
    return demand


def _parts(problem: Problem) -> Iterator[Part]:
    demands = demands_of(problem)
    everyone = frozenset(cls.id for cls in problem.classes)
    without_halls = tuple(demand for demand in demands if demand.rule not in OF_HALLS)
    without_lecturers = tuple(demand for demand in demands if demand.rule not in OF_LECTURERS)
    bare = tuple(demand for demand in without_halls if demand.rule not in OF_LECTURERS)
    for some, has_halls in ((bare, False), (without_halls, False), (without_lecturers, True)):
        for cls in problem.classes if len(everyone) > 1 else ():
            own = tuple(demand for demand in some if demand.classes in {(), (cls.id,)})
            yield Part(demands=own, classes=frozenset([cls.id]), has_halls=has_halls)
    yield Part(demands=without_halls, classes=everyone, has_halls=False)
    yield Part(demands=without_lecturers, classes=everyone, has_halls=True)
    yield Part(demands=demands, classes=everyone, has_halls=True)


def _problem_of(problem: Problem, part: Part) -> Problem:
    some = alone(problem, part.demands)
    some = replace(
        some,
        classes=tuple(cls for cls in some.classes if cls.id in part.classes),
        pins=tuple(pin for pin in some.pins if pin.class_id in part.classes),
        published=(),
    )
    return some if part.has_halls else _with_a_hall_for_each(some)


def _with_a_hall_for_each(problem: Problem) -> Problem:
    halls = tuple(Hall(id=f"of {cls.id}", capacity=cls.participants) for cls in problem.classes)
    return replace(
        problem,
        classes=tuple(
            replace(
                cls,
                halls=frozenset([hall.id]),
                pieces=tuple(replace(piece, features=frozenset()) for piece in cls.pieces),
            )
            for cls, hall in zip(problem.classes, halls, strict=True)
        ),
        halls=halls,
        pins=tuple(replace(pin, hall_id=None) for pin in problem.pins),
    )
