"""The second opinion: for each rule one timetable that keeps it and one that breaks it, and prices reckoned by hand."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from khaigiang.solvers.timetabling import (
    Cost,
    Demand,
    Lecturer,
    Pin,
    Placement,
    Plan,
    Problem,
    Weights,
    broken_demands,
    broken_rules,
    cost,
)
from khaigiang.solvers.timetabling.solve import solve
from khaigiang.solvers.timetabling.tests.makers import (
    MONDAY,
    a_programme_of_22_half_days,
    make_class,
    make_days,
    make_hall,
    make_item,
    make_placement,
    make_slot,
)

MORNING, AFTERNOON, NEXT_MORNING, NEXT_AFTERNOON = make_days(2)
OTHER_WEEK = make_slot(7)

PROBLEM = Problem(
    classes=(
        make_class("c1", slots=(*make_days(2), OTHER_WEEK)),
        make_class("c2", slots=make_days(2), halls=("h2", "h3")),
    ),
    items=(
        make_item("opening", "opening"),
        make_item("topic", by=("l1", "l2")),
        make_item("discussion", "discussion"),
        make_item("closing", "closing"),
    ),
    lecturers=(
        Lecturer(id="l1", unavailable=frozenset({NEXT_MORNING}), max_per_day=1, max_per_week=1),
        Lecturer(id="l2"),
        Lecturer(id="l3"),
    ),
    halls=(make_hall("h1"), make_hall("h2", busy=[NEXT_AFTERNOON, OTHER_WEEK]), make_hall("h3", capacity=200)),
)
"""Two parallel classes with four items each; c1 has a half-day to spare in the week after."""


def make_timetable(*changes: Placement) -> tuple[Placement, ...]:
    """c1 in h1 and c2 in h3, in the same half-days and in order; `changes` replace what they place."""
    placed = {
        (class_id, item_id): make_placement(item_id, slot, lecturer_id, class_id=class_id, hall_id=hall_id)
        for class_id, hall_id, teacher in (("c1", "h1", "l1"), ("c2", "h3", "l2"))
        for item_id, slot, lecturer_id in (
            ("opening", MORNING, None),
            ("topic", AFTERNOON, teacher),
            ("discussion", NEXT_MORNING, None),
            ("closing", NEXT_AFTERNOON, None),
        )
    }
    return tuple((placed | {(change.class_id, change.item_id): change for change in changes}).values())


@pytest.mark.parametrize(
    ("change", "demand"),
    [
        (
            make_placement("opening", MORNING, class_id="c9"),
            Demand(rule="known", classes=("c9",), items=("opening",)),
        ),
        (
            make_placement("opening", MORNING, hall_id="h9"),
            Demand(rule="known", classes=("c1",), items=("opening",)),
        ),
        (
            make_placement("opening", MORNING, hall_id="h9"),
            Demand(rule="every_item_once", classes=("c1",), items=("opening",)),
        ),
        (
            make_placement("topic", MORNING, "l1"),
            Demand(rule="one_item_at_a_time", classes=("c1",), items=("opening", "topic"), slot=MORNING),
        ),
        (
            make_placement("closing", OTHER_WEEK, class_id="c2", hall_id="h3"),
            Demand(rule="half_days_of_the_class", classes=("c2",), items=("closing",), slot=OTHER_WEEK),
        ),
        (
            make_placement("opening", OTHER_WEEK),
            Demand(rule="stages_in_order", classes=("c1",), items=("opening", "topic")),
        ),
        (
            make_placement("topic", OTHER_WEEK, "l1"),
            Demand(rule="stages_in_order", classes=("c1",), items=("topic", "discussion")),
        ),
        (
            make_placement("discussion", OTHER_WEEK),
            Demand(rule="stages_in_order", classes=("c1",), items=("discussion", "closing")),
        ),
        (
            make_placement("topic", AFTERNOON, "l3"),
            Demand(rule="qualified", classes=("c1",), items=("topic",), lecturer_id="l3"),
        ),
        (
            make_placement("topic", AFTERNOON),
            Demand(rule="qualified", classes=("c1",), items=("topic",)),
        ),
        (
            make_placement("closing", NEXT_AFTERNOON, "l3"),
            Demand(rule="qualified", classes=("c1",), items=("closing",), lecturer_id="l3"),
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
    assert len(found) == len(problem.items)


def test_an_item_left_out_is_found() -> None:
    assert broken_demands(PROBLEM, make_timetable()[1:]) == [
        Demand(rule="every_item_once", classes=("c1",), items=("opening",))
    ]


@pytest.mark.parametrize(
    "pin",
    [
        Pin(class_id="c1", item_id="closing", slot=OTHER_WEEK),
        Pin(class_id="c1", item_id="closing", hall_id="h2"),
        Pin(class_id="c1", item_id="closing", lecturer_id="l3"),
    ],
)
def test_a_pin_pulled_out_is_found(pin: Pin) -> None:
    pinned = replace(PROBLEM, pins=(pin,))

    assert broken_demands(pinned, make_timetable()) == [Demand(rule="pinned", classes=("c1",), items=("closing",))]


def test_a_pin_that_stands_is_kept() -> None:
    pin = Pin(class_id="c1", item_id="topic", slot=AFTERNOON, hall_id="h1", lecturer_id="l1")

    assert broken_demands(replace(PROBLEM, pins=(pin,)), make_timetable()) == []


def test_discussions_of_an_earlier_block_come_before_topics_of_a_later_one() -> None:
    items = (make_item("discussion", "discussion", block=1), make_item("topic", block=2))
    problem = Problem(classes=(make_class(),), items=items, lecturers=(), halls=(make_hall("h1"), make_hall("h2")))

    kept = [make_placement("discussion", MORNING), make_placement("topic", AFTERNOON)]
    broken = [make_placement("discussion", AFTERNOON), make_placement("topic", MORNING)]

    assert broken_demands(problem, kept) == []
    assert broken_demands(problem, broken) == [
        Demand(rule="stages_in_order", classes=("c1",), items=("discussion", "topic"))
    ]


@pytest.mark.parametrize(
    "lie",
    [
        lambda plan: replace(plan, bound=plan.bound + 1),
        lambda plan: replace(plan, bound=plan.bound - 1),
        lambda plan: replace(plan, cost=replace(plan.cost, travel=plan.cost.travel - 1), bound=plan.bound - 1),
    ],
)
def test_a_plan_that_lies_about_its_price_is_found(lie: Callable[[Plan], Plan]) -> None:
    plan = solve(PROBLEM, seconds=10)

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


def make_teaching(*lecturers: Lecturer, weights: Weights) -> Problem:
    """One class, two halls, and three topics that everybody may teach, in order first, second, third."""
    taught_by = [lecturer.id for lecturer in lecturers]
    return Problem(
        classes=(make_class(slots=make_days(2)),),
        items=tuple(
            make_item(item_id, order=order, by=taught_by) for order, item_id in enumerate(("first", "second", "third"))
        ),
        lecturers=lecturers,
        halls=(make_hall("h1"), make_hall("h2")),
        weights=weights,
    )


NOTHING = Weights(order=0, hall_change=0, load=0, travel=0, half=0)
L1, L2 = Lecturer(id="l1"), Lecturer(id="l2")


def reckoned(problem: Problem, placements: Sequence[Placement]) -> Cost:
    assert broken_demands(problem, placements) == []
    return cost(problem, placements)


def test_order_costs_each_pair_of_topics_the_other_way_round() -> None:
    problem = make_teaching(L1, weights=replace(NOTHING, order=10))
    third_comes_first = [
        make_placement("third", MORNING, "l1"),
        make_placement("first", AFTERNOON, "l1"),
        make_placement("second", NEXT_MORNING, "l1"),
    ]

    assert reckoned(problem, third_comes_first) == Cost(order=20, hall_change=0, load=0, travel=0, half=0)


def test_topics_of_equal_order_may_come_either_way_round() -> None:
    problem = make_teaching(L1, weights=replace(NOTHING, order=10))
    equal = replace(problem, items=tuple(replace(item, order=1) for item in problem.items))

    assert solve(equal, seconds=10).cost.total == 0


def test_a_change_of_hall_costs_even_over_an_idle_half_day() -> None:
    problem = make_teaching(L1, weights=replace(NOTHING, hall_change=10))
    there_and_back = [
        make_placement("first", MORNING, "l1", hall_id="h1"),
        make_placement("second", AFTERNOON, "l1", hall_id="h2"),
        make_placement("third", NEXT_AFTERNOON, "l1", hall_id="h1"),
    ]

    assert reckoned(problem, there_and_back) == Cost(order=0, hall_change=20, load=0, travel=0, half=0)


THREE_IN_A_ROW = [
    make_placement("first", MORNING, "l1"),
    make_placement("second", AFTERNOON, "l1"),
    make_placement("third", NEXT_MORNING, "l1"),
]


def test_load_costs_each_half_day_outside_an_even_share() -> None:
    # Three topics for two lecturers: the share lies between ⌊1.5⌋ = 1 and ⌈1.5⌉ = 2, so l1 has one too many and l2 one
    # too few.
    problem = make_teaching(L1, L2, weights=replace(NOTHING, load=10))

    assert reckoned(problem, THREE_IN_A_ROW) == Cost(order=0, hall_change=0, load=20, travel=0, half=0)


def test_load_costs_each_half_day_off_the_share_a_lecturer_has_agreed_to() -> None:
    problem = make_teaching(replace(L1, fair=1), replace(L2, fair=0), weights=replace(NOTHING, load=10))

    assert reckoned(problem, THREE_IN_A_ROW) == Cost(order=0, hall_change=0, load=20, travel=0, half=0)


def test_somebody_who_qualifies_for_nothing_has_no_share() -> None:
    problem = make_teaching(L1, weights=replace(NOTHING, load=10))
    with_a_guest = replace(problem, lecturers=(L1, L2))

    assert with_a_guest.share_of(L2) == (0, 0)
    assert reckoned(with_a_guest, THREE_IN_A_ROW).load == 0


def test_travel_costs_each_date_a_lecturer_comes() -> None:
    problem = make_teaching(L1, weights=replace(NOTHING, travel=10))

    assert reckoned(problem, THREE_IN_A_ROW) == Cost(order=0, hall_change=0, load=0, travel=20, half=0)


def test_the_half_of_the_day_costs_where_another_is_preferred() -> None:
    problem = make_teaching(replace(L1, prefers="afternoon"), weights=replace(NOTHING, half=10))

    assert reckoned(problem, THREE_IN_A_ROW) == Cost(order=0, hall_change=0, load=0, travel=0, half=20)


def test_weeks_are_counted_as_the_calendar_counts_them() -> None:
    sunday = make_slot(6)

    assert sunday.week == MORNING.week == (2023, 11)
    assert make_slot(7).week == (2023, 12)
    assert replace(sunday, on=sunday.on + timedelta(weeks=42)).week == (2024, 1)
