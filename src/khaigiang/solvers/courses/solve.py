"""A timetable for the courses of a university, as cheap as the time allows."""

import time
from typing import Final

import numpy as np

from khaigiang.solvers.budget import Budget
from khaigiang.solvers.courses.anneal import Best, anneal, chances_at
from khaigiang.solvers.courses.board import Board, Facts, empty_board, facts_of, timetable_of
from khaigiang.solvers.courses.bounds import bound, refuse_the_impossible
from khaigiang.solvers.courses.chains import empty_chain
from khaigiang.solvers.courses.check import cost
from khaigiang.solvers.courses.cooling import hottest, temperature
from khaigiang.solvers.courses.problem import Plan, Problem
from khaigiang.solvers.courses.start import all_waiting, seat_all
from khaigiang.solvers.dice import Dice, dice_of
from khaigiang.solvers.errors import NoPlanInTime
from khaigiang.solvers.progress import Watch, unwatched

FEWEST_PROPOSALS: Final = 1_000
TRIES_A_CALL: Final = 100


def solve(
    problem: Problem, *, seconds: float, seed: int = 0, steps: int | None = None, watch: Watch = unwatched
) -> Plan:
    """Place every lecture, at the least price found in `seconds` or, to be repeatable, in so many proposals (`steps`).

    Raises NoPlanExists where the rules plainly contradict each other, NoPlanInTime when nothing that keeps them all
    was found.
    """
    budget = Budget(seconds=seconds, steps=steps, watch=watch)
    refuse_the_impossible(problem)
    facts, dice, least = facts_of(problem), dice_of(seed), bound(problem)
    board = empty_board(problem, facts)
    if problem.lectures:
        _place_everybody(facts, board, dice, budget)
    best = _best_so_far(problem, facts, board)
    if problem.lectures:
        _improve(facts, board, best, dice, budget, least)
    timetable = timetable_of(problem, facts, best.period, best.room)
    price = cost(problem, timetable)
    return Plan(
        status="optimal" if price.total == least else "feasible",
        timetable=timetable,
        cost=price,
        bound=least,
        seconds=budget.spent(),
    )


def _place_everybody(facts: Facts, board: Board, dice: Dice, budget: Budget) -> None:
    waiting, tries = all_waiting(facts, board), 0
    while waiting.bounds[1]:
        if budget.share(tries) >= 1 or not budget.tell():
            left = f"{waiting.bounds[1]} trong {len(facts.course_of)} buổi học chưa có chỗ"
            why = (
                f"Hết giờ mà chưa tìm được thời khóa biểu giữ mọi quy tắc: {left}. Hãy cho thêm thời gian (--seconds)."
            )
            raise NoPlanInTime(why)
        seat_all(facts, board, waiting, dice, TRIES_A_CALL)
        tries += TRIES_A_CALL


def _best_so_far(problem: Problem, facts: Facts, board: Board) -> Best:
    price = cost(problem, timetable_of(problem, facts, board.period, board.room)).total
    return Best(period=board.period.copy(), room=board.room.copy(), prices=np.array([price, price], np.int64))


def _improve(facts: Facts, board: Board, best: Best, dice: Dice, budget: Budget, least: int) -> None:
    chain, hot = empty_chain(facts), hottest(facts)
    begun, steps, proposals = budget.share(0), 0, budget.proposals_at_first(FEWEST_PROPOSALS)
    while (share := budget.share(steps)) < 1 and best.prices[1] > least:
        if not budget.tell(cost=int(best.prices[1]), bound=least):
            break
        chances = chances_at(temperature(hot, (share - begun) / (1 - begun)))
        before = time.perf_counter()
        anneal(facts, board, best, chain, dice, chances, proposals)
        steps += proposals
        proposals = budget.proposals_next(proposals, time.perf_counter() - before)
    budget.tell_the_end(cost=int(best.prices[1]), bound=least)
