"""A class to be divided into groups several times: the question, and the divisions that answer it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from khaigiang.solvers.errors import MalformedProblem
from khaigiang.solvers.groups.problem import Division, Group, PersonId, Problem
from khaigiang.solvers.moves import Missed
from khaigiang.solvers.proof import Status
from khaigiang.solvers.sound import refuse_doubles, refuse_negative, refuse_unknown

Rule: TypeAlias = Literal["placed", "sizes", "seat", "together", "apart", "price"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """People whom a teacher keeps in one group, or in different ones, in one round (from 1)."""

    round: int
    people: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds:
    """A class, how often it is divided, the price of two people meeting once more, and what a teacher has decided.

    `seats` gives a person's group in a round: (round, person) → group, both from 1. Raises MalformedProblem when the
    parts do not fit together, NoPlanExists where no sizes will do.
    """

    problem: Problem
    rounds: int
    again: int = 1
    seats: Mapping[tuple[int, PersonId], Group] = field(default_factory=dict)
    together: tuple[Bond, ...] = ()
    apart: tuple[Bond, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no rule could read."""
        people = {person.id for person in self.problem.people}
        refuse_negative("rounds, again", [self.rounds, self.again])
        refuse_unknown("seats, people", [person_id for _, person_id in self.seats], people)
        for bond in self.together + self.apart:
            refuse_unknown("together, apart, people", bond.people, people)
            refuse_doubles("together, apart, people", bond.people)
        _refuse_unknown_rounds(self)
        groups = len(self.problem.sizes())
        if any(not 1 <= group <= groups for group in self.seats.values()):
            where = "seats"
            raise MalformedProblem(where, f"there are groups from 1 to {groups}")

    def sizes(self, number: int) -> tuple[int, ...]:
        """The sizes of the groups in a round: the larger ones where more people have fixed seats."""
        sizes = self.problem.sizes()
        fixed = Counter(group for (one, _), group in self.seats.items() if one == number)
        order = sorted(range(1, len(sizes) + 1), key=lambda group: -fixed[group])
        by_group = dict(zip(order, sizes, strict=True))
        return tuple(by_group[group] for group in sorted(by_group))


def _refuse_unknown_rounds(rounds: Rounds) -> None:
    named = [number for number, _ in rounds.seats] + [bond.round for bond in rounds.together + rounds.apart]
    if any(not 1 <= number <= rounds.rounds for number in named):
        where = "rounds"
        raise MalformedProblem(where, f"there are rounds from 1 to {rounds.rounds}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand(Missed):
    """A hard demand of one round: `placed`, `seat`: person · `sizes`: the round's groups · `together`, `apart`: people."""

    rule: Rule
    round: int = 0
    people: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What the divisions cost: unevenness of traits in all rounds, and two people meeting again."""

    balance: int
    again: int

    @property
    def total(self) -> int:
        """Both together: what the solver minimises."""
        return self.balance + self.again


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Who is in which group in each round, what that costs, and `bound`: nothing can cost less."""

    status: Status
    divisions: tuple[Division, ...]
    cost: Cost
    bound: int
    seconds: float
