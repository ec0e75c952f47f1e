"""One small city, so that every kernel is compiled and kept."""

from khaigiang.solvers.allocation.city.solve import solve
from khaigiang.solvers.allocation.problem import Person, Problem, TrainingClass, Weights
from khaigiang.solvers.progress import unwatched
from khaigiang.solvers.time_limit import TimeLimit


def warm() -> None:
    """Compile what is not kept yet."""
    classes = tuple(TrainingClass(id=id_, size=3, min=1, max=4, week=1) for id_ in "abc")
    people = tuple(
        Person(id=f"{number}", unit="u", district=f"{number % 2}", traits={"t": f"{number % 3}"}, prefers=prefers)
        for number, prefers in enumerate([frozenset("a")] * 6 + [frozenset[str]()] * 3)
    )
    problem = Problem(
        classes=classes,
        people=people,
        together=(("0", "1"),),
        apart=(("2", "3"),),
        unit_max_per_week=9,
        weights=Weights(balance={"t": 1}),
    )
    solve(problem, limit=TimeLimit(600), seed=0, steps=12, watch=unwatched)
