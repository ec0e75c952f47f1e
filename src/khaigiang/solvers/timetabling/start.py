"""Where the search starts: every piece in a half-day of its own within its window; all else is left to chance."""

from itertools import pairwise
from random import Random

from khaigiang.solvers.errors import NoPlanExists
from khaigiang.solvers.timetabling.board import MUST, NOTHING, Board
from khaigiang.solvers.timetabling.placing import Price, put


def put_everything(board: Board, draw: Random) -> Price:
    """Fill an empty board; how much is broken and paid then. Raises NoPlanExists where a class has too few half-days."""
    pieces = board.sequence.pieces
    broken, paid = 0, board.prices.load * int(board.teaching.lecturers["share_low"].sum())
    cells: dict[int, int] = {}
    for piece in sorted(range(len(pieces)), key=lambda piece: _window(board, piece)):
        if not _is_seated(piece, board, cells):
            raise NoPlanExists
    _put_in_order(board, cells)
    for cell, piece in sorted(cells.items()):
        me = pieces[piece]
        lecturers = board.choices.qualified[me["first_qualified"] : me["last_qualified"]].tolist()
        halls = board.choices.halls[me["first_hall"] : me["last_hall"]].tolist()
        lecturer = draw.choice(lecturers) if lecturers else NOTHING
        more, price = put(board, piece, cell, lecturer, draw.choice(halls), reckons_order=True)
        broken, paid = broken + more, paid + price
    return broken, paid


def _put_in_order(board: Board, cells: dict[int, int]) -> None:
    """Neighbours of a class that stand the wrong way round change places, where both may, until none do."""
    pieces, choices = board.sequence.pieces, board.choices
    of_class: dict[int, list[int]] = {}
    for cell, piece in sorted(cells.items()):
        of_class.setdefault(int(pieces[piece]["first_of_class"]), []).append(cell)
    for first, taken in of_class.items():
        size, start = int(pieces[first]["class_size"]), int(pieces[first]["first_cell"])
        pairs = board.sequence.pairs[int(pieces[first]["pairs"]) :]
        for _ in taken:
            for early, late in pairwise(taken):
                one, other = cells[early], cells[late]
                is_wrong = pairs[(one - first) * size + other - first] & MUST
                if is_wrong and choices.may_have[one, late - start] and choices.may_have[other, early - start]:
                    cells[early], cells[late] = other, one


def _window(board: Board, piece: int) -> tuple[int, int]:
    may = board.choices.may[board.sequence.pieces[piece]["first_may"] : board.sequence.pieces[piece]["last_may"]]
    return int(may[0]), int(may[-1])


def _is_seated(piece: int, board: Board, cells: dict[int, int]) -> bool:
    """Give a piece a cell, sending others along a chain to further cells where all of its own are taken."""
    reached_by: dict[int, int] = {}
    left_by: dict[int, int] = {}
    waiting = [piece]
    for one in waiting:
        me = board.sequence.pieces[one]
        for cell in board.choices.may[me["first_may"] : me["last_may"]].tolist():
            if cell not in reached_by:
                reached_by[cell] = one
                if cell not in cells:
                    _send_along(cell, reached_by, left_by, cells)
                    return True
                left_by[cells[cell]] = cell
                waiting.append(cells[cell])
    return False


def _send_along(free: int, reached_by: dict[int, int], left_by: dict[int, int], cells: dict[int, int]) -> None:
    cell: int | None = free
    while cell is not None:
        one = reached_by[cell]
        cells[cell] = one
        cell = left_by.get(one)
