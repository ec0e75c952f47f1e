"""Simulated annealing: many small random steps, of which dearer ones are taken ever more rarely."""

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from khaigiang.solvers.compiled import tight, woven
from khaigiang.solvers.courses.board import CLOSED, NOBODY, ONE_RIVAL, Board, Facts, Numbers
from khaigiang.solvers.courses.chains import TOO_DEAR, Chain, try_chain
from khaigiang.solvers.courses.steps import Step, price_of, step_in_exchange, step_to_a_free_time, step_to_a_place, take
from khaigiang.solvers.dice import Dice, below, throw

# Of 256 proposals so many only change a room; of the others so many look for a time, not for one certain place.
ONLY_A_ROOM = np.uint64(20)
FOR_A_TIME = np.uint64(220)
DEAREST = 255

_8, _16, _32, _40 = np.uint64(8), np.uint64(16), np.uint64(32), np.uint64(40)
_BYTE, _TWO_BYTES, _ONE = np.uint64(0xFF), np.uint64(0xFFFF), np.uint64(1)


# Growth of the price → how many of 2³² throws take it.
Chances: TypeAlias = NDArray[np.uint64]


class Best(NamedTuple):
    """The cheapest timetable so far, and the prices: of the board, and of the cheapest."""

    period: Numbers
    room: Numbers
    prices: NDArray[np.int64]


def chances_at(temperature: float) -> Chances:
    """How often dearer steps are taken at a temperature (Metropolis et al. 1953)."""
    growths = np.arange(DEAREST + 1)
    return (np.exp(-growths / temperature) * float(2**32 - 1)).astype(np.uint64)


@tight
def anneal(facts: Facts, board: Board, best: Best, chain: Chain, dice: Dice, chances: Chances, proposals: int) -> None:
    """Make so many proposals at one temperature."""
    for _ in range(proposals):
        bits, more = throw(dice), throw(dice)
        lecture, luck = below(bits, len(facts.course_of)), more >> _32
        kind, manner = bits >> _32 & _BYTE, bits >> _40 & _BYTE
        room = below(more & _TWO_BYTES, facts.rooms << 16)
        period = board.period[lecture]
        if kind >= ONLY_A_ROOM:
            period = below(more >> _16 & _TWO_BYTES, facts.periods << 16)
        if board.rivals[facts.course_of[lecture], period] >= CLOSED:
            continue
        if period == board.period[lecture] or manner >= FOR_A_TIME:
            growth = try_step(facts, board, step_to_a_place(facts, board, lecture, period, room), chances, luck)
        else:
            growth = try_time(facts, board, chain, lecture, period, room, below(manner & _ONE, 1 << 32), chances, luck)
        if growth != TOO_DEAR:
            keep_if_best(board, best, growth)


@woven
def try_time(
    facts: Facts,
    board: Board,
    chain: Chain,
    lecture: int,
    period: int,
    room: int,
    keeps_rooms: int,
    chances: Chances,
    luck: np.uint64,
) -> int:
    """Another time for a lecture: free, or in exchange with one rival, or with a chain of them; see `try_step`."""
    in_the_way = board.rivals[facts.course_of[lecture], period]
    if in_the_way == 0:
        first = board.room[lecture] if keeps_rooms else room
        return try_step(facts, board, step_to_a_free_time(facts, board, lecture, period, first), chances, luck)
    if in_the_way < 2 * ONE_RIVAL:
        return try_step(facts, board, step_in_exchange(facts, board, lecture, period, keeps_rooms), chances, luck)
    return try_chain(facts, board, chain, lecture, period, allowance(chances, luck))


@woven
def try_step(facts: Facts, board: Board, step: Step, chances: Chances, luck: np.uint64) -> int:
    """Take a step if luck allows its price; returns the growth of the price, or TOO_DEAR where nothing moved."""
    if step.lecture == NOBODY:
        return TOO_DEAR
    price = price_of(facts, board, step)
    if price > 0 and price > allowance(chances, luck):
        return TOO_DEAR
    take(facts, board, step)
    return price


@woven
def allowance(chances: Chances, luck: np.uint64) -> int:
    """By how much the price may grow, with such luck."""
    most = 0
    while most < DEAREST and luck < chances[most + 1]:
        most += 1
    return most


@woven
def keep_if_best(board: Board, best: Best, growth: int) -> None:
    """Note the board's new price, and the whole board where nothing was ever cheaper."""
    best.prices[0] += growth
    if best.prices[0] < best.prices[1]:
        best.prices[1] = best.prices[0]
        for lecture in range(len(board.period)):
            best.period[lecture] = board.period[lecture]
            best.room[lecture] = board.room[lecture]
