"""The exact engine: the whole problem as one model of true-or-false choices, searched until nothing cheaper is left."""

from collections.abc import Iterator

from ortools.sat.python import cp_model

from khaigiang.solvers.progress import Watch, unwatched
from khaigiang.solvers.search import Found, best_by_rules
from khaigiang.solvers.time_limit import TimeLimit
from khaigiang.solvers.timetabling.grid import Grid, draw_up
from khaigiang.solvers.timetabling.prices import SOFT_RULES
from khaigiang.solvers.timetabling.problem import Placement, Plan, Problem
from khaigiang.solvers.timetabling.reckoning import cost
from khaigiang.solvers.timetabling.rules import HARD_RULES


def prove(
    problem: Problem,
    *,
    limit: TimeLimit,
    seed: int,
    steps: int | None = None,
    watch: Watch = unwatched,
) -> Plan:
    """The cheapest timetable found within the limit, and what is proven of it; raises NoPlanExists or NoPlanInTime.

    It starts from nothing: told of a timetable or of a bound it took twice as long (docs/solvers.md).
    """
    model = cp_model.CpModel()
    grid = draw_up(model, problem)
    found = best_by_rules(
        model,
        grid,
        HARD_RULES,
        SOFT_RULES,
        limit=limit,
        seed=seed,
        branch_on_the_relaxation=False,
        watch=watch,
        steps=steps,
    )
    placements = tuple(placements_of(grid, found))
    return Plan(
        status=found.status,
        placements=placements,
        cost=cost(problem, placements),
        bound=found.bound,
        seconds=limit.spent(),
    )


def placements_of(grid: Grid, found: Found) -> Iterator[Placement]:
    """What a search found, class by class in the order of time."""
    holds = found.solver.boolean_value
    teacher = {key[:3]: key[3] for key, choice in grid.teaches.items() if holds(choice)}
    for cls in grid.problem.classes:
        for slot in cls.slots:
            for piece, choice in grid.what.get((cls.id, slot), []):
                if holds(choice):
                    halls = grid.sits[cls.id, slot]
                    yield Placement(
                        class_id=cls.id,
                        piece_id=piece.id,
                        slot=slot,
                        hall_id=next(hall_id for hall_id, sits in halls.items() if holds(sits)),
                        lecturer_id=teacher.get((cls.id, piece.id, slot)),
                    )
