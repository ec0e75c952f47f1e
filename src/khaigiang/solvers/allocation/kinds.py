"""People whom no rule and no price tells apart: one integer variable stands for all of them."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khaigiang.solvers.allocation.problem import Person, PersonId, Problem

if TYPE_CHECKING:
    from collections.abc import Hashable


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """People who are alike; any of them will do as the example."""

    people: tuple[Person, ...]

    @property
    def size(self) -> int:
        """How many they are."""
        return len(self.people)

    @property
    def example(self) -> Person:
        """One of them, to read what they have in common."""
        return self.people[0]


def kinds_of(problem: Problem) -> tuple[Kind, ...]:
    """Everybody, gathered by what the rules and prices of this problem can see of them."""
    traits = _traits_with_a_price(problem)
    limited = units_that_could_send_too_many(problem)
    lists = _lists_by_person(problem)
    alike: defaultdict[Hashable, list[Person]] = defaultdict(list)
    for person in problem.people:
        look = (
            person.unit if person.unit in limited else None,
            tuple(person.value_of(trait) for trait in traits),
            person.cannot,
            person.prefers,
            person.wish_weight if person.prefers else None,
            problem.keep.get(person.id) if problem.weights.moved else None,
            tuple(lists[person.id]),
        )
        alike[look].append(person)
    return tuple(Kind(people=tuple(people)) for people in alike.values())


def units_that_could_send_too_many(problem: Problem) -> frozenset[str]:
    """The units with more people than may be away in one week; no other unit can break that limit."""
    limit = problem.unit_max_per_week
    if limit is None:
        return frozenset()
    people = Counter(person.unit for person in problem.people)
    return frozenset(unit for unit, count in people.items() if count > limit)


def _traits_with_a_price(problem: Problem) -> list[str]:
    traits = {trait for trait, weight in problem.weights.balance.items() if weight}
    sees_districts = problem.weights.crowding or (problem.places and problem.weights.places)
    return sorted(traits | {"district"} if sees_districts else traits)


def _lists_by_person(problem: Problem) -> defaultdict[PersonId, list[int]]:
    lists: defaultdict[PersonId, list[int]] = defaultdict(list)
    for number, people in enumerate(problem.together + problem.apart):
        for person_id in dict.fromkeys(people):
            lists[person_id].append(number)
    return lists
