"""The files of `khaigiang allocate`: a problem as it is read, a plan as it is written.

Their JSON Schemas stand beside this module; `python -m khaigiang.solvers.allocation.form` writes them anew.
"""

from pathlib import Path
from typing import Annotated, Final, Literal, TypeAlias

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from khaigiang.solvers.allocation.demands import Demand, Rule
from khaigiang.solvers.allocation.problem import (
    Assignment,
    ClassId,
    Cost,
    GivenPlaces,
    Person,
    PersonId,
    Problem,
    TrainingClass,
    Weights,
)
from khaigiang.solvers.allocation.texts import dropping, sentence

BESIDE_THIS: Final = Path(__file__).parent

Told: TypeAlias = Literal["optimal", "feasible", "infeasible", "no_plan_in_time"]


class PlacesForm(Struct, kw_only=True, frozen=True, rename={"class_id": "class"}):
    """How many people of a district are to attend a class."""

    district: str
    class_id: ClassId
    places: int

    @property
    def given(self) -> GivenPlaces:
        """What the file says."""
        return GivenPlaces(district=self.district, class_id=self.class_id, places=self.places)


class ProblemForm(Struct, kw_only=True, frozen=True):
    """Who is to be placed in which classes, and by which rules and prices."""

    classes: tuple[TrainingClass, ...]
    people: tuple[Person, ...]
    together: tuple[tuple[PersonId, ...], ...] = ()
    apart: tuple[tuple[PersonId, ...], ...] = ()
    unit_max_per_week: int | None = None
    places: tuple[PlacesForm, ...] = ()
    weights: Weights = Weights()

    @property
    def problem(self) -> Problem:
        """What the file asks. Raises MalformedProblem when its parts do not fit together."""
        return Problem(
            classes=self.classes,
            people=self.people,
            together=self.together,
            apart=self.apart,
            unit_max_per_week=self.unit_max_per_week,
            places=tuple(one.given for one in self.places),
            weights=self.weights,
        )


class CostForm(Struct, kw_only=True, frozen=True):
    """The price of a plan and its parts, each with its weight; `places` only where the problem gives some."""

    total: int
    size: int
    prefer: int
    crowding: int
    balance: int
    places: int | UnsetType = UNSET

    @classmethod
    def of(cls, cost: Cost, problem: Problem) -> "CostForm":
        """The price as it is written."""
        return cls(
            total=cost.total,
            size=cost.size,
            prefer=cost.prefer,
            crowding=cost.crowding,
            balance=cost.balance,
            places=cost.places if problem.places else UNSET,
        )


class DemandForm(Struct, kw_only=True, frozen=True, rename={"class_id": "class"}, omit_defaults=True):
    """A hard demand: its rule, what identifies it, and a sentence."""

    rule: Rule
    class_id: ClassId | None = None
    person: PersonId | None = None
    people: tuple[PersonId, ...] | None = None
    unit: str | None = None
    week: int | None = None
    text: str

    @classmethod
    def of(cls, problem: Problem, demand: Demand) -> "DemandForm":
        """The demand as it is written."""
        is_of_one = demand.rule == "cannot"
        return cls(
            rule=demand.rule,
            class_id=demand.class_id,
            person=demand.people[0] if is_of_one else None,
            people=None if is_of_one else demand.people or None,
            unit=demand.unit,
            week=demand.week,
            text=sentence(problem, demand),
        )


class RelaxationForm(Struct, kw_only=True, frozen=True):
    """Demands that, once dropped, leave a problem with a plan; and what the best plan then found costs."""

    drop: tuple[DemandForm, ...]
    cost: int
    text: str

    @classmethod
    def of(cls, problem: Problem, drop: tuple[Demand, ...], cost: int) -> "RelaxationForm":
        """The relaxation as it is written."""
        demands = tuple(DemandForm.of(problem, demand) for demand in drop)
        return cls(drop=demands, cost=cost, text=dropping(problem, drop))


class PlanForm(Struct, kw_only=True, frozen=True):
    """The answer: who attends which class, at what price, and what is proven; or what contradicts itself."""

    status: Told
    assignment: Assignment = {}
    cost: CostForm | None = None
    bound: int | None = None
    seconds: Annotated[float, Meta(ge=0)]
    conflict: tuple[DemandForm, ...] = ()
    relaxations: tuple[RelaxationForm, ...] = ()


def schemas() -> dict[str, bytes]:
    """The JSON Schema of each file, by its name."""
    return {
        f"{name}.schema.json": msgspec.json.format(msgspec.json.encode(msgspec.json.schema(form)), indent=1) + b"\n"
        for name, form in (("problem", ProblemForm), ("plan", PlanForm))
    }


if __name__ == "__main__":
    for name, schema in schemas().items():
        (BESIDE_THIS / name).write_bytes(schema)
