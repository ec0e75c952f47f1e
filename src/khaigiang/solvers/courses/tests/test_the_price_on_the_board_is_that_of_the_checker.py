"""The kernels reckon every price from counts that they keep; the checker counts anew."""

from itertools import pairwise

import numpy as np
import pytest

from khaigiang.solvers.courses.anneal import Best, anneal, chances_at
from khaigiang.solvers.courses.board import CLOSED, Board, Facts, empty_board, facts_of, timetable_of
from khaigiang.solvers.courses.chains import empty_chain
from khaigiang.solvers.courses.check import broken_demands, cost
from khaigiang.solvers.courses.problem import Problem
from khaigiang.solvers.courses.start import all_waiting, seat_all
from khaigiang.solvers.courses.tests.makers import any_university
from khaigiang.solvers.dice import dice_of


def seated(problem: Problem, seed: int) -> tuple[Facts, Board]:
    facts = facts_of(problem)
    board, dice = empty_board(problem, facts), dice_of(seed)
    waiting = all_waiting(facts, board)
    seat_all(facts, board, waiting, dice, 10_000)
    assert waiting.bounds[1] == 0
    return facts, board


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("temperature", [0.3, 8.0])
def test_after_any_number_of_steps_nothing_is_miscounted(seed: int, temperature: float) -> None:
    problem = any_university(seed, courses=9, lectures=4, rooms=4, days=4, periods_a_day=4)
    facts, board = seated(problem, seed)
    price = cost(problem, timetable_of(problem, facts, board.period, board.room)).total
    best = Best(period=board.period.copy(), room=board.room.copy(), prices=np.array([price, price], np.int64))
    chain, dice = empty_chain(facts), dice_of(seed)
    bests = [price]
    for _ in range(20):
        anneal(facts, board, best, chain, dice, chances_at(temperature), 300)
        now = timetable_of(problem, facts, board.period, board.room)
        then = timetable_of(problem, facts, best.period, best.room)
        assert broken_demands(problem, now) == broken_demands(problem, then) == []
        assert [cost(problem, now).total, cost(problem, then).total] == list(best.prices)
        bests.append(int(best.prices[1]))

    assert all(after <= before for before, after in pairwise(bests))
    assert_the_board_counts(facts, board)


def assert_the_board_counts(facts: Facts, board: Board) -> None:
    for course, period in np.ndindex(board.rivals.shape):
        there = [
            other for other in np.flatnonzero(board.period == period) if facts.clash[course, facts.course_of[other]]
        ]
        assert board.rivals[course, period] % CLOSED == (len(there) << 32) + sum(there)
    assert (board.free_rooms == (board.lecture_at < 0).sum(axis=1)).all()
    assert (board.days_used == (board.on_day > 0).sum(axis=1)).all()
