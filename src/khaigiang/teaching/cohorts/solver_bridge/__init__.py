"""Between the rows of this feature and the pure solvers."""

from khaigiang.teaching.cohorts.solver_bridge.groups import Grouping, propose_groups
from khaigiang.teaching.cohorts.solver_bridge.proposals import Proposal, is_stale, propose
from khaigiang.teaching.cohorts.solver_bridge.reasons import (
    Obstacle,
    Option,
    Reasons,
    obstacles_to,
    why_in_run,
    why_now,
)

__all__ = [
    "Grouping",
    "Obstacle",
    "Option",
    "Proposal",
    "Reasons",
    "is_stale",
    "obstacles_to",
    "propose",
    "propose_groups",
    "why_in_run",
    "why_now",
]
