"""The variables of the model: how many of each kind of people sit in each class."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ortools.sat.python import cp_model

from khaigiang.solvers.allocation.kinds import Kind, kinds_of
from khaigiang.solvers.allocation.problem import ClassId, PersonId, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Seating:
    """Seats taken by each kind (its place in `kinds`) in each class."""

    problem: Problem
    kinds: tuple[Kind, ...]
    kind_of: Mapping[PersonId, int]
    seats: Mapping[tuple[int, ClassId], cp_model.IntVar]

    def count(self, kinds: Iterable[int], class_id: ClassId) -> cp_model.LinearExpr:
        """How many people of these kinds sit in the class."""
        return cp_model.LinearExpr.sum([self.seats[kind, class_id] for kind in kinds])

    def everybody(self) -> range:
        """All kinds."""
        return range(len(self.kinds))


def seat(model: cp_model.CpModel, problem: Problem) -> Seating:
    """Add one variable for each kind and class."""
    kinds = kinds_of(problem)
    return Seating(
        problem=problem,
        kinds=kinds,
        kind_of={person.id: number for number, kind in enumerate(kinds) for person in kind.people},
        seats={
            (number, cls.id): model.new_int_var(0, kind.size, "")
            for number, kind in enumerate(kinds)
            for cls in problem.classes
        },
    )
