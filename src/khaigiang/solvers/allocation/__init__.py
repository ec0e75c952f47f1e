"""Who attends which class: the cheapest allocation that keeps every rule, proven."""

from khaigiang.solvers.allocation.check import broken_demands, broken_rules, cost
from khaigiang.solvers.allocation.demands import Demand
from khaigiang.solvers.allocation.problem import (
    Assignment,
    ClassId,
    Cost,
    GivenPlaces,
    Person,
    PersonId,
    Plan,
    Problem,
    TrainingClass,
    Weights,
    pinned,
)
from khaigiang.solvers.moves import Refusal

__all__ = [
    "Assignment",
    "ClassId",
    "Cost",
    "Demand",
    "GivenPlaces",
    "Person",
    "PersonId",
    "Plan",
    "Problem",
    "Refusal",
    "TrainingClass",
    "Weights",
    "broken_demands",
    "broken_rules",
    "cost",
    "pinned",
]
