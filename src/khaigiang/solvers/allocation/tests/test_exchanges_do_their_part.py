"""Each kind of exchange by itself: what nothing else in the search could mend or find."""

import numpy as np
import pytest

from khaigiang.solvers.allocation import Problem, Weights, broken_demands
from khaigiang.solvers.allocation.city.census import FORBIDDEN, Census, census_of
from khaigiang.solvers.allocation.city.choosers import pools_of
from khaigiang.solvers.allocation.city.improving.exchanges import CONTENT, anneal, crowd_of, sort_out
from khaigiang.solvers.allocation.city.seats import Seats
from khaigiang.solvers.allocation.city.total import total_price
from khaigiang.solvers.allocation.tests.makers import make_class, make_person, seated
from khaigiang.solvers.dice import dice_of

NO_LOSS = np.zeros(1, np.int64)
A_WEEK_EACH = (make_class("c1", week=1), make_class("c2", week=2))
APART = Problem(
    classes=A_WEEK_EACH, people=tuple(make_person(f"p{number}") for number in range(4)), apart=(("p0", "p1"),)
)
AT_MOST_ONE_AWAY = Problem(
    classes=A_WEEK_EACH,
    people=tuple(make_person(f"p{number}", unit=unit) for number, unit in enumerate("uuvw")),
    unit_max_per_week=1,
)
# Each wishes for the next class and cannot attend the one before: no two can change about, nor anybody move alone.
A_RING = Problem(
    classes=tuple(make_class(id_, size=1, fewest=1, most=1) for id_ in "abc"),
    people=(
        make_person("p0", prefers=("b",), cannot=("c",)),
        make_person("p1", prefers=("c",), cannot=("a",)),
        make_person("p2", prefers=("a",), cannot=("b",)),
    ),
    weights=Weights(prefer=5),
)


def sorted_out(census: Census, seats: Seats) -> int:
    return int(sort_out(census, seats, crowd_of(census, pools_of(census))))


@pytest.mark.parametrize("problem", [APART, AT_MOST_ONE_AWAY], ids=["kept apart", "too many away in a week"])
def test_who_breaks_a_rule_where_they_sit_changes_about_with_somebody_of_their_district(problem: Problem) -> None:
    census, seats = census_of(problem), seated(problem, [0, 0, 1, 1])
    before = int(total_price(census, seats))

    gained = sorted_out(census, seats)

    ids = [cls.id for cls in problem.classes]
    assignment = {
        person.id: ids[number] for person, number in zip(problem.people, seats.class_of.tolist(), strict=True)
    }
    assert broken_demands(problem, assignment) == []
    assert sorted(seats.class_of.tolist()) == [0, 0, 1, 1]
    assert gained == int(total_price(census, seats)) - before == -FORBIDDEN


def test_who_breaks_no_rule_stays_where_they_are() -> None:
    census, seats = census_of(APART), seated(APART, [0, 1, 0, 1])

    assert sorted_out(census, seats) == 0
    assert seats.class_of.tolist() == [0, 1, 0, 1]


def test_three_who_wish_for_each_others_classes_in_a_ring_all_get_them() -> None:
    census, seats = census_of(A_RING), seated(A_RING, [0, 1, 2])
    crowd, everybody = crowd_of(census, pools_of(census)), np.array([0, 3], np.int64)

    gained = int(anneal(census, seats, crowd, dice_of(0), NO_LOSS, CONTENT, everybody, 500))

    assert seats.class_of.tolist() == [1, 2, 0]
    assert gained == -15


def test_a_ring_that_would_cost_more_goes_back_to_where_it_was() -> None:
    census, seats = census_of(A_RING), seated(A_RING, [1, 2, 0])
    crowd, everybody = crowd_of(census, pools_of(census)), np.array([0, 3], np.int64)

    gained = int(anneal(census, seats, crowd, dice_of(0), NO_LOSS, CONTENT, everybody, 500))

    assert (seats.class_of.tolist(), gained) == ([1, 2, 0], 0)
