"""What a plan says about how good it is."""

from typing import Literal, TypeAlias

Status: TypeAlias = Literal["optimal", "feasible"]


def is_consistent(status: Status, *, cost: int, bound: int) -> bool:
    """Can a plan of this cost be what it calls itself, if nothing costs less than `bound`?"""
    return bound == cost if status == "optimal" else bound <= cost
