"""Small cities, so that every kernel is compiled and kept."""

from khaigiang.solvers.allocation.city.draft import Sizes
from khaigiang.solvers.allocation.city.solve import solve
from khaigiang.solvers.allocation.problem import Person, Problem, TrainingClass, Weights
from khaigiang.solvers.progress import unwatched
from khaigiang.solvers.time_limit import TimeLimit

BY_MODEL = Sizes()
BY_NETWORK = Sizes(variables_of_a_model=0)
# A machine with much else to do compiles for more than ten minutes.
SECONDS_AT_MOST = 7_200


def warm() -> None:
    """Compile what is not kept yet: the network or the model, dealing and annealing; then mending, which parties alone need."""
    # Who is kept apart is no part of the bound: the first city is annealed to the end.
    of_pairs = _a_city(together=(("0", "1"),), apart=(("2", "3", "4"),))
    of_parties = _a_city(together=(("0", "1", "2", "3"), ("4", "5", "6", "7", "8")), apart=(("0", "8"),))
    for city in (of_pairs, of_parties):
        for sizes in (BY_MODEL, BY_NETWORK):
            solve(city, limit=TimeLimit(SECONDS_AT_MOST), seed=0, steps=40, watch=unwatched, sizes=sizes)


def _a_city(*, together: tuple[tuple[str, ...], ...], apart: tuple[tuple[str, ...], ...]) -> Problem:
    people = tuple(
        Person(id=f"{number}", unit="u", district=f"{number % 2}", traits={"t": f"{number % 3}"}, prefers=prefers)
        for number, prefers in enumerate([frozenset("a")] * 6 + [frozenset[str]()] * 3)
    )
    return Problem(
        classes=tuple(TrainingClass(id=id_, size=3, min=0, max=9, week=1) for id_ in "abc"),
        people=people,
        together=together,
        apart=apart,
        unit_max_per_week=9,
        weights=Weights(prefer=9, balance={"t": 1}),
    )
