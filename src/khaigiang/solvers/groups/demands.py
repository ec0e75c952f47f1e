"""One hard demand on one person or group: what a division can leave unmet."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from khaigiang.solvers.groups.problem import Group, PersonId
from khaigiang.solvers.moves import Missed

Rule: TypeAlias = Literal["placed", "min_size", "max_size", "nearly_equal", "price"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand(Missed):
    """A rule with what identifies it; `by` is how far it is missed, in people.

    `placed`: person (unknown, or in no group of the problem's number) · `min_size`, `max_size`: group ·
    `nearly_equal`: all groups together · `price`: the plan says a wrong cost or bound.
    """

    rule: Rule
    person_id: PersonId | None = None
    group: Group | None = None
