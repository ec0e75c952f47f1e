"""Annealing: moves that make a timetable worse are taken the less often the colder it gets."""

from typing import NamedTuple

import numpy as np

from khaigiang.solvers.compiled import inner, tight
from khaigiang.solvers.timetabling.board import Board, Counts, Move, Numbers, Sequence
from khaigiang.solvers.timetabling.choosing import IMPOSSIBLE
from khaigiang.solvers.timetabling.moves import carry_out, propose, put_back
from khaigiang.solvers.timetabling.placing import out_of_order


class Tally(NamedTuple):
    """What is broken and paid now, what is paid in the best timetable that breaks nothing, and that timetable."""

    broken: Numbers  # one number each, so that kernels can write it
    paid: Numbers
    least: Numbers
    best: Counts  # cell, lecturer and hall of each piece


@tight
def anneal(
    board: Board, tally: Tally, move: Move, back: Move, proposals: int, heat: float, strictness: float, seed: int
) -> None:
    """Make so many proposals at one heat; what is broken weighs `strictness` times what is paid."""
    np.random.seed(seed)
    broken, paid, least = tally.broken[0], tally.paid[0], tally.least[0]
    is_in_order = order_is_kept(board.sequence)
    reckons_order = not is_in_order or board.prices.order > 0
    for _ in range(proposals):
        count = propose(board, move, is_in_order)
        if count:
            more, price = carry_out(board, move, count, back, reckons_order)
            if more < IMPOSSIBLE:
                worse = more * strictness + price
                if worse > 0 and np.random.random() >= np.exp(-worse / heat):
                    put_back(board, back, count, count)
                else:
                    broken, paid = broken + more, paid + price
                    if broken == 0 and paid < least:
                        least = paid
                        keep(board, tally.best)
    tally.broken[0], tally.paid[0], tally.least[0] = broken, paid, least


@inner
def order_is_kept(sequence: Sequence) -> bool:
    """Does every piece come after those that it must?"""
    for piece in range(sequence.pieces.size):
        must, _ = out_of_order(sequence, piece)
        if must:
            return False
    return True


@tight
def keep(board: Board, best: Counts) -> None:
    """Note where every piece stands."""
    pieces = board.sequence.pieces
    for piece in range(pieces.size):
        best[0, piece] = board.sequence.cell_of[piece]
        best[1, piece] = pieces[piece]["lecturer"]
        best[2, piece] = pieces[piece]["hall"]
