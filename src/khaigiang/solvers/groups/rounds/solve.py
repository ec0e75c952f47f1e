"""Several divisions of one class, mixed each time, in which people meet again as seldom as can be."""

import time
from typing import Final

from khaigiang.solvers.budget import Budget
from khaigiang.solvers.cooling import cooled
from khaigiang.solvers.dice import dice_of
from khaigiang.solvers.errors import NoPlanInTime
from khaigiang.solvers.groups.rounds.anneal import anneal
from khaigiang.solvers.groups.rounds.board import FORBIDDEN, Board, board_of, facts_of
from khaigiang.solvers.groups.rounds.bounds import fewest_met_again
from khaigiang.solvers.groups.rounds.check import broken_demands, cost
from khaigiang.solvers.groups.rounds.problem import Plan, Rounds
from khaigiang.solvers.groups.rounds.start import first_divisions, is_made_by_a_field
from khaigiang.solvers.progress import Watch, unwatched

# In the price of one meeting too many; what a field has made is not to melt.
HOTTEST: Final = 2.0
WARM: Final = 0.2
COLDEST: Final = 0.12
# Cooled so often within the limit: another cooling may meet the bound that one missed.
COOLINGS: Final = 4
PROPOSALS_AT_FIRST: Final = 2_000


def solve(rounds: Rounds, *, seconds: float, seed: int = 0, steps: int | None = None, watch: Watch = unwatched) -> Plan:
    """Divide the class as often as asked, at the least cost found in `seconds` or `steps` proposals.

    The same seed and `steps` give the same plan, and without `steps` too when the bound is met. Raises NoPlanExists
    where no sizes will do or fixed seats overfill a group, NoPlanInTime when no divisions keep what a teacher decided.
    """
    budget = Budget(seconds=seconds, steps=steps, watch=watch)
    facts = facts_of(rounds)
    board = board_of(rounds, facts, first_divisions(rounds, seed))
    bound = rounds.again * fewest_met_again(rounds)
    lowest = bound + _price_of_kept_bonds(rounds)
    dice = dice_of(seed)
    done, proposals = 0, budget.proposals_at_first(PROPOSALS_AT_FIRST)
    while board.prices[1] > lowest and (share := budget.share(done)) < 1 and len(rounds.problem.people) > 1:
        started = time.perf_counter()
        anneal(facts, board, dice, _temperature(rounds, share) * _scale(rounds), proposals)
        done += proposals
        proposals = budget.proposals_next(proposals, time.perf_counter() - started)
        if not budget.tell(cost=int(board.prices[1]) - lowest + bound, bound=bound):
            break
    return _plan(rounds, board, bound, budget)


def _plan(rounds: Rounds, board: Board, bound: int, budget: Budget) -> Plan:
    divisions = tuple(
        {person.id: int(group) + 1 for person, group in zip(rounds.problem.people, groups, strict=True)}
        for groups in board.best
    )
    if broken_demands(rounds, divisions):
        raise NoPlanInTime
    price = cost(rounds, divisions)
    budget.tell_the_end(cost=price.total, bound=bound)
    return Plan(
        status="optimal" if price.total == bound else "feasible",
        divisions=divisions,
        cost=price,
        bound=bound,
        seconds=budget.spent(),
    )


def _temperature(rounds: Rounds, share: float) -> float:
    melts = not is_made_by_a_field(rounds) or (rounds.rounds > len(rounds.problem.sizes()) and share * COOLINGS >= 1)
    hottest = HOTTEST if melts else WARM
    return cooled(hottest, COLDEST, COOLINGS * share % 1)


def _scale(rounds: Rounds) -> float:
    """Temperatures are told in the price of one meeting too many."""
    return float(max(1, rounds.again))


def _price_of_kept_bonds(rounds: Rounds) -> int:
    """What the board's price is below zero when all that a teacher decided about pairs is kept."""
    return -FORBIDDEN * sum(len(bond.people) * (len(bond.people) - 1) // 2 for bond in rounds.together)
