"""Why no timetable is possible: a smallest set of demands that contradict each other."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ortools.sat.python import cp_model

from khaigiang.solvers.errors import NoPlanExists, NoPlanInTime
from khaigiang.solvers.progress import until_stopped
from khaigiang.solvers.search import answer_of
from khaigiang.solvers.subsets import needed
from khaigiang.solvers.time_limit import TimeLimit, never
from khaigiang.solvers.timetabling.bounds import bound as least_cost
from khaigiang.solvers.timetabling.bounds import refuse_too_few_halls
from khaigiang.solvers.timetabling.crammed import is_crammed
from khaigiang.solvers.timetabling.demands import Demand, Rule
from khaigiang.solvers.timetabling.grid import draw_up
from khaigiang.solvers.timetabling.local import Effort, anneal
from khaigiang.solvers.timetabling.problem import ClassId, Hall, Problem, Weights
from khaigiang.solvers.timetabling.relaxing import alone, calendar_of, demands_of
from khaigiang.solvers.timetabling.rules import HARD_RULES

# Which halls there are is no demand of anybody; it is told where nothing else is to blame.
THE_HALLS_THERE_ARE: Final = Demand(rule="one_class_in_a_hall")

# A short annealing finds most timetables that there are.
PROPOSALS_A_PIECE: Final = 2_000
# Seconds for a question that is answered by what the rules imply at once.
AT_ONCE: Final = 0.3
# Of no more classes each is looked at alone before all of them are.
FEW: Final = 12

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


def smallest_conflict(
    problem: Problem, *, seconds: float, seed: int = 0, is_stopped: Callable[[], bool] = never
) -> tuple[Demand, ...]:
    """Demands (of `demands_of`) that alone have no timetable, while without any one of them they have.

    A small set is looked for: in single classes first, then among lecturers, among halls, then in everything. Empty when
    the problem has a timetable; THE_HALLS_THERE_ARE when it has none even without any demand. Raises NoPlanInTime when
    the time ended before a contradiction was proven.
    """
    del seed  # nothing is drawn by lot
    limit = TimeLimit(seconds, is_stopped=is_stopped)
    met: bool | None = None
    for part in _parts(problem):
        met = is_possible(_problem_of(problem, part), limit) if limit.left() else None
        if met is False:
            return _smallest(problem, _of_fewest_classes(problem, part, limit), limit)
    if met is None:
        raise NoPlanInTime
    return ()


def contradicts_in_part(problem: Problem, limit: TimeLimit) -> bool:
    """Is it proven in time that one class alone, all lecturers alone or all halls alone have no timetable?"""
    *parts, _whole = _parts(problem)
    return any(bool(limit.left()) and is_possible(_problem_of(problem, part), limit) is False for part in parts)


def is_possible(problem: Problem, limit: TimeLimit) -> bool | None:
    """Is there a timetable at all? None when the time ended before it was known."""
    if not limit.left():
        return None
    known = _at_a_glance(problem, limit)
    return _searched(problem, limit) if known is None else known


def _at_a_glance(problem: Problem, limit: TimeLimit) -> bool | None:
    """What the flow of lessons and a short annealing tell: most questions need no more."""
    free = replace(problem, weights=Weights(unwanted=0, hall_change=0, load=0), published=())
    proposals = PROPOSALS_A_PIECE * sum(len(cls.pieces) for cls in problem.classes)
    try:
        least_cost(free)
        refuse_too_few_halls(free)
        effort = Effort(limit=limit.share(limit.left()), proposals=proposals)
        found = anneal(free, effort=effort, bound=0, seed=0, watch=until_stopped(limit))
    except NoPlanExists:
        return False
    return None if found is None else True


def _searched(problem: Problem, limit: TimeLimit) -> bool | None:
    model = cp_model.CpModel()
    grid = draw_up(model, problem)
    for hard_rule in HARD_RULES:
        hard_rule(model, grid)
    known = {cp_model.OPTIMAL: True, cp_model.FEASIBLE: True, cp_model.INFEASIBLE: False}
    # Most questions are answered by what the rules imply at once; to look for more beforehand takes longer than that, but
    # where there are as many half-days as pieces nothing else finds the end.
    for looks_first, seconds in ((False, min(limit.left(), AT_ONCE)), (True, limit.left() - AT_ONCE)):
        if seconds > 0:
            answer = known.get(answer_of(_solver(looks_first=looks_first), model, limit.share(seconds)))
            if answer is not None:
                return answer
    return None


def _solver(*, looks_first: bool) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if not looks_first:
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.symmetry_level = 0
    return solver


def _of_fewest_classes(problem: Problem, part: Part, limit: TimeLimit) -> Part:
    """The part with as few of its classes as still contradict each other."""

    def of(classes: Sequence[ClassId]) -> Part:
        some = tuple(one for one in part.demands if not one.classes or one.classes[0] in classes)
        return replace(part, classes=frozenset(classes), demands=some)

    def contradict(classes: Sequence[ClassId]) -> bool:
        return bool(limit.left()) and is_possible(_problem_of(problem, of(classes)), limit) is False

    return of(needed(sorted(part.classes), contradict))


def _smallest(problem: Problem, part: Part, limit: TimeLimit) -> tuple[Demand, ...]:
    def contradict(demands: Sequence[Demand]) -> bool:
        return (
            bool(limit.left())
            and is_possible(_problem_of(problem, replace(part, demands=tuple(demands))), limit) is False
        )

    def contradict_in_the_whole(demands: Sequence[Demand]) -> bool:
        return bool(limit.left()) and is_possible(alone(problem, demands), limit) is False

    demands = part.demands
    for look in (_rule, _subject, _itself):
        demands = _needed_by(look, demands, contradict)
    if len(problem.classes) <= FEW:
        # Of many classes those without a demand always fit somewhere, and to ask that takes seconds each time.
        demands = tuple(needed(list(demands), contradict_in_the_whole))
    return demands or (THE_HALLS_THERE_ARE,)


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


def _parts(problem: Problem) -> list[Part]:
    """What is looked at in turn: classes alone, all lecturers, all halls, everything.

    Where there are many classes, of those alone only such as have too few half-days at a glance come first.
    """
    demands = demands_of(problem)
    of_class: dict[ClassId, list[Demand]] = {cls.id: [] for cls in problem.classes}
    for demand in demands:
        for class_id in demand.classes or of_class:
            of_class[class_id].append(demand)
    everyone = frozenset(of_class)
    wholes = [
        Part(demands=_not_of(OF_HALLS, demands), classes=everyone, has_halls=False),
        Part(demands=_not_of(OF_LECTURERS, demands), classes=everyone, has_halls=True),
    ]
    singles: dict[bool, list[Part]] = {True: [], False: []}
    for left_out, has_halls in ((OF_HALLS | OF_LECTURERS, False), (OF_HALLS, False), (OF_LECTURERS, True)):
        for cls in problem.classes if len(everyone) > 1 else ():
            is_first = len(everyone) <= FEW or is_crammed(problem, cls)
            own = _not_of(left_out, of_class[cls.id])
            singles[is_first].append(Part(demands=own, classes=frozenset([cls.id]), has_halls=has_halls))
    return [
        *singles[True],
        *wholes,
        *singles[False],
        Part(demands=demands, classes=everyone, has_halls=True),
    ]


def _not_of(rules: frozenset[Rule], demands: Iterable[Demand]) -> tuple[Demand, ...]:
    return tuple(demand for demand in demands if demand.rule not in rules)


def _problem_of(problem: Problem, part: Part) -> Problem:
    some = replace(
        problem,
        classes=tuple(cls for cls in problem.classes if cls.id in part.classes),
        pins=tuple(pin for pin in problem.pins if pin.class_id in part.classes),
        published=(),
    )
    some = alone(some, part.demands, calendar=calendar_of(problem))
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
