"""Demands and ways out as a plan's file tells them: by the words and ids of the problem's form, with a sentence."""

from collections.abc import Mapping
from typing import Final

from khaigiang.solvers.timetabling.demands import Demand, Rule
from khaigiang.solvers.timetabling.form import DemandForm, HalfDayId, RelaxationForm, RuleOfForm
from khaigiang.solvers.timetabling.problem import Problem, Slot
from khaigiang.solvers.timetabling.relaxations import Relaxation
from khaigiang.solvers.timetabling.texts import dropping, sentence

IN_THE_FORM: Final[Mapping[Rule, RuleOfForm]] = {
    "half_days_of_the_class": "half_days",
    "hall_large_enough": "size",
    "stages_in_order": "block_order",
    "after": "after",
    "pinned": "fixed",
    "qualified": "lecturers",
    "hall_features": "features",
    "available": "away",
    "max_per_day": "max_per_day",
    "max_per_week": "max_per_week",
    "hall_free": "closed",
    "one_class_in_a_hall": "halls",
}


def demand_form(problem: Problem, demand: Demand, half_days: Mapping[Slot, HalfDayId]) -> DemandForm:
    """A demand as it is written."""
    return DemandForm(
        rule=IN_THE_FORM[demand.rule],
        class_id=demand.classes[0] if demand.classes else None,
        pieces=list(demand.pieces) or None,
        lecturer=demand.lecturer_id,
        hall=demand.hall_id,
        half_day=half_days[demand.slot] if demand.slot else None,
        text=sentence(problem, demand),
    )


def relaxation_form(problem: Problem, way: Relaxation, half_days: Mapping[Slot, HalfDayId]) -> RelaxationForm:
    """A way out as it is written."""
    return RelaxationForm(
        drop=[demand_form(problem, demand, half_days) for demand in way.drop],
        cost=way.plan.cost.total,
        text=dropping(problem, way.drop),
    )
