"""Several discussions of one class: its groups are mixed anew each time, so that people meet once where they can."""

from khaigiang.solvers.groups.rounds.bounds import fewest_met_again, pairs_that_could_meet
from khaigiang.solvers.groups.rounds.check import broken_demands, broken_rules, cost, meetings
from khaigiang.solvers.groups.rounds.explain import (
    Answer,
    Growth,
    growth_of_each_trade,
    growth_of_trade,
    price_of_trade,
)
from khaigiang.solvers.groups.rounds.problem import Bond, Cost, Demand, Plan, Rounds
from khaigiang.solvers.moves import Refusal

__all__ = [
    "Answer",
    "Bond",
    "Cost",
    "Demand",
    "Growth",
    "Plan",
    "Refusal",
    "Rounds",
    "broken_demands",
    "broken_rules",
    "cost",
    "fewest_met_again",
    "growth_of_each_trade",
    "growth_of_trade",
    "meetings",
    "pairs_that_could_meet",
    "price_of_trade",
]
