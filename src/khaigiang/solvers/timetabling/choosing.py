"""Which lecturer and which hall suit a lifted piece best in a half-day, and which half-days its order leaves to it."""

from typing import Final

import numpy as np

from khaigiang.solvers.compiled import inner
from khaigiang.solvers.timetabling.board import AWAY, MUST, NOTHING, UNWANTED, Board, Record, Sequence
from khaigiang.solvers.timetabling.placing import off_share

# Below every number of a lecturer or hall.
NOBODY: Final = -5
IMPOSSIBLE: Final = 2**40
# Of many who qualify so many are looked at, from one drawn at random on.
LOOKED_AT: Final = 12
# A date has seldom more half-days than this on either side of one of them.
NEIGHBOURS: Final = 3


@inner
def keeps_order(sequence: Sequence, piece: int, cell: int) -> bool:
    """Does a placed piece pass none that must come after, or before it, on its way to another cell?"""
    me, here = sequence.pieces[piece], sequence.cell_of[piece]
    first, size, pairs = me["first_of_class"], me["class_size"], me["pairs"]
    own = piece - first
    for other in range(min(here, cell), max(here, cell) + 1):
        passed = sequence.cells[other]["holds"]
        if passed >= 0 and passed != piece:
            pair = pairs + (passed - first) * size + own if cell > here else pairs + own * size + passed - first
            if sequence.pairs[pair] & MUST:
                return False
    return True


@inner
def price_of_a_lesson(board: Board, lecturer: int, there: Record) -> int:
    """What it costs that a lecturer teaches then too; IMPOSSIBLE where they cannot."""
    teaching, prices = board.teaching, board.prices
    me, mood = teaching.lecturers[lecturer], teaching.mood[lecturer, there["moment"]]
    on_date = teaching.on_date[lecturer, there["date"]]
    if mood & AWAY or teaching.in_half_day[lecturer, there["moment"]] or on_date >= me["most_a_day"]:
        return IMPOSSIBLE
    if teaching.in_week[lecturer, there["week"]] >= me["most_a_week"]:
        return IMPOSSIBLE
    load = me["load"]
    paid = prices.load * (
        off_share(teaching.lecturers, lecturer, load + 1) - off_share(teaching.lecturers, lecturer, load)
    )
    if mood & UNWANTED:
        paid += prices.unwanted
    if on_date == 0:
        paid += prices.travel
    return int(paid)


@inner
def a_lecturer_for(board: Board, piece: int, cell: int) -> int:
    """The cheapest of those who qualify and can come then; NOTHING where none is needed, NOBODY where none can."""
    me, there = board.sequence.pieces[piece], board.sequence.cells[cell]
    first = me["first_qualified"]
    count = me["last_qualified"] - first
    if count == 0:
        return NOTHING
    start = np.random.randint(count)
    best, least = NOBODY, IMPOSSIBLE
    for step in range(min(count, LOOKED_AT)):
        lecturer = board.choices.qualified[first + (start + step) % count]
        price = price_of_a_lesson(board, lecturer, there)
        if price < least:
            best, least = lecturer, price
    return best


@inner
def is_open(board: Board, hall: int, moment: int) -> bool:
    """Could a class sit there then?"""
    return not board.seating.closed[hall, moment] and board.seating.sitting[hall, moment] == 0


@inner
def a_hall_for(board: Board, piece: int, cell: int) -> int:
    """The hall its class has on that date if that is open and suits, else its own, else any; NOBODY where all are taken."""
    me, there = board.sequence.pieces[piece], board.sequence.cells[cell]
    moment = there["moment"]
    for other in range(max(0, cell - NEIGHBOURS), min(board.sequence.cells.size, cell + NEIGHBOURS + 1)):
        near = board.sequence.cells[other]
        if other != cell and near["day"] == there["day"] and near["holds"] != NOTHING:
            sat_in = board.sequence.pieces[near["holds"]]["hall"]
            if board.choices.suits[piece, sat_in] and is_open(board, sat_in, moment):
                return int(sat_in)
    if is_open(board, me["hall"], moment):
        return int(me["hall"])
    first = me["first_hall"]
    count = me["last_hall"] - first
    start = np.random.randint(count)
    for step in range(count):
        hall = board.choices.halls[first + (start + step) % count]
        if is_open(board, hall, moment):
            return int(hall)
    return NOBODY
