"""Between the rows of this feature and the pure solvers."""

from khaigiang.teaching.cohorts.solver_bridge.problem import input_hash
from khaigiang.teaching.cohorts.solver_bridge.proposals import Proposal, propose
from khaigiang.teaching.cohorts.solver_bridge.reasons import Obstacle, Option, Reasons, obstacles_to, why

__all__ = ["Obstacle", "Option", "Proposal", "Reasons", "input_hash", "obstacles_to", "propose", "why"]
