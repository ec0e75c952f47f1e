"""What it costs, or which rule forbids, to move one piece of one class by hand."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from khaigiang.solvers.errors import NoPlanExists
from khaigiang.solvers.timetabling import (
    Demand,
    Lecturer,
    Problem,
    Refusal,
    Weights,
    broken_demands,
    cost,
    moved_to,
    price_of_change,
    price_of_each_hall,
    price_of_each_lecturer,
    price_of_each_slot,
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
    tiny_problems,
)

MORNING, AFTERNOON, NEXT_MORNING, NEXT_AFTERNOON = make_days(2)

PROBLEM = Problem(
    classes=(
        make_class(
            "c1",
            make_piece("opening"),
            make_piece("first", 1, order=1, by=("l1", "l2")),
            make_piece("second", 1, order=2, by=("l1",)),
            slots=make_days(2),
        ),
    ),
    lecturers=(Lecturer(id="l1", max_per_day=1), Lecturer(id="l2", unavailable=frozenset({AFTERNOON}))),
    halls=(make_hall("h1"), make_hall("h2", capacity=99)),
    weights=Weights(order=10, hall_change=100, load=0, travel=1, unwanted=0),
)
TIMETABLE = (
    make_placement("opening", MORNING),
    make_placement("first", AFTERNOON, "l1"),
    make_placement("second", NEXT_MORNING, "l1"),
)


def test_each_half_day_is_priced_with_what_stands_there_trading_places() -> None:
    before_opening = Demand(rule="stages_in_order", classes=("c1",), pieces=("opening", "first"))

    assert price_of_each_slot(PROBLEM, TIMETABLE, "c1", "first") == {
        MORNING: Refusal((before_opening,)),
        AFTERNOON: 0,
        NEXT_MORNING: 10,
        NEXT_AFTERNOON: Refusal((Demand(rule="max_per_day", lecturer_id="l1", on=NEXT_AFTERNOON.on),)),
    }


def test_each_qualified_lecturer_is_priced() -> None:
    assert price_of_each_lecturer(PROBLEM, TIMETABLE, "c1", "first") == {
        "l1": 0,
        "l2": Refusal((Demand(rule="available", lecturer_id="l2", slot=AFTERNOON),)),
    }


def test_each_hall_is_priced() -> None:
    too_small = Demand(rule="hall_large_enough", classes=("c1",), hall_id="h2", slot=AFTERNOON)
    roomier = replace(PROBLEM, halls=(make_hall("h1"), make_hall("h2")))

    assert price_of_each_hall(PROBLEM, TIMETABLE, "c1", "first") == {"h1": 0, "h2": Refusal((too_small,))}
    assert price_of_each_hall(roomier, TIMETABLE, "c1", "first") == {"h1": 0, "h2": 100}


def test_several_changes_are_priced_as_one() -> None:
    trade = [make_placement("first", NEXT_MORNING, "l2"), make_placement("second", AFTERNOON, "l1")]

    assert price_of_change(PROBLEM, TIMETABLE, trade) == 10


def test_placing_a_piece_that_was_left_out_is_priced() -> None:
    assert price_of_change(PROBLEM, TIMETABLE[:2], TIMETABLE[2:]) == 1


def test_no_single_change_makes_a_proven_timetable_cheaper() -> None:
    problem = a_programme_of_22_half_days((MONDAY, MONDAY))
    plan = solve(problem, seconds=30)

    for placement in plan.placements[:22:4]:
        answers = price_of_each_slot(problem, plan.placements, placement.class_id, placement.piece_id)
        assert answers[placement.slot] == 0
        assert min(answer for answer in answers.values() if isinstance(answer, int)) == 0


def test_only_neighbours_are_reckoned_and_the_price_is_that_of_the_whole() -> None:
    problem = a_programme_of_22_half_days((MONDAY, MONDAY))
    placements = solve(problem, seconds=30).placements
    moving = placements[3]

    answers = {
        slot: (moved_to(placements, moving.class_id, moving.piece_id, slot), answer)
        for slot, answer in price_of_each_slot(problem, placements, moving.class_id, moving.piece_id).items()
    }

    assert {slot for slot, (_, answer) in answers.items() if isinstance(answer, int)} > {moving.slot}
    for changes, answer in answers.values():
        changed = {(one.class_id, one.piece_id): one for one in changes}
        after = [changed.get((one.class_id, one.piece_id), one) for one in placements]
        if isinstance(answer, int):
            assert answer == cost(problem, after).total - cost(problem, placements).total
            assert broken_demands(problem, after) == []
        else:
            assert set(answer.broken) == set(broken_demands(problem, after)) != set()


@settings(max_examples=60, deadline=None)
@given(problem=tiny_problems(), choice=st.data())
def test_a_price_is_true_and_a_refusal_names_a_rule_the_change_breaks(problem: Problem, choice: st.DataObject) -> None:
    try:
        placements = solve(problem, seconds=60).placements
    except NoPlanExists:
        return
    old = choice.draw(st.sampled_from(placements))
    slot = choice.draw(st.sampled_from(problem.classes[0].slots))
    new = replace(old, slot=slot, hall_id=choice.draw(st.sampled_from(["h1", "h2"])))
    after = [new if placement == old else placement for placement in placements]

    answer = price_of_change(problem, placements, [new])

    if isinstance(answer, Refusal):
        assert answer.broken == tuple(broken_demands(problem, after)) != ()
    else:
        assert broken_demands(problem, after) == []
        assert answer == cost(problem, after).total - cost(problem, placements).total >= 0
