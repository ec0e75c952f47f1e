"""Between the rows of this feature and the pure solvers."""

from khaigiang.teaching.cohorts.solver_bridge.comparing import Comparison, Mover, Side, compared
from khaigiang.teaching.cohorts.solver_bridge.contradiction import (
    Contradiction,
    Step,
    contradiction_of,
    find_contradiction,
)
from khaigiang.teaching.cohorts.solver_bridge.exchanges import Exchange, ExchangeMove, exchange_into
from khaigiang.teaching.cohorts.solver_bridge.groups import Grouping, propose_groups
from khaigiang.teaching.cohorts.solver_bridge.proposals import Proposal, is_stale, propose, refuse_what_cannot_be_asked
from khaigiang.teaching.cohorts.solver_bridge.reasons import (
    Obstacle,
    Option,
    Reasons,
    obstacles_to,
    why_in_run,
    why_now,
)

__all__ = [
    "Comparison",
    "Contradiction",
    "Exchange",
    "ExchangeMove",
    "Grouping",
    "Mover",
    "Obstacle",
    "Option",
    "Proposal",
    "Reasons",
    "Side",
    "Step",
    "compared",
    "contradiction_of",
    "exchange_into",
    "find_contradiction",
    "is_stale",
    "obstacles_to",
    "propose",
    "propose_groups",
    "refuse_what_cannot_be_asked",
    "why_in_run",
    "why_now",
]
