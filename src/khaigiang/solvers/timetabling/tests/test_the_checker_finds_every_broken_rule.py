"""The second opinion: for each rule one timetable that keeps it and one that breaks it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from khaigiang.solvers.timetabling import (
    Demand,
    Engagement,
    Lecturer,
    Piece,
    Pin,
    Placement,
    Plan,
    Problem,
    Slot,
    broken_demands,
    broken_rules,
)
from khaigiang.solvers.timetabling.solve import solve
from khaigiang.solvers.timetabling.tests.makers import (
    MONDAY,
    a_programme_of_22_half_days,
    make_class,
    make_days,
    make_hall,
    make_piece,
    make_placement,
    make_slot,
)

MORNING, AFTERNOON, NEXT_MORNING, NEXT_AFTERNOON = make_days(2)
L1 = Lecturer(id="l1")
OTHER_WEEK = make_slot(7)

PIECES = (
    make_piece("opening"),
    make_piece("topic", 1, by=("l1", "l2")),
    make_piece("discussion", 2),
    make_piece("closing", 3),
)
PROBLEM = Problem(
    classes=(
        make_class("c1", *PIECES, slots=(*make_days(2), OTHER_WEEK)),
        make_class("c2", *PIECES, slots=make_days(2), halls=("h2", "h3")),
    ),
    lecturers=(
        Lecturer(id="l1", unavailable=frozenset({NEXT_MORNING}), max_per_day=1, max_per_week=1),
        Lecturer(id="l2"),
        Lecturer(id="l3"),
    ),
    halls=(make_hall("h1"), make_hall("h2", busy=[NEXT_AFTERNOON, OTHER_WEEK]), make_hall("h3", capacity=200)),
)
"""Two parallel classes with four pieces each; c1 has a half-day to spare in the week after."""


def make_timetable(*changes: Placement) -> tuple[Placement, ...]:
    """c1 in h1 and c2 in h3, in the same half-days and in order; `changes` replace what they place."""
    placed = {
        (class_id, piece_id): make_placement(piece_id, slot, lecturer_id, class_id=class_id, hall_id=hall_id)
        for class_id, hall_id, teacher in (("c1", "h1", "l1"), ("c2", "h3", "l2"))
        for piece_id, slot, lecturer_id in (
            ("opening", MORNING, None),
            ("topic", AFTERNOON, teacher),
            ("discussion", NEXT_MORNING, None),
            ("closing", NEXT_AFTERNOON, None),
        )
    }
    return tuple((placed | {(change.class_id, change.piece_id): change for change in changes}).values())


@pytest.mark.parametrize(
    ("change", "demand"),
    [
        (
            make_placement("opening", MORNING, class_id="c9"),
            Demand(rule="known", classes=("c9",), pieces=("opening",)),
        ),
        (
            make_placement("opening", MORNING, hall_id="h9"),
            Demand(rule="known", classes=("c1",), pieces=("opening",)),
        ),
        (
            make_placement("opening", MORNING, hall_id="h9"),
            Demand(rule="every_piece_once", classes=("c1",), pieces=("opening",)),
        ),
        (
            make_placement("topic", MORNING, "l1"),
            Demand(rule="one_piece_at_a_time", classes=("c1",), pieces=("opening", "topic"), slot=MORNING),
        ),
        (
            make_placement("closing", OTHER_WEEK, class_id="c2", hall_id="h3"),
            Demand(rule="half_days_of_the_class", classes=("c2",), pieces=("closing",), slot=OTHER_WEEK),
        ),
        (
            make_placement("opening", OTHER_WEEK),
            Demand(rule="stages_in_order", classes=("c1",), pieces=("opening", "topic")),
        ),
        (
            make_placement("topic", OTHER_WEEK, "l1"),
            Demand(rule="stages_in_order", classes=("c1",), pieces=("topic", "discussion")),
        ),
        (
            make_placement("discussion", OTHER_WEEK),
            Demand(rule="stages_in_order", classes=("c1",), pieces=("discussion", "closing")),
        ),
        (
            make_placement("topic", AFTERNOON, "l3"),
            Demand(rule="qualified", classes=("c1",), pieces=("topic",), lecturer_id="l3"),
        ),
        (
            make_placement("topic", AFTERNOON),
            Demand(rule="qualified", classes=("c1",), pieces=("topic",)),
        ),
        (
            make_placement("closing", NEXT_AFTERNOON, "l3"),
            Demand(rule="qualified", classes=("c1",), pieces=("closing",), lecturer_id="l3"),
        ),
        (
            make_placement("topic", NEXT_MORNING, "l1"),
            Demand(rule="available", lecturer_id="l1", slot=NEXT_MORNING),
        ),
        (
            make_placement("topic", AFTERNOON, "l2"),
            Demand(rule="one_place_at_a_time", lecturer_id="l2", slot=AFTERNOON, classes=("c1", "c2")),
        ),
        (
            make_placement("topic", MORNING, "l1", class_id="c2", hall_id="h3"),
            Demand(rule="max_per_day", lecturer_id="l1", on=MONDAY),
        ),
        (
            make_placement("topic", NEXT_AFTERNOON, "l1", class_id="c2", hall_id="h3"),
            Demand(rule="max_per_week", lecturer_id="l1", week=(2023, 11)),
        ),
        (
            make_placement("opening", MORNING, class_id="c1", hall_id="h3"),
            Demand(rule="halls_of_the_class", classes=("c1",), hall_id="h3", slot=MORNING),
        ),
        (
            make_placement("closing", OTHER_WEEK, hall_id="h2"),
            Demand(rule="hall_free", classes=("c1",), hall_id="h2", slot=OTHER_WEEK),
        ),
        (
            make_placement("opening", MORNING, hall_id="h3"),
            Demand(rule="one_class_in_a_hall", classes=("c1", "c2"), hall_id="h3", slot=MORNING),
        ),
    ],
)
def test_a_planted_violation_is_found(change: Placement, demand: Demand) -> None:
    assert broken_demands(PROBLEM, make_timetable()) == []
    assert demand in broken_demands(PROBLEM, make_timetable(change))


def test_a_hall_too_small_is_found_by_the_seats_that_lack() -> None:
    larger = replace(PROBLEM.classes[0], participants=130)
    problem = replace(PROBLEM, classes=(larger, PROBLEM.classes[1]))

    found = broken_demands(problem, make_timetable())

    assert found[0] == Demand(rule="hall_large_enough", classes=("c1",), hall_id="h1", slot=MORNING, by=30)
    assert len(found) == len(PIECES)


def test_a_piece_left_out_is_found() -> None:
    assert broken_demands(PROBLEM, make_timetable()[1:]) == [
        Demand(rule="every_piece_once", classes=("c1",), pieces=("opening",))
    ]


@pytest.mark.parametrize(
    "pin",
    [
        Pin(class_id="c1", piece_id="closing", slot=OTHER_WEEK),
        Pin(class_id="c1", piece_id="closing", hall_id="h2"),
        Pin(class_id="c1", piece_id="closing", lecturer_id="l3"),
    ],
)
def test_a_pin_pulled_out_is_found(pin: Pin) -> None:
    pinned = replace(PROBLEM, pins=(pin,))

    assert broken_demands(pinned, make_timetable()) == [Demand(rule="pinned", classes=("c1",), pieces=("closing",))]


def test_a_pin_that_stands_is_kept() -> None:
    pin = Pin(class_id="c1", piece_id="topic", slot=AFTERNOON, hall_id="h1", lecturer_id="l1")

    assert broken_demands(replace(PROBLEM, pins=(pin,)), make_timetable()) == []


def with_first_class(*pieces: Piece, **changes: Any) -> Problem:
    """The problem with these pieces in its first class, which then has nothing else in common with the second."""
    return replace(
        PROBLEM, classes=(replace(PROBLEM.classes[0], pieces=pieces or PIECES, **changes), PROBLEM.classes[1])
    )


@pytest.mark.parametrize(
    ("problem", "demand"),
    [
        (
            with_first_class(*PIECES[:3], make_piece("closing", 2, after=("discussion",))),
            None,
        ),
        (
            with_first_class(*PIECES[:2], make_piece("discussion", 2, after=("closing",)), make_piece("closing", 2)),
            Demand(rule="after", classes=("c1",), pieces=("closing", "discussion")),
        ),
        (with_first_class(make_piece("opening", slots=[MORNING]), *PIECES[1:]), None),
        (
            with_first_class(make_piece("opening", slots=[NEXT_MORNING]), *PIECES[1:]),
            Demand(rule="half_days_of_the_piece", classes=("c1",), pieces=("opening",), slot=MORNING),
        ),
        (with_first_class(together=(frozenset({"discussion", "closing"}),)), None),
        (
            with_first_class(together=(frozenset({"topic", "discussion", "closing"}),)),
            Demand(rule="together", classes=("c1",), pieces=("closing", "discussion", "topic")),
        ),
        (
            replace(
                with_first_class(make_piece("opening", features=["stage"]), *PIECES[1:]),
                halls=(make_hall("h1", features=["stage", "piano"]), *PROBLEM.halls[1:]),
            ),
            None,
        ),
        (
            with_first_class(make_piece("opening", features=["stage", "piano"]), *PIECES[1:]),
            Demand(rule="hall_features", classes=("c1",), pieces=("opening",), hall_id="h1", by=2),
        ),
    ],
)
def test_what_a_piece_asks_for_is_looked_at(problem: Problem, demand: Demand | None) -> None:
    assert broken_demands(problem, make_timetable()) == ([demand] if demand else [])


@pytest.mark.parametrize(
    ("places", "broken"),
    [(("west", "west"), 0), (("west", None), 0), (("west", "east"), 1)],
)
def test_a_lecturer_in_two_places_on_one_date_is_found(places: tuple[str | None, str | None], broken: int) -> None:
    west, east = places
    problem = Problem(
        classes=(make_class("c1", make_piece("topic", by=("l1",))), make_class("c2", make_piece("topic", by=("l1",)))),
        lecturers=(L1,),
        halls=(make_hall("h1", place=west), make_hall("h2", place=east)),
    )
    placements = [
        make_placement("topic", MORNING, "l1", hall_id="h1"),
        make_placement("topic", AFTERNOON, "l1", class_id="c2", hall_id="h2"),
    ]

    assert broken_demands(problem, placements) == [Demand(rule="one_place_a_day", lecturer_id="l1", on=MONDAY)] * broken


@pytest.mark.parametrize(
    ("lecturer", "on", "place", "rule"),
    [
        (L1, MORNING.on, "west", None),
        (L1, MORNING.on, None, None),
        (L1, MORNING.on, "east", "one_place_a_day"),
        (L1, NEXT_MORNING.on, "east", None),
        (replace(L1, max_per_day=1), MORNING.on, "west", "max_per_day"),
        (replace(L1, max_per_day=1), NEXT_MORNING.on, "west", None),
        (replace(L1, max_per_week=1), NEXT_MORNING.on, "west", "max_per_week"),
    ],
)
def test_what_a_lecturer_teaches_elsewhere_counts(
    lecturer: Lecturer, on: date, place: str | None, rule: str | None
) -> None:
    evening = Engagement(slot=Slot(on, 2), place=place)
    problem = Problem(
        classes=(make_class("c1", make_piece("topic", by=("l1",))),),
        lecturers=(replace(lecturer, engaged=frozenset({evening})),),
        halls=(make_hall("h1", place="west"), make_hall("h2")),
    )

    broken = broken_demands(problem, [make_placement("topic", MORNING, "l1")])

    assert [demand.rule for demand in broken] == ([rule] if rule else [])


@pytest.mark.parametrize(
    "lie",
    [
        lambda plan: replace(plan, bound=plan.bound + 1),
        lambda plan: replace(plan, bound=plan.bound - 1),
        lambda plan: replace(plan, cost=replace(plan.cost, load=plan.cost.load - 1), bound=plan.bound - 1),
    ],
)
def test_a_plan_that_lies_about_its_price_is_found(lie: Callable[[Plan], Plan]) -> None:
    plan = solve(PROBLEM, seconds=60)

    assert broken_rules(PROBLEM, plan) == []
    assert [demand.rule for demand in broken_rules(PROBLEM, lie(plan))] == ["price"]


def test_a_lecturer_swapped_into_two_places_of_a_real_timetable_is_found() -> None:
    problem = a_programme_of_22_half_days((MONDAY, MONDAY))
    plan = solve(problem, seconds=30)
    mine = next(placement for placement in plan.placements if placement.class_id == "c0" and placement.lecturer_id)
    theirs = next(other for other in plan.placements if other.class_id == "c1" and other.slot == mine.slot)

    spoiled = [replace(one, lecturer_id=mine.lecturer_id) if one == theirs else one for one in plan.placements]

    assert Demand(
        rule="one_place_at_a_time", lecturer_id=mine.lecturer_id, slot=mine.slot, classes=("c0", "c1")
    ) in broken_rules(problem, replace(plan, placements=tuple(spoiled)))
