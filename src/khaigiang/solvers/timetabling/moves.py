"""The moves of the search: a piece or a few change half-day, lecturer or hall at once."""

import numpy as np

from khaigiang.solvers.compiled import tight
from khaigiang.solvers.timetabling.board import AWAY, NOTHING, Board, Move
from khaigiang.solvers.timetabling.placing import Price, lift, put

# A date has seldom more half-days than this on either side of one of them.
NEIGHBOURS = 3
TRIES = 3


@tight
def carry_out(board: Board, move: Move, count: int, back: Move) -> Price:
    """Make a move of `count` pieces; how much more is broken and paid then. `back` becomes the move that undoes it."""
    broken, paid = 0, 0
    for number in range(count):
        piece = move.piece[number]
        me = board.sequence.pieces[piece]
        back.piece[number], back.cell[number] = piece, board.sequence.cell_of[piece]
        back.lecturer[number], back.hall[number] = me["lecturer"], me["hall"]
        less, cheaper = lift(board, piece)
        broken, paid = broken - less, paid - cheaper
    for number in range(count):
        more, price = put(board, move.piece[number], move.cell[number], move.lecturer[number], move.hall[number])
        broken, paid = broken + more, paid + price
    return broken, paid


@tight
def propose(board: Board, move: Move) -> int:
    """Fill in a move drawn at random; how many pieces it changes, 0 where the draw is of no use."""
    piece = np.random.randint(board.sequence.pieces.size)
    drawn = np.random.randint(16)
    if drawn < 9:
        return another_half_day(board, move, piece)
    if drawn < 13:
        return another_lecturer(board, move, piece)
    return another_hall(board, move, piece)


@tight
def another_half_day(board: Board, move: Move, piece: int) -> int:
    """A piece goes to another of its half-days; what its class has there comes in its place."""
    me = board.sequence.pieces[piece]
    first, last, here = me["first_may"], me["last_may"], board.sequence.cell_of[piece]
    cell = board.choices.may[np.random.randint(first, last)]
    if cell == here:
        return 0
    there = board.sequence.cells[cell]["holds"]
    fill(board, move, 0, piece, cell)
    if there == NOTHING:
        return 1
    if not board.choices.may_have[there, here - me["first_cell"]]:
        return 0
    fill(board, move, 1, there, here)
    mine, theirs = me["hall"], board.sequence.pieces[there]["hall"]
    if board.choices.suits[piece, theirs] and board.choices.suits[there, mine]:
        move.hall[0], move.hall[1] = theirs, mine
    return 2


@tight
def fill(board: Board, move: Move, number: int, piece: int, cell: int) -> None:
    """One piece of a move goes to a cell, with a lecturer and a hall that are free then if such are found at once."""
    move.piece[number], move.cell[number] = piece, cell
    move.lecturer[number] = a_lecturer_for(board, piece, board.sequence.cells[cell]["moment"])
    move.hall[number] = a_hall_for(board, piece, cell)


@tight
def a_lecturer_for(board: Board, piece: int, moment: int) -> int:
    """The lecturer of a piece if they can come then, else one of a few drawn among those who qualify."""
    me = board.sequence.pieces[piece]
    first, last = me["first_qualified"], me["last_qualified"]
    lecturer: int = me["lecturer"]
    if first == last:
        return NOTHING
    for _ in range(TRIES):
        if not board.teaching.mood[lecturer, moment] and board.teaching.in_half_day[lecturer, moment] == 0:
            return lecturer
        lecturer = board.choices.qualified[np.random.randint(first, last)]
    return lecturer


@tight
def a_hall_for(board: Board, piece: int, cell: int) -> int:
    """The hall its class has on that date if it is free and suits, else its own, else one of a few drawn."""
    me, there = board.sequence.pieces[piece], board.sequence.cells[cell]
    hall: int = me["hall"]
    for other in range(max(0, cell - NEIGHBOURS), min(board.sequence.cells.size, cell + NEIGHBOURS + 1)):
        near = board.sequence.cells[other]
        if other != cell and near["day"] == there["day"] and near["holds"] != NOTHING:
            sat_in = board.sequence.pieces[near["holds"]]["hall"]
            if near["holds"] != piece and board.choices.suits[piece, sat_in]:
                hall = sat_in
    moment, first, last = there["moment"], me["first_hall"], me["last_hall"]
    for _ in range(TRIES):
        if not board.seating.closed[hall, moment] and board.seating.sitting[hall, moment] == 0:
            return hall
        hall = board.choices.halls[np.random.randint(first, last)]
    return hall


@tight
def another_lecturer(board: Board, move: Move, piece: int) -> int:
    """A piece is taught by another who qualifies."""
    me = board.sequence.pieces[piece]
    first, last = me["first_qualified"], me["last_qualified"]
    if last - first < 2:
        return 0
    lecturer = board.choices.qualified[np.random.randint(first, last)]
    cell = board.sequence.cell_of[piece]
    if lecturer == me["lecturer"] or board.teaching.mood[lecturer, board.sequence.cells[cell]["moment"]] & AWAY:
        return 0
    move.piece[0], move.cell[0], move.lecturer[0], move.hall[0] = piece, cell, lecturer, me["hall"]
    return 1


@tight
def another_hall(board: Board, move: Move, piece: int) -> int:
    """A class has another hall in one half-day, or all that date."""
    me = board.sequence.pieces[piece]
    hall = board.choices.halls[np.random.randint(me["first_hall"], me["last_hall"])]
    cell = board.sequence.cell_of[piece]
    day = board.sequence.cells[cell]["day"]
    reach = NEIGHBOURS if np.random.randint(2) else 0
    count = 0
    for other in range(max(0, cell - reach), min(board.sequence.cells.size, cell + reach + 1)):
        near = board.sequence.cells[other]
        if near["day"] == day and near["holds"] != NOTHING:
            sitting = board.sequence.pieces[near["holds"]]
            if board.choices.suits[near["holds"], hall] and sitting["hall"] != hall:
                move.piece[count], move.cell[count] = near["holds"], other
                move.lecturer[count], move.hall[count] = sitting["lecturer"], hall
                count += 1
    return count
