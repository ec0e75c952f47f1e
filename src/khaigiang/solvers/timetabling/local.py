"""The local engine: annealing from a rough start, for what is too large to be proven as one model."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from random import Random
from typing import Final

import numpy as np

from khaigiang.solvers.cooling import cooled
from khaigiang.solvers.progress import Progress, Watch
from khaigiang.solvers.search import SILENCE
from khaigiang.solvers.time_limit import TimeLimit
from khaigiang.solvers.timetabling.annealing import Tally
from khaigiang.solvers.timetabling.annealing import anneal as anneal_at_one_heat
from khaigiang.solvers.timetabling.board import Board, empty_move
from khaigiang.solvers.timetabling.layout import lay_out, number, placements
from khaigiang.solvers.timetabling.problem import Placement, Problem
from khaigiang.solvers.timetabling.start import put_everything

# Proposals between two looks at the clock: some hundredths of a second.
BLOCK: Final = 10_000
NO_PLAN_YET: Final = 2**60
# Heat, in units of the dearest price at the start and of the cheapest at the end; and how many times the dearest price
# a broken hard rule weighs.
HOT, COLD, STRICT = 0.5, 0.1, 5.0
# The share of the effort after which a search that has found nothing gives up.
PATIENCE: Final = 0.5
# What is easy meets its bound while the cooling is quick. The first one makes so many proposals for each piece, every
# other so many times as many as the one before; the last has all that is left of the effort.
AT_FIRST: Final = 2_000
GROWTH: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How long to anneal: until the clock's limit, or for so many proposals if that is sooner."""

    limit: TimeLimit
    proposals: int | None

    def share(self, done: int) -> float:
        """How much of the effort is spent: 1 at its end."""
        of_the_clock = self.limit.spent() / self.limit.seconds if self.limit.seconds > 0 else 1.0
        if self.proposals is None:
            return of_the_clock
        return done / self.proposals if of_the_clock < 1 and self.proposals > 0 else 1.0


def anneal(problem: Problem, *, effort: Effort, bound: int, seed: int, watch: Watch) -> tuple[Placement, ...] | None:
    """The cheapest timetable found, None if none was; ends early at `bound`, or when `watch` says so.

    Cooled again and again, each time more slowly, from where the last cooling ended.

    Raises NoPlanExists where a piece has no half-day, lecturer or hall at all, or a class too few half-days.
    """
    numbers = number(problem)
    board = lay_out(problem, numbers)
    tally = _tally(board, put_everything(board, Random(seed)))  # noqa: S311  a search, no secret
    move, back = empty_move(), empty_move()
    dearest = float(max(board.prices) or 1)
    told = _Told(watch, effort.limit, bound)
    for block, heat in _cooling(board, effort):
        anneal_at_one_heat(board, tally, move, back, BLOCK, heat, STRICT * dearest, (seed * 1_000_003 + block) % 2**32)
        least = int(tally.least[0])
        nothing_yet = least == NO_PLAN_YET
        if not told.goes_on(None if nothing_yet else least) or least <= bound:
            break
        if nothing_yet and effort.share(block * BLOCK) > PATIENCE:
            break
    return placements(numbers, tally.best) if tally.least[0] < NO_PLAN_YET else None


def _cooling(board: Board, effort: Effort) -> Iterator[tuple[int, float]]:
    """Block after block with the heat it is made at: cooled quickly at first, then again and again more slowly."""
    hot = HOT * float(max(board.prices) or 1)
    cold = COLD * float(min((price for price in board.prices if price), default=1))
    done, begun_at, begun = 0, 0, 0.0
    planned: float = AT_FIRST * len(board.sequence.pieces)
    while (share := effort.share(done)) < 1:
        if done - begun_at >= planned:
            begun_at, begun, planned = done, share, planned * GROWTH
            if share * (1 + planned * (1 + GROWTH / 2) / done) > 1:
                # Less than half of the next one would be left.
                planned = inf
        yield done // BLOCK, cooled(hot, cold, max((done - begun_at) / planned, (share - begun) / (1 - begun)))
        done += BLOCK


def _tally(board: Board, price: tuple[int, int]) -> Tally:
    broken, paid = price
    return Tally(
        broken=np.array([broken]),
        paid=np.array([paid]),
        least=np.array([NO_PLAN_YET]),
        best=np.zeros((3, len(board.sequence.pieces)), np.int32),
    )


class _Told:
    """Tells a watcher of each better plan, and that the search goes on where there is none."""

    def __init__(self, watch: Watch, limit: TimeLimit, bound: int) -> None:
        self.watch, self.limit, self.bound = watch, limit, bound
        self.cost: int | None = None
        self.at = 0.0

    def goes_on(self, cost: int | None) -> bool:
        spent = self.limit.spent()
        if cost == self.cost and spent < self.at + SILENCE / 2:
            return True
        self.cost, self.at = cost, spent
        return self.watch(Progress(seconds=spent, cost=cost, bound=self.bound))
