"""Between the rows of this feature and the pure timetable solver."""

from khaigiang.teaching.timetable.solver_bridge.comparing import Comparison, compared
from khaigiang.teaching.timetable.solver_bridge.contradiction import (
    Contradiction,
    Step,
    contradiction_of,
    find_contradiction,
)
from khaigiang.teaching.timetable.solver_bridge.problem import MAY_BE_ASKED, input_hash
from khaigiang.teaching.timetable.solver_bridge.proposals import Proposal, propose, refuse_what_cannot_be
from khaigiang.teaching.timetable.solver_bridge.reasons import Option, Reasons, why_in_run, why_now

__all__ = [
    "MAY_BE_ASKED",
    "Comparison",
    "Contradiction",
    "Option",
    "Proposal",
    "Reasons",
    "Step",
    "compared",
    "contradiction_of",
    "find_contradiction",
    "input_hash",
    "propose",
    "refuse_what_cannot_be",
    "why_in_run",
    "why_now",
]
