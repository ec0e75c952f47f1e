"""The moves of the search: a piece or a few change half-day, lecturer or hall at once."""

from typing import Final

import numpy as np

from khaigiang.solvers.compiled import inner
from khaigiang.solvers.timetabling.board import ANY, AWAY, NOTHING, Board, Move
from khaigiang.solvers.timetabling.choosing import (
    IMPOSSIBLE,
    NEIGHBOURS,
    NOBODY,
    a_hall_for,
    a_lecturer_for,
    keeps_order,
)
from khaigiang.solvers.timetabling.placing import Price, lift, put, set_down, take_up

# No week has more half-days than this on either side of one of them.
HALF_DAYS_OF_A_WEEK: Final = 21
# One of so many moves for which nobody is free is made nevertheless, so that the search is not shut in.
ONE_IN: Final = 8


@inner
def carry_out(board: Board, move: Move, count: int, back: Move, reckons_order: bool) -> Price:  # noqa: FBT001  kernels take no names
    """Make a move of `count` pieces; how much more is broken and paid then. `back` becomes the move that undoes it.

    Where nobody can teach a piece, or no hall is open, nothing is moved, and IMPOSSIBLE rules are broken.
    """
    broken, paid = 0, 0
    for number in range(count):
        piece = move.piece[number]
        me = board.sequence.pieces[piece]
        back.piece[number], back.cell[number] = piece, board.sequence.cell_of[piece]
        back.lecturer[number], back.hall[number] = me["lecturer"], me["hall"]
        less, cheaper = lift(board, piece, reckons_order)
        broken, paid = broken - less, paid - cheaper
    for number in range(count):
        piece, cell = move.piece[number], move.cell[number]
        lecturer, hall = move.lecturer[number], move.hall[number]
        if lecturer == ANY:
            lecturer = a_lecturer_for(board, piece, cell)
        if hall == ANY:
            hall = a_hall_for(board, piece, cell)
        if min(lecturer, hall) == NOBODY:
            if np.random.randint(ONE_IN):
                put_back(board, back, count, number)
                return IMPOSSIBLE, 0
            me = board.sequence.pieces[piece]
            lecturer = me["lecturer"] if lecturer == NOBODY else lecturer
            hall = me["hall"] if hall == NOBODY else hall
        more, price = put(board, piece, cell, lecturer, hall, reckons_order)
        broken, paid = broken + more, paid + price
    return broken, paid


@inner
def put_back(board: Board, back: Move, count: int, placed: int) -> None:
    """Undo a move of `count` pieces, of which the first so many are placed and the others lifted."""
    for number in range(placed):
        take_up(board, back.piece[number])
    for number in range(count):
        set_down(board, back.piece[number], back.cell[number], back.lecturer[number], back.hall[number])


@inner
def propose(board: Board, move: Move, is_in_order: bool) -> int:  # noqa: FBT001  as above
    """Fill in a move drawn at random; how many pieces it changes, 0 where the draw is of no use.

    Where all pieces are in order they remain so.
    """
    piece = np.random.randint(board.sequence.pieces.size)
    drawn = np.random.randint(16)
    if drawn < 9:
        return another_half_day(board, move, piece, is_in_order)
    if drawn < 13:
        return another_lecturer(board, move, piece)
    return another_hall(board, move, piece)


@inner
def fill(move: Move, number: int, piece: int, cell: int, lecturer: int, hall: int) -> None:
    """One piece of a move."""
    move.piece[number], move.cell[number] = piece, cell
    move.lecturer[number], move.hall[number] = lecturer, hall


