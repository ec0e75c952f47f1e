"""Linear models: seats at a price, as many as are asked for."""

import numpy as np
import pytest

from khaigiang.solvers.errors import NoPlanExists
from khaigiang.solvers.linear import LinearModel, Numbers

SECONDS = 60.0


def seats_of(asked: int) -> tuple[LinearModel, Numbers, Numbers]:
    """Three halls of ten seats at 1, 2 and 5 a seat, and the row that asks for so many seats."""
    model = LinearModel()
    seats = model.add([1, 2, 5], most=10)
    row = model.hold([asked], asked)
    model.count(row[0], seats)
    return model, seats, row


def test_the_cheapest_seats_are_taken_first_and_one_more_costs_what_the_next_one_does() -> None:
    model, _, row = seats_of(15)

    optimum = model.optimum(SECONDS)

    assert optimum is not None
    assert optimum.values.tolist() == [10, 5, 0]
    assert optimum.duals[row].tolist() == [2]


def test_what_is_counted_twice_weighs_twice() -> None:
    model, seats, row = seats_of(30)
    model.count(row[0], seats[0])

    optimum = model.optimum(SECONDS)

    assert optimum is not None
    assert optimum.values.tolist() == [10, 10, 0]


def test_bounds_that_move_are_kept_when_it_is_asked_again() -> None:
    model, seats, row = seats_of(15)
    model.optimum(SECONDS)
    model.lower(np.array([row[0], row[0]]))
    model.fix(seats[:1], 0)

    optimum = model.optimum(SECONDS)

    assert optimum is not None
    assert optimum.values.tolist() == [0, 10, 3]


def test_a_search_for_a_corner_that_is_interrupted_says_nothing_and_goes_on_when_asked_again() -> None:
    model, _, _ = seats_of(15)

    assert model.optimum(0) is None

    optimum = model.optimum(SECONDS)
    assert optimum is not None
    assert optimum.values.tolist() == [10, 5, 0]


def test_what_rows_still_lack_is_part_of_the_price_of_a_walk() -> None:
    model, _, row = seats_of(15)
    begun = model.reached(*model.walk().go(3))

    assert begun.rows[row[0]] < 15
    assert begun.price == pytest.approx(
        float(np.array([1, 2, 5]) @ begun.values + abs(begun.duals[row[0]]) * (15 - begun.rows[row[0]]))
    )


def test_a_walk_comes_near_the_cheapest_seats_and_their_prices() -> None:
    model, _, row = seats_of(15)

    near = model.reached(*model.walk().go(500))

    assert near.values.tolist() == pytest.approx([10, 5, 0], abs=1e-4)
    assert near.duals[row].tolist() == pytest.approx([2], abs=1e-4)
    assert near.rows.tolist() == pytest.approx([15], abs=1e-4)
    assert near.price == pytest.approx(20, abs=1e-3)


def test_a_walk_goes_on_from_where_it_was_when_a_hall_comes_in() -> None:
    model, _, row = seats_of(15)
    before = model.reached(*model.walk().go(500))
    halves = model.add([3, 4], most=2)
    chosen = model.hold([2.0], 2)
    model.count(chosen[0], halves)
    model.count(row[0], halves, 3)

    at_once, later = model.walk(before).go(1)[0], model.walk(before).go(2000)[0]

    assert at_once[:3].tolist() == pytest.approx([10, 5, 0], abs=0.5)
    assert later.tolist() == pytest.approx([9, 0, 0, 2, 0], abs=1e-2)


def test_what_is_sure_is_not_looked_at_again() -> None:
    model, _, row = seats_of(15)
    before = model.bounds()
    model.keep_what_is_sure(model.reached(*model.walk().go(500)), 0.5)
    model.lower(np.array([row[0]] * 3))

    fewer = model.optimum(SECONDS)
    assert fewer is not None
    assert fewer.values.tolist() == [10, 2, 0]

    model.lower(np.array([row[0]] * 3))
    with pytest.raises(NoPlanExists):
        model.optimum(SECONDS)

    model.set_bounds(before)
    again = model.optimum(SECONDS)
    assert again is not None
    assert again.values.tolist() == [9, 0, 0]


def test_a_walk_without_an_end_stays_within_numbers() -> None:
    model, _, _ = seats_of(31)

    values, rows, duals = model.walk().go(5000)

    assert np.isfinite(values).all()
    assert np.isfinite(rows).all()
    assert np.isfinite(duals).all()


def test_more_seats_than_there_are_have_no_plan() -> None:
    model, _, _ = seats_of(31)

    with pytest.raises(NoPlanExists):
        model.optimum(SECONDS)


def test_without_time_there_is_no_answer() -> None:
    halls, cities = 60, 60
    model = LinearModel()
    seats = model.add(np.arange(halls * cities).reshape(halls, cities) * 37 % 101)
    model.count(model.hold(np.full(halls, 7.0), 7)[:, None], seats)
    model.count(model.hold(np.full(cities, 7.0), 7)[None, :], seats)

    assert model.optimum(0.0) is None


def test_a_row_that_may_overflow_holds_more_where_nothing_else_fits_and_tells_how_much() -> None:
    model = LinearModel()
    seated = model.add([1, 2], least=[8, 5], most=10)
    hall = model.hold([0], 10)
    model.count(hall[0], seated)
    with pytest.raises(NoPlanExists):
        model.optimum(SECONDS)

    over = model.let_overflow(hall, 100)
    optimum = model.optimum(SECONDS)

    assert optimum is not None
    assert (optimum.values[seated].tolist(), optimum.values[over].tolist()) == ([8, 5], [3])
    assert optimum.price == 8 + 10 + 3 * 100


def test_seats_that_are_kept_stay_where_they_are_until_they_are_released() -> None:
    model, _, row = seats_of(15)
    wide, before = model.bounds(), model.optimum(SECONDS)
    assert before is not None
    model.keep(row, before)
    cheaper = model.add([0], most=4)
    model.count(row[0], cheaper)

    kept = model.optimum(SECONDS)
    model.release(row, wide)
    model.begin_anew()
    released = model.optimum(SECONDS)

    assert kept is not None
    assert released is not None
    assert kept.values.tolist() == [10, 5, 0, 0]
    assert released.values.tolist() == [10, 1, 0, 4]
