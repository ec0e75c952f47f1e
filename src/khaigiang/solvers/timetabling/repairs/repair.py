"""The timetable nearest to one that an accident has made impossible: the fewest people's days change."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import inf
from typing import Final

from ortools.sat.python import cp_model

from khaigiang.solvers.errors import NoPlanExists, NoPlanInTime
from khaigiang.solvers.proof import Status
from khaigiang.solvers.search import best_of
from khaigiang.solvers.time_limit import TimeLimit
from khaigiang.solvers.timetabling.exact import placements_of
from khaigiang.solvers.timetabling.grid import Grid, draw_up
from khaigiang.solvers.timetabling.prices import (
    a_class_stays_in_its_hall_all_day,
    lecturers_teach_when_they_like,
    pieces_of_a_stage_come_by_their_order,
)
from khaigiang.solvers.timetabling.problem import ClassId, LecturerId, Placement, Problem, Slot
from khaigiang.solvers.timetabling.repairs.accident import Accident, after, loses_its_lecturer, must_leave
from khaigiang.solvers.timetabling.repairs.allowed import allowing
from khaigiang.solvers.timetabling.repairs.narrowed import Limits, Way, narrowed
from khaigiang.solvers.timetabling.repairs.to_come import to_come
from khaigiang.solvers.timetabling.repairs.touched import (
    Standing,
    busy_lecturers_come,
    half_days_moved,
    people_touched,
    pieces_changed,
)
from khaigiang.solvers.timetabling.rules import HARD_RULES

# Of the time of one model, for the fewest people; the rest is for the cheapest of the plans that touch so few.
FOR_PEOPLE: Final = 0.7
# Where as many people are touched either way, a class sooner goes to another hall than comes at another time.
HALF_DAY_MOVED: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A timetable that keeps all hard rules again: what moved, and how many people it touches.

    No repair of its way touches fewer than `bound`; the status is optimal where that many are touched. `placements` are
    all of those before, in their order; `moved` those of them that changed.
    """

    status: Status
    placements: tuple[Placement, ...]
    moved: tuple[Placement, ...]
    people: int
    bound: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What one model came to, and how many people that model touches at least."""

    placements: tuple[Placement, ...]
    people: int
    bound: int


def repair(
    problem: Problem,
    before: Sequence[Placement],
    accident: Accident,
    *,
    way: Way = "any",
    since: Slot | None = None,
    knows: Collection[LecturerId] = (),
    seconds: float,
    seed: int = 0,
) -> Repair:
    """Mend a timetable so that the fewest people's days change; of those ways, the fewest pieces, then the cheapest.

    People are counted by `people_touched`; lecturers who know it already (who fell ill) do not count. What lies before
    `since` stays. What the timetable broke before the accident it may go on breaking. That they are the fewest people
    is proven over all classes; pieces and prices are compared where only the classes change that had to be opened for
    that proof. Raises NoPlanExists when nothing of this way mends it, NoPlanInTime when nothing was found in `seconds`,
    MalformedProblem where the accident names what is unknown.
    """
    limit = TimeLimit(seconds)
    mending = _Mending(problem, before, accident, way=way, since=since, knows=frozenset(knows), seed=seed)
    best, bound = mending.fewest(limit)
    mended = {(one.class_id, one.piece_id): one for one in best.placements}
    placements = tuple(mended.get((one.class_id, one.piece_id), one) for one in before)
    return Repair(
        status="optimal" if best.people == bound else "feasible",
        placements=placements,
        moved=tuple(new for old, new in zip(before, placements, strict=True) if old != new),
        people=best.people,
        bound=bound,
        seconds=limit.spent(),
    )


class _Mending:
    """A timetable to be mended: which classes must change, which could, and what that comes to."""

    def __init__(
        self,
        problem: Problem,
        before: Sequence[Placement],
        accident: Accident,
        *,
        way: Way,
        since: Slot | None,
        knows: frozenset[LecturerId],
        seed: int,
    ) -> None:
        allowed = allowing(problem, before)
        if since is not None:
            allowed = to_come(allowed, before, since)
            before = [one for one in before if one.slot >= since]
        self.problem = after(accident, allowed)
        self.before, self.way, self.seed = before, way, seed
        people = {cls.id: accident.participants.get(cls.id, cls.participants) for cls in problem.classes}
        self.standing = Standing(before=before, people=people, knows=knows)
        # All of a class are touched that must leave a half-day or a hall.
        self.forced = frozenset(one.class_id for one in before if must_leave(self.problem, one))
        ill = frozenset(one.class_id for one in before if loses_its_lecturer(self.problem, one))
        self.hit = self.forced | ill
        self.best: _Found | None = None

    def fewest(self, limit: TimeLimit) -> tuple[_Found, int]:
        """The best repair, and how many people any repair of this way touches at least.

        Classes are opened only where that could touch fewer: whoever opens another touches all who take part in it.
        Raises NoPlanExists or NoPlanInTime.
        """
        bound: float = 0
        for opened in self._wider_and_wider():
            found, within = self._tried(opened, limit)
            if found is not None and (self.best is None or found.people < self.best.people):
                self.best = found
            bound = max(bound, min(within, self._least_outside(opened)))
            if not limit.left() or (self.best is not None and self.best.people <= bound):
                break
        if self.best is None:
            raise NoPlanExists if bound == inf else NoPlanInTime
        return self.best, int(min(bound, self.best.people))

    def _wider_and_wider(self) -> Iterator[frozenset[ClassId]]:
        """The classes to open first, then those hit, at last all that could be cheaper than the best so far."""
        if self.way == "any" and self.forced != self.hit:
            yield self.forced
        yield self.hit
        if self.way == "any":
            yield self._could_be_cheaper(self.best)

    def _could_be_cheaper(self, best: _Found | None) -> frozenset[ClassId]:
        floor = self._people_of(self.forced)
        return self.hit | {
            class_id
            for class_id, people in self.standing.people.items()
            if best is None or floor + people < best.people
        }

    def _least_outside(self, opened: frozenset[ClassId]) -> float:
        """How many a repair touches that also gives a class that is not open other half-days or halls."""
        others = [people for class_id, people in self.standing.people.items() if class_id not in opened]
        return self._people_of(self.forced) + min(others) if others and self.way == "any" else inf

    def _people_of(self, classes: Collection[ClassId]) -> int:
        return sum(self.standing.people[class_id] for class_id in classes)

    def _tried(self, opened: frozenset[ClassId], limit: TimeLimit) -> tuple[_Found | None, float]:
        """The best repair with these classes open, and how many people such a repair touches at least."""
        limits = Limits(way=self.way, open=opened)
        try:
            found = _solved(narrowed(self.problem, self.before, limits), self.standing, limit, self.seed)
        except NoPlanExists:
            return None, inf
        except NoPlanInTime:
            return None, 0
        return found, found.bound


def _solved(problem: Problem, standing: Standing, limit: TimeLimit, seed: int) -> _Found:
    """The fewest people, then the fewest pieces, and in the time left the cheapest of those plans."""
    model = cp_model.CpModel()
    grid = draw_up(model, problem)
    for hard_rule in HARD_RULES:
        hard_rule(model, grid)
    pieces = len(standing.before) + 1
    people, changed = people_touched(model, grid, standing), pieces_changed(model, grid, standing)
    model.minimize(pieces * people + changed)
    for_people = limit.share(FOR_PEOPLE * limit.left())
    found = best_of(model, limit=for_people, seed=seed, branch_on_the_relaxation=False)
    touched = found.solver.value(people)
    placements = tuple(placements_of(grid, found))
    bound = touched if found.status == "optimal" else -(-(found.bound - pieces + 1) // pieces)
    if found.status == "optimal":
        model.add(pieces * people + changed <= found.bound)
        model.minimize(_price(model, grid, standing))
        with suppress(NoPlanInTime):
            cheapest = best_of(model, limit=limit, seed=seed, branch_on_the_relaxation=False)
            placements = tuple(placements_of(grid, cheapest))
    return _Found(placements=placements, people=touched, bound=max(0, bound))


def _price(model: cp_model.CpModel, grid: Grid, standing: Standing) -> cp_model.LinearExprT:
    soft_rules = (
        lecturers_teach_when_they_like,
        a_class_stays_in_its_hall_all_day,
        pieces_of_a_stage_come_by_their_order,
    )
    prices = [soft_rule(model, grid) for soft_rule in soft_rules]
    moved = HALF_DAY_MOVED * half_days_moved(grid, standing)
    return cp_model.LinearExpr.sum([*prices, moved, busy_lecturers_come(model, grid, standing)])