@inner
def another_half_day(board: Board, move: Move, piece: int, is_in_order: bool) -> int:  # noqa: FBT001  as above
    """A piece goes to another of its half-days; what its class has there comes in its place."""
    me = board.sequence.pieces[piece]
    here = board.sequence.cell_of[piece]
    cell = board.choices.may[np.random.randint(me["first_may"], me["last_may"])]
    if cell == here or (is_in_order and not keeps_order(board.sequence, piece, cell)):
        return 0
    there = board.sequence.cells[cell]["holds"]
    fill(move, 0, piece, cell, ANY, ANY)
    if there == NOTHING:
        return 1
    may_come = board.choices.may_have[there, here - me["first_cell"]]
    if not may_come or (is_in_order and not keeps_order(board.sequence, there, here)):
        return 0
    fill(move, 1, there, here, ANY, ANY)
    return 2


@inner
def another_lecturer(board: Board, move: Move, piece: int) -> int:
    """A piece is taught by another who qualifies; a lesson for which that one then has no time finds somebody else."""
    me = board.sequence.pieces[piece]
    first, last = me["first_qualified"], me["last_qualified"]
    if last - first < 2:
        return 0
    lecturer = board.choices.qualified[np.random.randint(first, last)]
    cell = board.sequence.cell_of[piece]
    if lecturer == me["lecturer"] or board.teaching.mood[lecturer, board.sequence.cells[cell]["moment"]] & AWAY:
        return 0
    fill(move, 0, piece, cell, lecturer, me["hall"])
    other = in_the_way(board, lecturer, cell)
    if other == NOTHING:
        return 1
    fill(move, 1, other, board.sequence.cell_of[other], ANY, board.sequence.pieces[other]["hall"])
    return 2


@inner
def in_the_way(board: Board, lecturer: int, cell: int) -> int:
    """A lesson that keeps a lecturer from teaching in a cell: one at that time, on that date, in that week."""
    there, teaching = board.sequence.cells[cell], board.teaching
    me = teaching.lecturers[lecturer]
    if teaching.in_half_day[lecturer, there["moment"]]:
        return int(teaching.holder[lecturer, there["moment"]])
    is_of_date = teaching.on_date[lecturer, there["date"]] >= me["most_a_day"]
    if not is_of_date and teaching.in_week[lecturer, there["week"]] < me["most_a_week"]:
        return NOTHING
    reach = NEIGHBOURS if is_of_date else HALF_DAYS_OF_A_WEEK
    start = np.random.randint(2 * reach + 1)
    for step in range(2 * reach + 1):
        moment = there["moment"] - reach + (start + step) % (2 * reach + 1)
        if 0 <= moment < teaching.holder.shape[1] and teaching.holder[lecturer, moment] != NOTHING:
            other = teaching.holder[lecturer, moment]
            then = board.sequence.cells[board.sequence.cell_of[other]]
            if then["date"] == there["date"] or (not is_of_date and then["week"] == there["week"]):
                return int(other)
    return NOTHING


@inner
def another_hall(board: Board, move: Move, piece: int) -> int:
    """A class has another hall in one half-day, or all that date; whoever sits there comes into its own."""
    me = board.sequence.pieces[piece]
    hall = board.choices.halls[np.random.randint(me["first_hall"], me["last_hall"])]
    cell = board.sequence.cell_of[piece]
    day = board.sequence.cells[cell]["day"]
    reach = NEIGHBOURS if np.random.randint(2) else 0
    count = 0
    for at in range(max(0, cell - reach), min(board.sequence.cells.size, cell + reach + 1)):
        near = board.sequence.cells[at]
        one = near["holds"]
        if near["day"] == day and one != NOTHING:
            sitting = board.sequence.pieces[one]
            moment = near["moment"]
            if board.choices.suits[one, hall] and sitting["hall"] != hall and not board.seating.closed[hall, moment]:
                other = board.seating.sitter[hall, moment]
                fill(move, count, one, at, sitting["lecturer"], hall)
                count += 1
                if other != NOTHING:
                    if not board.choices.suits[other, sitting["hall"]]:
                        return 0
                    taught_by = board.sequence.pieces[other]["lecturer"]
                    fill(move, count, other, board.sequence.cell_of[other], taught_by, sitting["hall"])
                    count += 1
                if count + 2 > move.piece.size:
                    return count
    return count
