"""When, where and by whom each class has each piece of its programme: the cheapest timetable, proven."""

from khaigiang.solvers.moves import Refusal
from khaigiang.solvers.timetabling.chains import Chain, chains_from, chains_to
from khaigiang.solvers.timetabling.check import broken_demands, broken_rules
from khaigiang.solvers.timetabling.demands import Demand
from khaigiang.solvers.timetabling.explain import (
    Answer,
    before_and_after,
    moved_to,
    price_of_change,
    price_of_each_hall,
    price_of_each_lecturer,
    price_of_each_slot,
)
from khaigiang.solvers.timetabling.problem import (
    ClassId,
    Cost,
    Engagement,
    Hall,
    HallId,
    Lecturer,
    LecturerId,
    Piece,
    PieceId,
    Pin,
    Placement,
    Plan,
    Problem,
    Slot,
    TrainingClass,
    Weights,
)
from khaigiang.solvers.timetabling.reckoning import cost

__all__ = [
    "Answer",
    "Chain",
    "ClassId",
    "Cost",
    "Demand",
    "Engagement",
    "Hall",
    "HallId",
    "Lecturer",
    "LecturerId",
    "Piece",
    "PieceId",
    "Pin",
    "Placement",
    "Plan",
    "Problem",
    "Refusal",
    "Slot",
    "TrainingClass",
    "Weights",
    "before_and_after",
    "broken_demands",
    "broken_rules",
    "chains_from",
    "chains_to",
    "cost",
    "moved_to",
    "price_of_change",
    "price_of_each_hall",
    "price_of_each_lecturer",
    "price_of_each_slot",
]
