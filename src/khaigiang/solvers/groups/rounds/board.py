"""The state of a search for rounds, as arrays that kernels work on."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from khaigiang.solvers.groups.problem import Division
from khaigiang.solvers.groups.rounds.problem import Rounds

Numbers: TypeAlias = NDArray[np.int32]
# Dearer than anything that is merely unwanted.
FORBIDDEN: Final = 1_000_000


class Facts(NamedTuple):
    """What no step changes.

    `value_of` trait, person → value or −1 · `low`, `high` trait, value: people of it in a group · `weight` trait ·
    `again`: price of meeting once more · `fixed` round, person · `bond` round, person, person: what sitting in one
    group costs beyond that (below zero: what it saves) · `has_bonds` round · `prices` only of these bonds.
    """

    value_of: Numbers
    low: Numbers
    high: Numbers
    weight: Numbers
    again: int
    fixed: NDArray[np.bool_]
    bond: Numbers
    has_bonds: NDArray[np.bool_]


class Board(NamedTuple):
    """Where everybody sits: `group_of`, `seat_of` round, person · `members` round, group, seat · `size` round, group.

    `met` person, person: how often they meet · `counted` round, trait, value, group · `prices`: of the board, of the
    best so far · `best` round, person → group.
    """

    group_of: Numbers
    seat_of: Numbers
    members: Numbers
    size: Numbers
    met: Numbers
    counted: Numbers
    prices: NDArray[np.int64]
    best: Numbers


def facts_of(rounds: Rounds) -> Facts:
    """The question as arrays."""
    people, groups = rounds.problem.people, max(1, len(rounds.problem.sizes()))
    place = {person.id: number for number, person in enumerate(people)}
    traits = [trait for trait, weight in rounds.problem.weights.items() if weight]
    codes: list[list[int]] = []
    counts: list[list[int]] = []
    for trait in traits:
        values: dict[str, int] = {}
        seen = [person.value_of(trait) for person in people]
        codes.append([-1 if value is None else values.setdefault(value, len(values)) for value in seen])
        counts.append([codes[-1].count(number) for number in range(len(values))])
    most = max(map(len, counts), default=0)
    number_of = np.array([count + [0] * (most - len(count)) for count in counts], np.int32).reshape(len(traits), most)
    fixed = np.zeros((rounds.rounds, len(people)), np.bool_)
    for number, person_id in rounds.seats:
        fixed[number - 1, place[person_id]] = True
    bond = _bonds(rounds, place)
    return Facts(
        value_of=np.array(codes, np.int32).reshape(len(traits), len(people)),
        low=number_of // groups,
        high=-(-number_of // groups),
        weight=np.array([rounds.problem.weights[trait] for trait in traits], np.int32),
        again=rounds.again,
        fixed=fixed,
        bond=bond,
        has_bonds=np.array([bool(one.any()) for one in bond], np.bool_),
    )


def _bonds(rounds: Rounds, place: Mapping[str, int]) -> Numbers:
    size = len(place)
    bond = np.zeros((rounds.rounds, size, size), np.int32)
    for bonds, price in ((rounds.together, -FORBIDDEN), (rounds.apart, FORBIDDEN)):
        for one in bonds:
            numbers = [place[person_id] for person_id in one.people]
            for number in numbers:
                bond[one.round - 1, number, [other for other in numbers if other != number]] += price
    return bond


def board_of(rounds: Rounds, facts: Facts, divisions: Sequence[Division]) -> Board:
    """The divisions as arrays, with their price (bonds included)."""
    people = rounds.problem.people
    groups = max(1, len(rounds.problem.sizes()))
    largest = max(rounds.problem.sizes(), default=0)
    most = facts.low.shape[1]
    shape = (rounds.rounds, len(people))
    board = Board(
        group_of=np.zeros(shape, np.int32),
        seat_of=np.zeros(shape, np.int32),
        members=np.full((rounds.rounds, groups, largest), -1, np.int32),
        size=np.zeros((rounds.rounds, groups), np.int32),
        met=np.zeros((len(people), len(people)), np.int32),
        counted=np.zeros((rounds.rounds, len(facts.weight), most, groups), np.int32),
        prices=np.zeros(2, np.int64),
        best=np.zeros(shape, np.int32),
    )
    for number, division in enumerate(divisions):
        for person, one in enumerate(people):
            _seat(facts, board, number, person, division[one.id] - 1)
    board.best[:] = board.group_of
    board.prices[:] = price_of(facts, board)
    return board


def _seat(facts: Facts, board: Board, number: int, person: int, group: int) -> None:
    seat = board.size[number, group]
    others = board.members[number, group, :seat]
    board.met[person, others] += 1
    board.met[others, person] += 1
    board.members[number, group, seat] = person
    board.size[number, group] += 1
    board.group_of[number, person] = group
    board.seat_of[number, person] = seat
    for trait in range(len(facts.weight)):
        value = facts.value_of[trait, person]
        if value >= 0:
            board.counted[number, trait, value, group] += 1


def price_of(facts: Facts, board: Board) -> int:
    """The price of a board, counted afresh; bonds that hold are below zero."""
    again = int(np.maximum(0, np.triu(board.met, 1) - 1).sum())
    low, high = facts.low[None, :, :, None], facts.high[None, :, :, None]
    off = np.maximum(0, low - board.counted) + np.maximum(0, board.counted - high)
    balance = int((off.sum(axis=(0, 2, 3)) * facts.weight).sum())
    shared = board.group_of[:, :, None] == board.group_of[:, None, :]
    bonds = int((facts.bond.astype(np.int64) * shared).sum()) // 2
    return facts.again * again + balance + bonds
