"""Simulated annealing over trades: dearer ones are taken ever more rarely."""

import math

from khaigiang.solvers.compiled import tight, woven
from khaigiang.solvers.dice import Dice, below, throw
from khaigiang.solvers.groups.rounds.board import Board, Facts
from khaigiang.solvers.groups.rounds.trades import balance_after, growth_of_trade, trade

_32 = 32
# Of 256 proposals so many let two people change roles in all rounds: who meets how often then stays, only traits move.
ROLES = 24


@tight
def anneal(facts: Facts, board: Board, dice: Dice, temperature: float, proposals: int) -> None:
    """Make so many proposals at one temperature; the cheapest board is kept."""
    rounds, people = board.group_of.shape
    for _ in range(proposals):
        number = below(throw(dice), rounds)
        one, other = below(throw(dice), people), below(throw(dice), people)
        if one == other:
            continue
        if below(throw(dice), 256) < ROLES:
            growth = growth_of_roles(facts, board, one, other)
            if growth < NEVER and is_taken(dice, growth, temperature):
                change_roles(facts, board, one, other)
                keep_if_best(board, growth)
        elif may_trade(facts, board, number, one, other):
            growth = growth_of_trade(facts, board, number, one, other)
            if is_taken(dice, growth, temperature):
                trade(facts, board, number, one, other)
                keep_if_best(board, growth)


NEVER = 1 << 40


@woven
def may_trade(facts: Facts, board: Board, number: int, one: int, other: int) -> bool:
    """Do they sit in different groups, neither of them in a seat a teacher has fixed?"""
    apart = board.group_of[number, one] != board.group_of[number, other]
    return bool(apart and not facts.fixed[number, one] and not facts.fixed[number, other])


@woven
def is_taken(dice: Dice, growth: int, temperature: float) -> bool:
    """A cheaper step always, a dearer one with the luck it needs (Metropolis et al. 1953)."""
    if growth <= 0:
        return True
    luck = (below(throw(dice), 1 << 30) + 1) / (1 << 30)
    return luck < math.exp(-growth / temperature)


@woven
def growth_of_roles(facts: Facts, board: Board, one: int, other: int) -> int:
    """What the price grows by when two people change roles in all rounds; NEVER where a teacher has decided on one."""
    growth = 0
    for number in range(len(board.group_of)):
        if facts.fixed[number, one] or facts.fixed[number, other] or facts.has_bonds[number]:
            return NEVER
        here, there = board.group_of[number, one], board.group_of[number, other]
        if here != there:
            growth += balance_after(facts, board, number, one, other, here, there)
    return growth


@woven
def change_roles(facts: Facts, board: Board, one: int, other: int) -> None:
    """Each of two people takes the other's groups in all rounds."""
    for number in range(len(board.group_of)):
        if board.group_of[number, one] != board.group_of[number, other]:
            trade(facts, board, number, one, other)


@woven
def keep_if_best(board: Board, growth: int) -> None:
    """Note the new price, and all groups where nothing was ever cheaper."""
    board.prices[0] += growth
    if board.prices[0] < board.prices[1]:
        board.prices[1] = board.prices[0]
        for number in range(board.group_of.shape[0]):
            for person in range(board.group_of.shape[1]):
                board.best[number, person] = board.group_of[number, person]
