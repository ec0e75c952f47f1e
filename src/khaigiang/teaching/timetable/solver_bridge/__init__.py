"""Between the rows of this feature and the pure timetable solver."""

from khaigiang.teaching.timetable.solver_bridge.contradiction import (
    Contradiction,
    Step,
    contradiction_of,
    find_contradiction,
)
from khaigiang.teaching.timetable.solver_bridge.problem import input_hash
from khaigiang.teaching.timetable.solver_bridge.proposals import Proposal, propose, refuse_what_cannot_be

__all__ = [
    "Contradiction",
    "Proposal",
    "Step",
    "contradiction_of",
    "find_contradiction",
    "input_hash",
    "propose",
    "refuse_what_cannot_be",
]
