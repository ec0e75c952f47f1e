"""The solver against every possible timetable, against its checker, and on the real size."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, permutations, product
from os import environ

import pytest
from hypothesis import given, settings

from khaigiang.solvers.errors import NoPlanExists, NoPlanInTime
from khaigiang.solvers.timetabling import (
    Lecturer,
    LecturerId,
    Pin,
    Placement,
    Problem,
    TrainingClass,
    broken_demands,
    broken_rules,
    cost,
)
from khaigiang.solvers.timetabling.solve import solve
from khaigiang.solvers.timetabling.tests.makers import (
    MONDAY,
    ONE_AFTER_ANOTHER,
    a_programme_of_22_half_days,
    make_class,
    make_days,
    make_hall,
    make_piece,
    tiny_problems,
)

TRIALS = int(environ.get("KHAIGIANG_TRIALS", "100"))


def every_timetable(problem: Problem) -> Iterator[tuple[Placement, ...]]:
    """Every combination of lawful timetables of single classes."""
    for timetables in product(*(list(_timetables_of(cls, problem)) for cls in problem.classes)):
        yield tuple(chain.from_iterable(timetables))


def _timetables_of(cls: TrainingClass, problem: Problem) -> Iterator[tuple[Placement, ...]]:
    alone = replace(problem, classes=(cls,), pins=tuple(pin for pin in problem.pins if pin.class_id == cls.id))
    lecturers: list[list[LecturerId | None]] = [[*sorted(piece.lecturers)] or [None] for piece in cls.pieces]
    halls = [sorted(hall.id for hall in problem.halls_for(cls, piece)) for piece in cls.pieces]
    for slots in permutations(cls.slots, len(cls.pieces)):
        for choice in product(product(*lecturers), product(*halls)):
            placements = tuple(
                Placement(class_id=cls.id, piece_id=piece.id, slot=slot, hall_id=hall_id, lecturer_id=lecturer_id)
                for piece, slot, lecturer_id, hall_id in zip(cls.pieces, slots, *choice, strict=True)
            )
            if not broken_demands(alone, placements):
                yield placements


@settings(max_examples=TRIALS, deadline=None)
@given(problem=tiny_problems())
def test_the_optimum_equals_that_of_trying_every_timetable(problem: Problem) -> None:
    lawful = [placements for placements in every_timetable(problem) if not broken_demands(problem, placements)]

    if lawful:
        plan = solve(problem, seconds=60)
        assert (plan.status, broken_rules(problem, plan)) == ("optimal", [])
        assert plan.cost.total == plan.bound == min(cost(problem, placements).total for placements in lawful)
    else:
        with pytest.raises(NoPlanExists):
            solve(problem, seconds=60)


@pytest.mark.parametrize(
    ("starts", "half_days"),
    [
        pytest.param(ONE_AFTER_ANOTHER, 22, id="five classes one after another"),
        pytest.param((MONDAY, MONDAY), 22, id="two parallel classes share lecturers and halls"),
    ],
)
def test_22_half_days_of_several_classes_are_proven_optimal(starts: Sequence[date], half_days: int) -> None:
    problem = a_programme_of_22_half_days(starts, half_days=half_days)

    plan = solve(problem, seconds=30)

    assert plan.status == "optimal"
    assert broken_rules(problem, plan) == []
    assert len(plan.placements) == half_days * len(starts)


def test_the_same_seed_gives_the_same_timetable() -> None:
    problem = a_programme_of_22_half_days((MONDAY, MONDAY), seed=1)

    assert solve(problem, seconds=30, seed=5).placements == solve(problem, seconds=30, seed=5).placements


def test_another_seed_gives_the_same_cost() -> None:
    problem = a_programme_of_22_half_days((MONDAY, MONDAY), seed=1)

    assert solve(problem, seconds=30, seed=5).cost.total == solve(problem, seconds=30, seed=6).cost.total


def test_one_half_day_too_few_has_no_plan() -> None:
    with pytest.raises(NoPlanExists):
        solve(a_programme_of_22_half_days((MONDAY,), half_days=21), seconds=30)


def test_no_time_at_all_is_said_to_be_too_little() -> None:
    with pytest.raises(NoPlanInTime):
        solve(a_programme_of_22_half_days(), seconds=0)


def test_a_partial_timetable_is_completed_around_what_is_pinned() -> None:
    problem = a_programme_of_22_half_days((MONDAY, MONDAY), seed=2)
    first = solve(problem, seconds=30)
    held = [placement for placement in first.placements if placement.class_id == "c0"]
    pins = tuple(
        Pin(
            class_id=placement.class_id,
            piece_id=placement.piece_id,
            slot=placement.slot,
            hall_id=placement.hall_id,
            lecturer_id=placement.lecturer_id,
        )
        for placement in held
    )

    second = solve(replace(problem, pins=pins, weights=replace(problem.weights, order=0, travel=9)), seconds=30)

    assert [placement for placement in second.placements if placement.class_id == "c0"] == held


def test_placements_come_class_by_class_in_the_order_of_time() -> None:
    plan = solve(a_programme_of_22_half_days((MONDAY, MONDAY)), seconds=30)

    keys = [(placement.class_id, placement.slot) for placement in plan.placements]
    assert keys == sorted(keys)


def test_a_lecturer_alone_cannot_serve_two_parallel_classes() -> None:
    morning, afternoon = make_days(1)
    topic = make_piece("topic", by=("l1",))
    parallel = Problem(
        classes=(make_class("c1", topic, slots=(morning,)), make_class("c2", topic, slots=(morning,))),
        lecturers=(Lecturer(id="l1"),),
        halls=(make_hall("h1"), make_hall("h2")),
    )
    longer = replace(parallel, classes=(parallel.classes[0], make_class("c2", topic, slots=(morning, afternoon))))

    with pytest.raises(NoPlanExists):
        solve(parallel, seconds=5)
    assert [placement.slot for placement in solve(longer, seconds=5).placements] == [morning, afternoon]


def test_a_discussion_does_not_come_before_its_topic_even_where_it_alone_would_fit() -> None:
    *early, third, last = make_days(2)
    problem = Problem(
        classes=(
            make_class(
                "c1",
                make_piece("topic", by=("l1",)),
                make_piece("discussion", 1),
                slots=(*early, third, last),
                halls=("h1",),
            ),
        ),
        lecturers=(Lecturer(id="l1", unavailable=frozenset(early)),),
        halls=(make_hall("h1"),),
    )
    taken_at_last = replace(problem, halls=(make_hall("h1", busy=[last]),))

    assert [placement.slot for placement in solve(problem, seconds=5).placements] == [third, last]
    with pytest.raises(NoPlanExists):
        solve(taken_at_last, seconds=5)
