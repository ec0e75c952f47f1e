"""One hard demand of a problem on one class, person, list or unit: what a plan can leave unmet."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from khaigiang.solvers.allocation.problem import ClassId, PersonId
from khaigiang.solvers.moves import Missed

Rule: TypeAlias = Literal["attends", "min", "max", "cannot", "together", "apart", "unit_max_per_week", "price"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand(Missed):
    """A rule with what identifies it; `by` is how far it is missed, in people (for `together`: classes too many).

    `attends`: person (unknown, or without a known class) · `min`, `max`: class · `cannot`: person + class ·
    `together`, `apart`: people · `unit_max_per_week`: unit + week · `price`: the plan says a wrong cost or bound.
    """

    rule: Rule
    class_id: ClassId | None = None
    people: tuple[PersonId, ...] = ()
    unit: str | None = None
    week: int | None = None
