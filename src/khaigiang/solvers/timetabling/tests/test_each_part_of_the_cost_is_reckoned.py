"""What a timetable costs, part by part, reckoned by hand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from khaigiang.solvers.timetabling import (
    Cost,
    Engagement,
    Lecturer,
    Placement,
    Problem,
    Slot,
    Weights,
    broken_demands,
    cost,
)
from khaigiang.solvers.timetabling.solve import solve
from khaigiang.solvers.timetabling.tests.makers import (
    make_class,
    make_days,
    make_hall,
    make_piece,
    make_placement,
    make_slot,
)

MORNING, AFTERNOON, NEXT_MORNING, NEXT_AFTERNOON = make_days(2)
NOTHING = Weights(unwanted=0, hall_change=0, load=0)
L1, L2 = Lecturer(id="l1"), Lecturer(id="l2")


def make_teaching(*lecturers: Lecturer, weights: Weights, published: Sequence[Placement] = ()) -> Problem:
    """One class, two halls, and three topics that everybody may teach, in order first, second, third."""
    taught_by = [lecturer.id for lecturer in lecturers]
    names = ("first", "second", "third")
    topics = [make_piece(name, order=order, by=taught_by) for order, name in enumerate(names)]
    return Problem(
        classes=(make_class("c1", *topics, slots=make_days(2)),),
        lecturers=lecturers,
        halls=(make_hall("h1"), make_hall("h2")),
        published=tuple(published),
        weights=weights,
    )


def reckoned(problem: Problem, placements: Sequence[Placement]) -> Cost:
    assert broken_demands(problem, placements) == []
    return cost(problem, placements)


THREE_IN_A_ROW = (
    make_placement("first", MORNING, "l1"),
    make_placement("second", AFTERNOON, "l1"),
    make_placement("third", NEXT_MORNING, "l1"),
)


def test_order_costs_each_pair_of_topics_the_other_way_round() -> None:
    problem = make_teaching(L1, weights=replace(NOTHING, order=10))
    third_comes_first = [
        make_placement("third", MORNING, "l1"),
        make_placement("first", AFTERNOON, "l1"),
        make_placement("second", NEXT_MORNING, "l1"),
    ]

    assert reckoned(problem, third_comes_first) == Cost(order=20)
    assert reckoned(problem, THREE_IN_A_ROW) == Cost()


def test_topics_of_equal_order_or_of_none_may_come_either_way_round() -> None:
    problem = make_teaching(L1, weights=replace(NOTHING, order=10))
    (cls,) = problem.classes
    for orders in ((1, 1, 1), (2, 1, None)):
        pieces = [replace(piece, order=order) for piece, order in zip(reversed(cls.pieces), orders, strict=True)]
        equal = replace(problem, classes=(replace(cls, pieces=tuple(pieces)),))

        assert solve(equal, seconds=60).cost.total == 0


def test_another_hall_costs_within_a_date_and_not_over_night() -> None:
    problem = make_teaching(L1, weights=replace(NOTHING, hall_change=10))
    at_noon = [replace(one, hall_id=hall) for one, hall in zip(THREE_IN_A_ROW, ("h1", "h2", "h2"), strict=True)]
    over_night = [replace(one, hall_id=hall) for one, hall in zip(THREE_IN_A_ROW, ("h1", "h1", "h2"), strict=True)]

    assert reckoned(problem, at_noon) == Cost(hall_change=10)
    assert reckoned(problem, over_night) == Cost()


def test_load_costs_each_half_day_outside_an_even_share() -> None:
    # Three topics for two lecturers: the share lies between ⌊1.5⌋ = 1 and ⌈1.5⌉ = 2, so l1 has one too many and l2 one
    # too few.
    problem = make_teaching(L1, L2, weights=replace(NOTHING, load=10))

    assert reckoned(problem, THREE_IN_A_ROW) == Cost(load=20)


def test_load_costs_each_half_day_off_the_number_a_lecturer_wants() -> None:
    problem = make_teaching(replace(L1, fair=1), replace(L2, fair=0), weights=replace(NOTHING, load=10))

    assert reckoned(problem, THREE_IN_A_ROW) == Cost(load=20)


def test_somebody_who_qualifies_for_nothing_has_no_share() -> None:
    problem = make_teaching(L1, weights=replace(NOTHING, load=10))
    with_a_guest = replace(problem, lecturers=(L1, L2))

    assert with_a_guest.shares() == {"l1": (3, 3), "l2": (0, 0)}
    assert reckoned(with_a_guest, THREE_IN_A_ROW).load == 0


def test_travel_costs_each_date_a_lecturer_comes() -> None:
    problem = make_teaching(L1, weights=replace(NOTHING, travel=10))

    assert reckoned(problem, THREE_IN_A_ROW) == Cost(travel=20)


def test_a_date_on_which_a_lecturer_comes_in_any_case_is_no_further_travel() -> None:
    engaged = replace(L1, engaged=frozenset({Engagement(slot=Slot(MORNING.on, 2)), Engagement(slot=make_slot(5))}))

    assert reckoned(make_teaching(engaged, weights=replace(NOTHING, travel=10)), THREE_IN_A_ROW) == Cost(travel=10)


def test_a_half_day_costs_that_the_lecturer_would_rather_not_teach() -> None:
    unwilling = replace(L1, unwanted=frozenset({MORNING, NEXT_MORNING, NEXT_AFTERNOON}))
    problem = make_teaching(unwilling, weights=replace(NOTHING, unwanted=10))

    assert reckoned(problem, THREE_IN_A_ROW) == Cost(unwanted=20)


@pytest.mark.parametrize(("days", "price"), [(2, 0), (3, 10)])
def test_each_piece_on_a_date_beyond_an_even_spread_costs(days: int, price: int) -> None:
    problem = make_teaching(L1, weights=replace(NOTHING, spread=10))
    (cls,) = problem.classes
    spread = replace(problem, classes=(replace(cls, slots=make_days(days)),))

    assert reckoned(spread, THREE_IN_A_ROW) == Cost(spread=price)


def test_each_piece_costs_that_is_not_when_where_or_by_whom_it_was_published() -> None:
    first, second, third = THREE_IN_A_ROW
    published = (replace(first, hall_id="h2"), replace(second, lecturer_id="l2"), replace(third, slot=NEXT_AFTERNOON))
    both = make_teaching(L1, L2, weights=replace(NOTHING, moved=10), published=published)
    kept = replace(both, published=(first, second))

    assert reckoned(both, THREE_IN_A_ROW) == Cost(moved=30)
    assert reckoned(kept, THREE_IN_A_ROW) == Cost()


def test_weeks_are_counted_as_the_calendar_counts_them() -> None:
    sunday = make_slot(6)

    assert sunday.week == MORNING.week == (2023, 11)
    assert make_slot(7).week == (2023, 12)
    assert replace(sunday, on=sunday.on + timedelta(weeks=42)).week == (2024, 1)
