"""Where a city's linear model leaves people of a unit who are too many in a week, or who must not sit together."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from khaigiang.solvers.allocation import Problem, Weights
from khaigiang.solvers.allocation.city.by_model import linear
from khaigiang.solvers.allocation.city.by_model.weeks import by_week
from khaigiang.solvers.allocation.city.census import FORBIDDEN, census_of
from khaigiang.solvers.allocation.city.choosers import Pools, choosers_of, pools_of, pools_of_model
from khaigiang.solvers.allocation.city.improving.exchanges import crowd_of, sort_out
from khaigiang.solvers.allocation.city.total import total_price
from khaigiang.solvers.allocation.tests.makers import make_class, make_person, seated, tiny_problems
from khaigiang.solvers.time_limit import TimeLimit

FIRST, SECOND = (make_class(f"c{week}", week=week) for week in (1, 2))

ONE_DISTRICT = Pools(of_person=np.zeros(4, np.int64), district=np.zeros(1, np.int64), unit=np.full(1, -1))


def of_units(*units: str, cannot: dict[int, tuple[str, ...]] | None = None) -> Problem:
    """People of these units, of whom one a week may be away, and two classes of two in different weeks."""
    return Problem(
        classes=(FIRST, SECOND),
        people=tuple(
            make_person(f"p{number}", unit=unit, cannot=(cannot or {}).get(number, ()))
            for number, unit in enumerate(units)
        ),
        unit_max_per_week=1,
        weights=Weights(size=3, prefer=5),
    )


def test_the_places_of_a_district_are_shared_out_so_that_no_unit_sends_too_many_in_a_week() -> None:
    census = census_of(of_units("u1", "u1", "u2", "u2"))
    nobody = np.full(4, -1, np.int32)

    dealt = by_week(census, ONE_DISTRICT, nobody, np.array([2, 2], np.int32))

    shared = dealt.places.reshape(-1, 2)[dealt.pool_of]
    assert (shared.tolist(), dealt.short.tolist()) == ([[1, 1]] * 4, [])


def test_who_cannot_come_in_one_week_goes_in_the_other() -> None:
    census = census_of(of_units("u1", "u1", "u2", "u2", cannot={0: ("c1",), 2: ("c2",)}))
    nobody = np.full(4, -1, np.int32)

    dealt = by_week(census, ONE_DISTRICT, nobody, np.array([2, 2], np.int32))

    assert dealt.short.tolist() == []
    assert dealt.places.reshape(-1, 2)[dealt.pool_of].tolist() == [[1, 1]] * 4


def test_who_fits_in_no_week_is_told_and_keeps_a_place_of_the_district() -> None:
    census = census_of(of_units("u1", "u1", "u2", "u2"))
    sent = np.array([0, -1, -1, -1], np.int32)

    dealt = by_week(census, ONE_DISTRICT, sent, np.array([2, 1], np.int32))

    assert len(dealt.short) == 1
    assert dealt.places.sum() == 3
    assert dealt.places.reshape(-1, 2)[dealt.pool_of[dealt.short[0]]].sum() == 1


def test_a_unit_that_gets_a_pool_of_its_own_is_given_places_in_weeks_that_have_room_for_it() -> None:
    units = [f"u{number % 3}" for number in range(9)]
    problem = Problem(
        classes=tuple(make_class(f"c{number}", size=2, week=number // 2) for number in range(5)),
        people=tuple(
            make_person(f"p{number}", unit=unit, prefers=("c0",) if number < 2 else ())
            for number, unit in enumerate(units)
        ),
        unit_max_per_week=2,
        weights=Weights(size=3, prefer=5),
    )
    census, limit = census_of(problem), TimeLimit(60)
    sender = linear.send(census, pools_of_model(census), choosers_of(census, as_parties=True), limit)
    before = len(sender.pools.unit)

    assert sender.part(np.array([1]), limit)

    parted = sender.pools.of_person == before
    sent = sender.sent()
    places = sent.places.reshape(-1, 5)[before]
    away = np.zeros(3, np.int64)
    np.add.at(away, census.week, places)
    np.add.at(away, census.week[sent.class_of[parted & (sent.class_of >= 0)]], 1)
    assert np.flatnonzero(parted).tolist() == [1, 4, 7]
    assert (away.sum(), bool((away <= 2).all())) == (3, True)
    assert not sender.part(np.array([1]), limit), "nobody of the unit is left without a pool of their own"


def test_one_of_two_who_must_not_sit_together_changes_about_with_whoever_costs_least() -> None:
    people = (make_person("a"), make_person("b", prefers=("c1",)), make_person("c", prefers=("c2",)), make_person("d"))
    problem = Problem(classes=(FIRST, SECOND), people=people, apart=(("a", "b"),), weights=Weights(size=3, prefer=5))
    census, seats = census_of(problem), seated(problem, [0, 0, 1, 1])

    price = sort_out(census, seats, crowd_of(census, pools_of(census)))

    assert (price, seats.class_of.tolist()) == (-FORBIDDEN, [1, 0, 1, 0])


def test_who_finds_nobody_in_their_district_changes_about_with_somebody_of_another() -> None:
    people = (
        make_person("a", unit="u1"),
        make_person("b", unit="u1"),
        make_person("c", unit="u2", district="d2"),
        make_person("d", unit="u3", district="d2"),
    )
    problem = Problem(classes=(FIRST, SECOND), people=people, unit_max_per_week=1, weights=Weights(size=3, prefer=5))
    census, seats = census_of(problem), seated(problem, [0, 0, 1, 1])

    sort_out(census, seats, crowd_of(census, pools_of(census)))

    assert sorted(seats.class_of[:2].tolist()) == [0, 1]


@settings(max_examples=150, deadline=None)
@given(problem=tiny_problems(), choice=st.data())
def test_sorting_out_makes_nothing_dearer_and_what_it_costs_is_true(problem: Problem, choice: st.DataObject) -> None:
    numbers = st.integers(0, len(problem.classes) - 1)
    census, seats = census_of(problem), seated(problem, [choice.draw(numbers) for _ in problem.people])
    before = int(total_price(census, seats))

    cost = int(sort_out(census, seats, crowd_of(census, pools_of(census))))

    assert cost <= 0
    assert int(total_price(census, seats)) == before + cost
