"""One small question, so that the kernel of rounds is compiled and kept."""

from khaigiang.solvers.groups.problem import Person, Problem
from khaigiang.solvers.groups.rounds.problem import Rounds
from khaigiang.solvers.groups.rounds.solve import solve


def warm() -> None:
    """Compile what is not kept yet."""
    people = tuple(Person(id=str(number), district="one") for number in range(5))
    solve(Rounds(problem=Problem(people=people, min_size=2, max_size=3), rounds=2), seconds=600, steps=1)
