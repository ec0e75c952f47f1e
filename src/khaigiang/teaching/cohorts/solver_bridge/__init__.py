"""Between the rows of this feature and the pure solvers."""

from khaigiang.teaching.cohorts.solver_bridge.comparing import Comparison, Mover, Side, compared
from khaigiang.teaching.cohorts.solver_bridge.contradiction import (
    Contradiction,
    Step,
    contradiction_of,
    find_contradiction,
)
from khaigiang.teaching.cohorts.solver_bridge.exchanges import Exchange, ExchangeMove, exchange_into
from khaigiang.teaching.cohorts.solver_bridge.groups import (
    LARGEST,
    SMALLEST,
    Figures,
    NumberOfGroups,
    Seating,
    Swap,
    TwoSwap,
    figures_of,
    find_groups,
    numbers_of_groups,
    seating_of,
    swap_between,
    swaps_with,
    with_seats,
)
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
    "LARGEST",
    "SMALLEST",
    "Comparison",
    "Contradiction",
    "Exchange",
    "ExchangeMove",
    "Figures",
    "Mover",
    "NumberOfGroups",
    "Obstacle",
    "Option",
    "Proposal",
    "Reasons",
    "Seating",
    "Side",
    "Step",
    "Swap",
    "TwoSwap",
    "compared",
    "contradiction_of",
    "exchange_into",
    "figures_of",
    "find_contradiction",
    "find_groups",
    "is_stale",
    "numbers_of_groups",
    "obstacles_to",
    "propose",
    "refuse_what_cannot_be_asked",
    "seating_of",
    "swap_between",
    "swaps_with",
    "why_in_run",
    "why_now",
    "with_seats",
]
