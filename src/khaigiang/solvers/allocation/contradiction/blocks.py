"""People who must share a class, taken as one."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from khaigiang.solvers.allocation.contradiction.claims import Claims, Facts


@dataclass(slots=True, kw_only=True)
class Block:
    """People bound to one class by lists, or one person alone; where they may go; which apart-lists name them."""

    people: list[int]
    allowed: int
    apart: Counter[int] = field(default_factory=Counter)

    @property
    def torn(self) -> bool:
        """Are two of them on one list of people kept apart?"""
        return any(times > 1 for times in self.apart.values())


def blocks_of(facts: Facts, claims: Claims) -> list[Block]:
    """Everybody on a list, and everybody who cannot attend some class, by block; nobody else."""
    leader = _leaders(facts, claims)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for person in leader:
        members[leader[person]].append(person)
    blocks = [Block(people=people, allowed=facts.everywhere & ~_barred(claims, people)) for people in members.values()]
    block_of = {person: block for block in blocks for person in block.people}
    for number in claims.apart:
        for person in facts.apart[number]:
            block_of[person].apart[number] += 1
    return blocks


def _leaders(facts: Facts, claims: Claims) -> Mapping[int, int]:
    leader: dict[int, int] = {person: person for person in claims.barred}
    for number in claims.apart:
        leader.update((person, person) for person in facts.apart[number])
    for number in claims.together:
        leader.update((person, person) for person in facts.together[number])
    for number in claims.together:
        first, *others = facts.together[number]
        for other in others:
            leader[_root(leader, other)] = _root(leader, first)
    return {person: _root(leader, person) for person in sorted(leader)}


def _root(leader: dict[int, int], person: int) -> int:
    while leader[person] != person:
        leader[person] = leader[leader[person]]
        person = leader[person]
    return person


def _barred(claims: Claims, people: list[int]) -> int:
    mask = 0
    for person in people:
        mask |= claims.barred.get(person, 0)
    return mask
