"""Whoever has read enough ends the search for ways out; what has a price by then is kept."""

from dataclasses import dataclass
from itertools import combinations
from time import perf_counter

from ortools.sat.python import cp_model

from khaigiang.solvers.allocation import relaxations as of_allocations
from khaigiang.solvers.allocation.tests.planted import PLANTS as CONTRADICTORY_CLASSES
from khaigiang.solvers.allocation.tests.planted import a_roomy_problem
from khaigiang.solvers.relaxations import Relaxation, cheapest
from khaigiang.solvers.search import answer_of
from khaigiang.solvers.time_limit import TimeLimit
from khaigiang.solvers.timetabling import relaxations as of_timetables
from khaigiang.solvers.timetabling.tests.planted import PLANTS as CONTRADICTORY_TIMETABLES
from khaigiang.solvers.timetabling.tests.planted import a_programme_that_fits

SOON = 20.0


@dataclass(frozen=True)
class Price:
    total: int


@dataclass(frozen=True)
class Bill:
    cost: Price


def test_what_has_a_price_when_the_search_is_stopped_is_kept() -> None:
    priced: list[frozenset[str]] = []

    def price_of(drop: frozenset[str]) -> Relaxation[str, Bill]:
        priced.append(drop)
        return Relaxation(drop=tuple(drop), plan=Bill(cost=Price(total=9 - len(priced))))

    found = cheapest(
        (frozenset([letter]) for letter in "abcdef"),
        price_of,
        limit=TimeLimit(60, is_stopped=lambda: len(priced) == 2),
        most=3,
    )

    assert [one.drop for one in found] == [("b",), ("a",)]


def test_no_question_is_asked_once_it_is_stopped() -> None:
    classes = CONTRADICTORY_CLASSES["too_many_people"](a_roomy_problem(100, classes=6)).problem
    timetable = CONTRADICTORY_TIMETABLES["a_half_day_too_few"](a_programme_that_fits()).problem

    assert of_allocations.cheapest_relaxations(classes, seconds=60, is_stopped=lambda: True) == ()
    assert of_timetables.cheapest_relaxations(timetable, seconds=60, is_stopped=lambda: True) == ()


def test_a_question_that_nobody_would_wait_for_is_broken_off() -> None:
    """Fourteen pigeons in thirteen holes: a model that looks at pairs alone finds no end."""
    model, pigeons, holes = cp_model.CpModel(), 14, 13
    sits = [[model.new_bool_var("") for _ in range(holes)] for _ in range(pigeons)]
    for seats in sits:
        model.add_bool_or(seats)
    for hole in range(holes):
        for one, other in combinations(range(pigeons), 2):
            model.add_bool_or(sits[one][hole].negated(), sits[other][hole].negated())
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.cp_model_presolve = 1, False
    solver.parameters.symmetry_level, solver.parameters.linearization_level = 0, 0
    begun = perf_counter()

    answer = answer_of(solver, model, TimeLimit(600, is_stopped=lambda: perf_counter() - begun > 1))

    assert answer == cp_model.UNKNOWN
    assert 1 < perf_counter() - begun < SOON
