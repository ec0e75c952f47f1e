"""What it costs, or which rule forbids it, that two people change groups in one round."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from khaigiang.solvers.groups.problem import Division, Group, PersonId
from khaigiang.solvers.groups.rounds.check import broken_decisions
from khaigiang.solvers.groups.rounds.problem import Cost, Demand, Rounds
from khaigiang.solvers.moves import Refusal, made_worse

Growth: TypeAlias = Cost | Refusal[Demand]
Answer: TypeAlias = int | Refusal[Demand]


class Trades:
    """Two people changing groups in one round (from 1) of some divisions, priced without reckoning the others anew."""

    def __init__(self, rounds: Rounds, divisions: Sequence[Division], number: int) -> None:
        """Count once what every price needs."""
        self.rounds, self.number, self.division = rounds, number, divisions[number - 1]
        self.members = _members(self.division)
        self.met = _met(one for place, one in enumerate(divisions, start=1) if place != number)
        self.traits = [_Trait(rounds, self.division, trait) for trait in rounds.problem.weights]
        self.broken = tuple(broken_decisions(rounds, self.division, number))

    def growth(self, one: PersonId, other: PersonId) -> Growth:
        """What each part of the cost grows by (below zero: falls by).

        A Refusal instead, when that would break what a teacher has decided and holds now, or break it further.
        KeyError where one of them has no group.
        """
        here, there = self.division[one], self.division[other]
        traded = {**self.division, one: there, other: here}
        worse = made_worse(list(self.broken), list(broken_decisions(self.rounds, traded, self.number)))
        if worse:
            return Refusal(worse)
        if here == there:
            return Cost(balance=0, again=0)
        again = self._met_in(there, one, without=other) - self._met_in(here, one, without=one)
        again += self._met_in(here, other, without=one) - self._met_in(there, other, without=other)
        balance = sum(trait.growth(one, other, here, there) for trait in self.traits)
        return Cost(balance=balance, again=self.rounds.again * again)

    def _met_in(self, group: Group, person_id: PersonId, *, without: PersonId) -> int:
        return len((self.members[group] - {without}) & self.met[person_id])


class _Trait:
    """How the people of each value of a trait lie in the groups of one round."""

    def __init__(self, rounds: Rounds, division: Division, trait: str) -> None:
        self.weight, self.groups = rounds.problem.weights[trait], len(rounds.problem.sizes())
        self.values = {person.id: person.value_of(trait) for person in rounds.problem.people}
        self.everywhere = Counter(self.values.values())
        self.here = Counter((value, division.get(person_id)) for person_id, value in self.values.items())

    def growth(self, one: PersonId, other: PersonId, here: Group, there: Group) -> int:
        """What their unevenness costs more once two people have changed groups."""
        mine, theirs = self.values[one], self.values[other]
        if mine == theirs:
            return 0
        moves = ((mine, here, -1), (mine, there, 1), (theirs, there, -1), (theirs, here, 1))
        return self.weight * sum(self._off(*move) for move in moves)

    def _off(self, value: str | None, group: Group, more: int) -> int:
        if value is None:
            return 0
        fewest, most = self.everywhere[value] // self.groups, -(-self.everywhere[value] // self.groups)
        before = self.here[value, group]
        after = before + more
        return max(0, fewest - after) + max(0, after - most) - max(0, fewest - before) - max(0, before - most)


def growth_of_trade(
    rounds: Rounds, divisions: Sequence[Division], number: int, one: PersonId, other: PersonId
) -> Growth:
    """`Trades.growth` of two people in a round."""
    return Trades(rounds, divisions, number).growth(one, other)


def price_of_trade(
    rounds: Rounds, divisions: Sequence[Division], number: int, one: PersonId, other: PersonId
) -> Answer:
    """What the total cost grows by when two people change groups in a round, or the Refusal of `Trades.growth`."""
    growth = growth_of_trade(rounds, divisions, number, one, other)
    return growth if isinstance(growth, Refusal) else growth.total


def growth_of_each_trade(
    rounds: Rounds, divisions: Sequence[Division], number: int, person_id: PersonId
) -> dict[PersonId, Growth]:
    """`growth_of_trade` with everybody who sits in another group in that round."""
    trades, division = Trades(rounds, divisions, number), divisions[number - 1]
    return {other: trades.growth(person_id, other) for other, group in division.items() if group != division[person_id]}


def _members(division: Division) -> dict[Group, frozenset[PersonId]]:
    members: defaultdict[Group, set[PersonId]] = defaultdict(set)
    for person_id, group in division.items():
        members[group].add(person_id)
    return {group: frozenset(people) for group, people in members.items()}


def _met(divisions: Iterable[Division]) -> defaultdict[PersonId, set[PersonId]]:
    met: defaultdict[PersonId, set[PersonId]] = defaultdict(set)
    for division in divisions:
        members = _members(division)
        for person_id, group in division.items():
            met[person_id] |= members[group]
    return met
