"""Who talks with whom: a class divided into nearly equal, well mixed groups, proven."""

from khaigiang.solvers.groups.check import broken_demands, broken_rules, cost
from khaigiang.solvers.groups.demands import Demand
from khaigiang.solvers.groups.explain import Answer, price_of_change, price_of_each_group, price_of_trade
from khaigiang.solvers.groups.problem import Cost, Division, Group, Person, PersonId, Plan, Problem
from khaigiang.solvers.moves import Refusal

__all__ = [
    "Answer",
    "Cost",
    "Demand",
    "Division",
    "Group",
    "Person",
    "PersonId",
    "Plan",
    "Problem",
    "Refusal",
    "broken_demands",
    "broken_rules",
    "cost",
    "price_of_change",
    "price_of_each_group",
    "price_of_trade",
]
