"""The people of a class to be divided into discussion groups: the question, and the division that answers it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from khaigiang.solvers.errors import MalformedProblem, NoPlanExists
from khaigiang.solvers.proof import Status
from khaigiang.solvers.sound import refuse_doubles, refuse_negative

PersonId: TypeAlias = str
Group: TypeAlias = int
Division: TypeAlias = Mapping[PersonId, Group]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One trainee, and what a good group has of every kind."""

    id: PersonId
    district: str
    traits: Mapping[str, str] = field(default_factory=dict)

    def value_of(self, trait: str) -> str | None:
        """The person's value of a trait (`district` is one), or None where they lack it."""
        return self.district if trait == "district" else self.traits.get(trait)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Who is to be divided, the sizes a group may have, and the price of each trait (`district` may be one of them).

    `groups`: into so many (None: into as many as `sizes` chooses). Raises MalformedProblem when its parts do not fit
    together.
    """

    people: tuple[Person, ...]
    min_size: int = 8
    max_size: int = 15
    weights: Mapping[str, int] = field(default_factory=lambda: {"district": 1})
    groups: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no rule could read."""
        refuse_doubles("people", [person.id for person in self.people])
        refuse_negative("weights", self.weights.values())
        if not 1 <= self.min_size <= self.max_size:
            where = "sizes"
            raise MalformedProblem(where, f"a group has from {self.min_size} to {self.max_size} people")
        if self.groups is not None and self.groups < 1:
            where = "groups"
            raise MalformedProblem(where, f"nobody can be divided into {self.groups}")

    def sizes(self) -> tuple[int, ...]:
        """The size of each group, group 1 first: all within the bounds, differing by one person at most.

        Of the numbers of groups that allow this, `groups`, else the one whose groups come nearest to the middle of the
        bounds; of two equally near, the smaller. Raises NoPlanExists where no number does, or `groups` does not.
        """
        people = len(self.people)
        if not people:
            return ()
        numbers = self.numbers_of_groups()
        if not numbers or (self.groups is not None and self.groups not in numbers):
            raise NoPlanExists
        middle = Fraction(self.min_size + self.max_size, 2)
        groups = self.groups or min(numbers, key=lambda number: abs(Fraction(people, number) - middle))
        low, larger = divmod(people, groups)
        return (low + 1,) * larger + (low,) * (groups - larger)

    def numbers_of_groups(self) -> range:
        """How many groups there may be, so that all sizes lie within the bounds."""
        people = len(self.people)
        return range(-(-people // self.max_size), people // self.min_size + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a division costs, by trait; each part already carries its weight."""

    by_trait: Mapping[str, int]

    @property
    def total(self) -> int:
        """All traits together: what the solver minimises."""
        return sum(self.by_trait.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Who is in which group (1, 2, …), what it costs, and `bound`: no division at all can cost less than that."""

    status: Status
    division: Division
    cost: Cost
    bound: int
    seconds: float
