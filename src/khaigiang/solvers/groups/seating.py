"""The variables of the model: how many people who are alike sit in each group."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ortools.sat.python import cp_model

from khaigiang.solvers.groups.problem import Group, Person, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Seating:
    """Seats taken by each kind of people (its place in `kinds`) in each group; `sizes` are those of the groups."""

    problem: Problem
    sizes: Mapping[Group, int]
    kinds: tuple[tuple[Person, ...], ...]
    seats: Mapping[tuple[int, Group], cp_model.IntVar]

    def count(self, kinds: Iterable[int], group: Group) -> cp_model.LinearExpr:
        """How many people of these kinds sit in the group."""
        return cp_model.LinearExpr.sum([self.seats[kind, group] for kind in kinds])


def seat(model: cp_model.CpModel, problem: Problem) -> Seating:
    """Add one variable for each kind of people and group. Raises NoPlanExists where no sizes will do."""
    sizes = dict(enumerate(problem.sizes(), start=1))
    alike: defaultdict[tuple[str | None, ...], list[Person]] = defaultdict(list)
    for person in problem.people:
        alike[tuple(person.value_of(trait) for trait in problem.weights)].append(person)
    kinds = tuple(tuple(people) for people in alike.values())
    return Seating(
        problem=problem,
        sizes=sizes,
        kinds=kinds,
        seats={
            (number, group): model.new_int_var(0, min(len(people), size), "")
            for number, people in enumerate(kinds)
            for group, size in sizes.items()
        },
    )
