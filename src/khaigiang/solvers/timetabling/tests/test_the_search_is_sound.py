"""Annealing and the flow that bounds it: true prices, true bounds, the same way each time, and never worse."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from khaigiang.solvers.errors import NoPlanExists
from khaigiang.solvers.progress import Progress, unwatched
from khaigiang.solvers.time_limit import TimeLimit
from khaigiang.solvers.timetabling import (
    Lecturer,
    Pin,
    Placement,
    Problem,
    Weights,
    broken_demands,
    broken_rules,
    cost,
)
from khaigiang.solvers.timetabling.bounds import bound, refuse_too_few_halls
from khaigiang.solvers.timetabling.local import Effort, anneal
from khaigiang.solvers.timetabling.solve import solve
from khaigiang.solvers.timetabling.tests.makers import (
    make_class,
    make_days,
    make_hall,
    make_piece,
    tiny_problems,
)
from khaigiang.solvers.timetabling.tests.schools import SEED, School, a_school
from khaigiang.solvers.timetabling.tests.test_the_cheapest_timetable_is_found import every_timetable

TWENTY_CLASSES = School(classes=20, weeks=8, lecturers=30, halls=10)
MORNING, AFTERNOON, NEXT_MORNING, NEXT_AFTERNOON = make_days(2)


def annealed(problem: Problem, *, proposals: int = 20_000, least: int = 0) -> tuple[Placement, ...] | None:
    return anneal(
        problem, effort=Effort(limit=TimeLimit(60), proposals=proposals), bound=least, seed=0, watch=unwatched
    )


@settings(max_examples=60, deadline=None)
@given(problem=tiny_problems())
def test_what_is_annealed_is_lawful_and_the_bound_lies_below_every_timetable(problem: Problem) -> None:
    lawful = [placements for placements in every_timetable(problem) if not broken_demands(problem, placements)]

    try:
        refuse_too_few_halls(problem)
        least, placements = bound(problem), annealed(problem)
    except NoPlanExists:
        assert not lawful
        return

    assert least <= min((cost(problem, one).total for one in lawful), default=least)
    assert placements is None or broken_demands(problem, placements) == []


@settings(max_examples=60, deadline=None)
@given(problem=tiny_problems())
def test_what_the_moves_add_up_to_is_the_cost_of_the_timetable(problem: Problem) -> None:
    heard: list[Progress] = []

    def watch(progress: Progress) -> bool:
        heard.append(progress)
        return True

    effort = Effort(limit=TimeLimit(60), proposals=20_000)
    try:
        placements = anneal(problem, effort=effort, bound=-1, seed=0, watch=watch)
    except NoPlanExists:
        return

    if placements is None:
        assert all(progress.cost is None for progress in heard)
    else:
        assert heard[-1].cost == cost(problem, placements).total


def test_no_work_at_all_finds_nothing() -> None:
    assert annealed(a_school(SEED), proposals=0) is None


def test_the_cost_of_the_seeds_case_is_proven_by_the_flow() -> None:
    problem = a_school(SEED)

    plan = solve(problem, seconds=60)

    assert (plan.status, plan.cost.total, broken_rules(problem, plan)) == ("optimal", 0, [])


def test_a_school_too_large_to_be_proven_as_one_model_gets_a_timetable_and_an_honest_bound() -> None:
    problem = a_school(TWENTY_CLASSES)

    plan = solve(problem, seconds=60, steps=600)

    assert broken_rules(problem, plan) == []
    assert plan.bound == 0


def test_the_same_work_gives_the_same_timetable() -> None:
    problem = a_school(TWENTY_CLASSES)

    assert solve(problem, seconds=60, steps=300).placements == solve(problem, seconds=60, steps=300).placements


def test_what_is_pinned_never_moves() -> None:
    problem = a_school(TWENTY_CLASSES)
    placements = solve(problem, seconds=60, steps=300).placements
    pins = tuple(
        Pin(class_id=one.class_id, piece_id=one.piece_id, slot=one.slot, lecturer_id=one.lecturer_id)
        for one in placements[::3]
    )

    again = solve(replace(problem, pins=pins), seconds=60, steps=300, seed=1).placements

    stands = {(one.class_id, one.piece_id): (one.slot, one.lecturer_id) for one in again}
    assert [stands[pin.class_id, pin.piece_id] for pin in pins] == [(pin.slot, pin.lecturer_id) for pin in pins]


def test_the_best_found_never_gets_worse_and_a_watcher_changes_nothing() -> None:
    problem = a_school(TWENTY_CLASSES)
    heard: list[Progress] = []

    def watch(progress: Progress) -> bool:
        heard.append(progress)
        return True

    watched = solve(problem, seconds=60, steps=300, watch=watch)

    costs = [progress.cost for progress in heard if progress.cost is not None]
    assert costs == sorted(costs, reverse=True)
    assert costs[-1] == watched.cost.total
    assert watched.placements == solve(problem, seconds=60, steps=300).placements


def test_a_search_that_is_stopped_keeps_its_best() -> None:
    problem = a_school(TWENTY_CLASSES)

    stopped = solve(problem, seconds=60, watch=lambda progress: progress.cost is None)

    assert broken_rules(problem, stopped) == []
    assert stopped.seconds < 60


def make_lessons(*lecturers: Lecturer, pieces: int = 2) -> Problem:
    """One class of so many pieces on two days, all taught by any of the lecturers."""
    taught_by = [lecturer.id for lecturer in lecturers]
    return Problem(
        classes=(
            make_class("c1", *(make_piece(f"p{one}", by=taught_by) for one in range(pieces)), slots=make_days(2)),
        ),
        lecturers=lecturers,
        halls=(make_hall("h1"), make_hall("h2")),
        weights=Weights(unwanted=3, hall_change=0, load=5),
    )


@pytest.mark.parametrize(
    ("lecturers", "least"),
    [
        ((Lecturer(id="l1", fair=2),), 0),
        ((Lecturer(id="l1", fair=4),), 10),
        ((Lecturer(id="l1", fair=1), Lecturer(id="l2", fair=0)), 5),
        ((Lecturer(id="l1", fair=2, unwanted=frozenset(make_days(2)[1:])),), 3),
        ((Lecturer(id="l1", fair=2, max_per_day=1, unwanted=frozenset(make_days(1))),), 3),
        ((Lecturer(id="l1", fair=2, max_per_week=1), Lecturer(id="l2", fair=0)), 10),
        ((Lecturer(id="l1", fair=2, unavailable=frozenset(make_days(2)[1:])), Lecturer(id="l2", fair=0)), 10),
    ],
)
def test_wishes_and_shares_of_lecturers_bound_the_cost(lecturers: tuple[Lecturer, ...], least: int) -> None:
    problem = make_lessons(*lecturers)

    assert bound(problem) == least
    assert solve(problem, seconds=20).cost.total == least


def test_more_lessons_than_lecturers_can_take_are_found_to_be_impossible() -> None:
    with pytest.raises(NoPlanExists):
        bound(make_lessons(Lecturer(id="l1", max_per_week=1)))


def test_more_pieces_than_half_days_are_found_to_be_impossible() -> None:
    with pytest.raises(NoPlanExists):
        annealed(make_lessons(Lecturer(id="l1"), pieces=5))
