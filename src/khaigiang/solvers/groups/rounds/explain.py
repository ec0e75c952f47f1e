"""What it costs, or which rule forbids it, that two people change groups in one round."""

from collections.abc import Sequence
from typing import TypeAlias

from khaigiang.solvers.groups.problem import Division, PersonId
from khaigiang.solvers.groups.rounds.check import broken_demands, cost
from khaigiang.solvers.groups.rounds.problem import Demand, Rounds
from khaigiang.solvers.moves import Refusal, made_worse

Answer: TypeAlias = int | Refusal[Demand]


def price_of_trade(
    rounds: Rounds, divisions: Sequence[Division], number: int, one: PersonId, other: PersonId
) -> Answer:
    """What the total cost grows by when two people change groups in a round (from 1); KeyError where one has none.

    A Refusal instead, when that would break a hard demand that holds now, or break one further.
    """
    division = divisions[number - 1]
    traded = {**division, one: division[other], other: division[one]}
    after = (*divisions[: number - 1], traded, *divisions[number:])
    worse = made_worse(broken_demands(rounds, divisions), broken_demands(rounds, after))
    if worse:
        return Refusal(worse)
    return cost(rounds, after).total - cost(rounds, divisions).total


def price_of_each_trade(
    rounds: Rounds, divisions: Sequence[Division], number: int, person_id: PersonId
) -> dict[PersonId, Answer]:
    """`price_of_trade` with everybody who sits in another group in that round."""
    division = divisions[number - 1]
    others = [other for other, group in division.items() if group != division[person_id]]
    return {other: price_of_trade(rounds, divisions, number, person_id, other) for other in others}
