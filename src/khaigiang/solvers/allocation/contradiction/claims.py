"""The demands of a problem as sets of numbers, so that many subsets of them can be tried."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from khaigiang.solvers.allocation.demands import Demand
from khaigiang.solvers.allocation.problem import ClassId, PersonId, Problem

Lists = tuple[tuple[int, ...], ...]
Limit = tuple[str, int]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What no demand can change: people and classes by number, and what each demand would ask of them.

    Sets of classes are whole numbers whose bit c stands for class c.
    """

    problem: Problem

    @cached_property
    def everywhere(self) -> int:
        """All classes."""
        return (1 << len(self.problem.classes)) - 1

    @cached_property
    def number_of_class(self) -> Mapping[ClassId, int]:
        """Where each class stands in the problem."""
        return {cls.id: number for number, cls in enumerate(self.problem.classes)}

    @cached_property
    def number_of_person(self) -> Mapping[PersonId, int]:
        """Where each person stands in the problem."""
        return {person.id: number for number, person in enumerate(self.problem.people)}

    @cached_property
    def weeks(self) -> Mapping[int, int]:
        """The classes of each week."""
        found: Counter[int] = Counter()
        for number, cls in enumerate(self.problem.classes):
            found[cls.week] |= 1 << number
        return found

    @cached_property
    def together(self) -> Lists:
        """The lists of people who belong together, each once."""
        return self._lists(self.problem.together)

    @cached_property
    def apart(self) -> Lists:
        """The lists of people kept apart, each once."""
        return self._lists(self.problem.apart)

    def _lists(self, lists: Iterable[tuple[PersonId, ...]]) -> Lists:
        numbered = (tuple(dict.fromkeys(self.number_of_person[one] for one in people)) for people in lists)
        return tuple(dict.fromkeys(people for people in numbered if len(people) > 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """Some of the demands: lower and upper sizes (class), lists (their place), limits (unit, week), classes barred to
    people.
    """

    least: frozenset[int] = frozenset()
    most: frozenset[int] = frozenset()
    together: frozenset[int] = frozenset()
    apart: frozenset[int] = frozenset()
    limits: frozenset[Limit] = frozenset()
    barred: Mapping[int, int]

    def __len__(self) -> int:
        """How many demands they are."""
        named = (self.least, self.most, self.together, self.apart, self.limits)
        return sum(map(len, named)) + sum(mask.bit_count() for mask in self.barred.values())


def classes_in(mask: int) -> Iterator[int]:
    """The numbers of the classes of a set."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def all_claims(facts: Facts) -> Claims:
    """Every demand of the problem that a plan could break."""
    problem = facts.problem
    people = len(problem.people)
    return Claims(
        least=frozenset(number for number, cls in enumerate(problem.classes) if cls.min > 0),
        most=frozenset(number for number, cls in enumerate(problem.classes) if cls.max < people),
        together=frozenset(range(len(facts.together))),
        apart=frozenset(range(len(facts.apart))),
        limits=_limits(facts),
        barred={
            number: sum(1 << facts.number_of_class[class_id] for class_id in person.cannot)
            for number, person in enumerate(problem.people)
            if person.cannot
        },
    )


def _limits(facts: Facts) -> frozenset[Limit]:
    problem = facts.problem
    if problem.unit_max_per_week is None:
        return frozenset()
    people = Counter(person.unit for person in problem.people)
    large = [unit for unit, count in people.items() if count > problem.unit_max_per_week]
    return frozenset((unit, week) for unit in large for week in facts.weeks) - problem.excused


def demands_in(facts: Facts, claims: Claims) -> Iterator[Demand]:
    """The claims as demands of the problem, sizes first, then lists and limits, then who cannot."""
    classes, people = facts.problem.classes, facts.problem.people
    for number in sorted(claims.most):
        yield Demand(rule="max", class_id=classes[number].id)
    for number in sorted(claims.least):
        yield Demand(rule="min", class_id=classes[number].id)
    for number in sorted(claims.together):
        yield Demand(rule="together", people=tuple(people[one].id for one in facts.together[number]))
    for number in sorted(claims.apart):
        yield Demand(rule="apart", people=tuple(people[one].id for one in facts.apart[number]))
    for unit, week in sorted(claims.limits):
        yield Demand(rule="unit_max_per_week", unit=unit, week=week)
    for person, mask in sorted(claims.barred.items()):
        for number in classes_in(mask):
            yield Demand(rule="cannot", people=(people[person].id,), class_id=classes[number].id)
