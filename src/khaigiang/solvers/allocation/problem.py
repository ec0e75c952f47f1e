"""People to be placed in classes: the question, and the plan that answers it."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from khaigiang.solvers.allocation.sound import once_each, refuse_negative, refuse_unknown
from khaigiang.solvers.errors import MalformedProblem
from khaigiang.solvers.proof import Status

PersonId: TypeAlias = str
ClassId: TypeAlias = str
Assignment: TypeAlias = Mapping[PersonId, ClassId]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingClass:
    """One class: the size wanted, the sizes allowed, and the week it runs in (classes of one week are parallel)."""

    id: ClassId
    size: int
    min: int
    max: int
    week: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person to place; `wish_weight` multiplies the price of placing them outside the classes they prefer."""

    id: PersonId
    unit: str
    district: str
    traits: Mapping[str, str] = field(default_factory=dict)
    cannot: frozenset[ClassId] = frozenset()
    prefers: frozenset[ClassId] = frozenset()
    wish_weight: int = 1

    def value_of(self, trait: str) -> str | None:
        """The person's value of a trait (`district` is one), or None where they lack it."""
        return self.district if trait == "district" else self.traits.get(trait)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenPlaces:
    """So many people of a district are to attend a class: no more and no fewer."""

    district: str
    class_id: ClassId
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Prices, all whole numbers ≥ 0; `balance` prices each trait on its own, and `district` may be one of them.

    `moved` is the price of each person of `Problem.keep` who changes class, `places` that of each person more or fewer
    than places were given. The latter is so far above all others that places are given up for hard rules alone.
    """

    size: int = 1
    prefer: int = 1
    crowding: int = 1
    balance: Mapping[str, int] = field(default_factory=dict)
    moved: int = 0
    places: int = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """All that decides who attends which class. Raises MalformedProblem when its parts do not fit together.

    `excused` names the units that may send more than `unit_max_per_week` in a week; `keep` is the class that somebody
    has already been told. Where `places` are given to a district in a class, they stand for its fair share there.
    """

    classes: tuple[TrainingClass, ...]
    people: tuple[Person, ...]
    together: tuple[tuple[PersonId, ...], ...] = ()
    apart: tuple[tuple[PersonId, ...], ...] = ()
    unit_max_per_week: int | None = None
    excused: frozenset[tuple[str, int]] = frozenset()
    keep: Assignment = field(default_factory=dict)
    places: tuple[GivenPlaces, ...] = ()
    weights: Weights = Weights()

    def __post_init__(self) -> None:
        """Refuse what no rule could read."""
        _refuse_what_no_rule_could_read(self)

    @property
    def wanted(self) -> int:
        """The places of all classes together, as wanted."""
        return sum(cls.size for cls in self.classes)

    @property
    def given(self) -> dict[tuple[str, ClassId], int]:
        """The places given, by district and class."""
        return {(one.district, one.class_id): one.places for one in self.places}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What an assignment costs, by part; each part already carries its weight."""

    size: int
    prefer: int
    crowding: int
    balance: int
    moved: int = 0
    places: int = 0

    @property
    def total(self) -> int:
        """All parts together: what the solver minimises."""
        return self.size + self.prefer + self.crowding + self.balance + self.moved + self.places


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Who attends which class, what it costs, and `bound`: no plan at all can cost less than that."""

    status: Status
    assignment: Assignment
    cost: Cost
    bound: int
    seconds: float


def pinned(person: Person, class_id: ClassId, *, classes: Iterable[TrainingClass]) -> Person:
    """The same person, who now can attend no class but this one (a committee has decided it)."""
    return replace(person, cannot=frozenset(cls.id for cls in classes if cls.id != class_id))


def _refuse_what_no_rule_could_read(problem: Problem) -> None:
    classes = once_each("classes", [cls.id for cls in problem.classes])
    people = once_each("people", [person.id for person in problem.people])
    for place, person in enumerate(problem.people):
        if not (person.cannot <= classes and person.prefers <= classes and person.wish_weight >= 0):
            _refuse_person(f"people[{place}]", person, classes)
    for name, lists in (("together", problem.together), ("apart", problem.apart)):
        for place, ids in enumerate(lists):
            refuse_unknown(f"{name}[{place}]", frozenset(ids), people, "người")
    refuse_unknown("keep", problem.keep.keys(), people, "người")
    refuse_unknown("keep", frozenset(problem.keep.values()), classes, "lớp")
    _refuse_impossible_places(problem, classes)
    refuse_negative("unit_max_per_week", problem.unit_max_per_week or 0)
    _refuse_impossible_classes(problem)
    _refuse_impossible_weights(problem)


def _refuse_person(where: str, person: Person, classes: Set[ClassId]) -> None:
    refuse_unknown(f"{where}.cannot", person.cannot, classes, "lớp")
    refuse_unknown(f"{where}.prefers", person.prefers, classes, "lớp")
    refuse_negative(f"{where}.wish_weight", person.wish_weight)


def _refuse_impossible_places(problem: Problem, classes: Set[ClassId]) -> None:
    districts = {person.district for person in problem.people} if problem.places else set()
    known: set[tuple[str, ClassId]] = set()
    for place, given in enumerate(problem.places):
        where = f"places[{place}]"
        refuse_unknown(f"{where}.district", {given.district}, districts, "địa bàn")
        refuse_unknown(f"{where}.class", {given.class_id}, classes, "lớp")
        refuse_negative(f"{where}.places", given.places)
        if (given.district, given.class_id) in known:
            raise MalformedProblem(where, f"địa bàn “{given.district}” ở lớp “{given.class_id}” đã có ở trên.")
        known.add((given.district, given.class_id))


def _refuse_impossible_classes(problem: Problem) -> None:
    for place, cls in enumerate(problem.classes):
        for name, people in (("size", cls.size), ("min", cls.min), ("max", cls.max)):
            refuse_negative(f"classes[{place}].{name}", people)
    if problem.wanted == 0:
        where = "classes"
        raise MalformedProblem(where, "sĩ số mong muốn của mọi lớp đều bằng 0 nên không chia được tỷ lệ.")


def _refuse_impossible_weights(problem: Problem) -> None:
    weights = problem.weights
    for name in ("size", "prefer", "crowding", "moved", "places"):
        refuse_negative(f"weights.{name}", getattr(weights, name))
    for trait, weight in weights.balance.items():
        refuse_negative(f"weights.balance.{trait}", weight)
