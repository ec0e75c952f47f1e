"""One of each class changes about with all others at once: what it finds, what it keeps, what it says it costs."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from khaigiang.solvers.allocation import Problem, Weights
from khaigiang.solvers.allocation.city.census import FORBIDDEN, census_of
from khaigiang.solvers.allocation.city.improving.rounds import change_about, turn_of
from khaigiang.solvers.allocation.city.total import total_price
from khaigiang.solvers.allocation.tests.makers import make_class, make_person, seated, tiny_problems
from khaigiang.solvers.dice import dice_of

BY_NO_LOT = 1


def test_five_people_who_wish_for_the_next_class_all_get_it() -> None:
    ids = "abcde"
    problem = Problem(
        classes=tuple(make_class(id_, size=1) for id_ in ids),
        people=tuple(make_person(id_, prefers=(ids[place - 4],)) for place, id_ in enumerate(ids)),
        weights=Weights(prefer=5, size=3),
    )
    census, seats = census_of(problem), seated(problem, [0, 1, 2, 3, 4])

    cost = change_about(census, seats, turn_of(census), dice_of(0), BY_NO_LOT, 40)

    assert cost == -25
    assert seats.class_of.tolist() == [1, 2, 3, 4, 0]


def test_a_class_that_lacks_somebody_gets_one_from_a_class_that_has_one_too_many() -> None:
    problem = Problem(
        classes=tuple(make_class(id_, size=2) for id_ in "ab"),
        people=tuple(make_person(f"{number}") for number in range(4)),
        weights=Weights(size=3),
    )
    census, seats = census_of(problem), seated(problem, [0, 0, 0, 1])

    assert change_about(census, seats, turn_of(census), dice_of(0), BY_NO_LOT, 40) == -6


@settings(max_examples=150, deadline=None)
@given(problem=tiny_problems(), choice=st.data(), seed=st.integers(0, 100))
def test_without_a_lot_nothing_gets_dearer_and_what_it_costs_is_true(
    problem: Problem, choice: st.DataObject, seed: int
) -> None:
    classes = st.integers(0, len(problem.classes) - 1)
    people = len(problem.people)
    census, seats = (
        census_of(problem),
        seated(problem, choice.draw(st.lists(classes, min_size=people, max_size=people))),
    )
    before, parties = int(total_price(census, seats)), seats.class_of[census.companion != np.arange(people)].tolist()

    cost = int(change_about(census, seats, turn_of(census), dice_of(seed), BY_NO_LOT, 10))

    after = int(total_price(census, seats))
    assert after - before == cost
    assert after // FORBIDDEN <= before // FORBIDDEN
    assert cost <= 0
    # Whoever must sit with somebody stays.
    assert seats.class_of[census.companion != np.arange(people)].tolist() == parties
